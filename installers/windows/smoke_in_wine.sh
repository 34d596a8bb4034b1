#!/usr/bin/env bash
# The part of smoke.sh that runs inside the chroot: /smoke holds setup.exe, old.exe, next.exe and portable.zip, VERSION is
# the installer's. Results, one a line, and pictures go to /smoke/out. Ends with 1 if anything failed.
set -uo pipefail

export WINEDEBUG=-all
# "n": only the C and C++ libraries that were installed with the program will do, none of Wine's.
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d;msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n'
out=/smoke/out
mkdir -p "$out" "$HOME"
failures=0

result() { # "good" or "BAD", text
    printf '%-4s %s\n' "$1" "$2" | tee -a "$out/results.txt"
    [ "$1" != BAD ] || failures=$((failures + 1))
}
check() { # text, command...
    local text=$1
    shift
    if "$@"; then result good "$text"; else result BAD "$text"; fi
}
now() { date +%s.%N; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", to - from }'; }

# Wine's programs want pipes for their standard streams.
run() { wine64 "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }

wait_until() { # command...
    for _ in $(seq 3000); do
        if "$@"; then return 0; fi
        sleep 0.02
    done
    return 1
}
files_in() { find "$1" -type f 2>/dev/null | wc -l; }
has_files() { [ "$(files_in "$1")" -ge "$2" ]; }
wait_for_window() { # part of the title
    for _ in $(seq 600); do
        if window=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | head -1) && [ -n "$window" ]; then return 0; fi
        sleep 0.1
    done
    return 1
}
close_window() {
    # Time to finish what it does after it has shown the file: until then it asks whether to wait.
    sleep 3
    run taskkill /im zidesk.exe >/dev/null
    for _ in $(seq 100); do
        run tasklist | grep -q zidesk.exe || return 0
        sleep 0.1
    done
    run taskkill /f /im zidesk.exe >/dev/null
    return 1
}
picture() { import -window root "$out/$1.png"; }
value() { run reg query "$@" | tr -d '\r' | sed -n 's/.*REG_[A-Z]*  *//p'; }

# On a number that nobody else has.
Xvfb -displayfd 3 -screen 0 1366x768x24 3>/smoke/display >/dev/null 2>&1 &
screen=$!
finish() {
    wineserver64 -k 2>/dev/null
    wineserver64 -w
    if mountpoint -q "$installed"; then umount "$installed"; fi
    kill "$screen"
}
trap finish EXIT
wait_until test -s /smoke/display
DISPLAY=:$(cat /smoke/display)
export DISPLAY
run wineboot -i >/dev/null
# A crash must end the program here, not wait in a debugger.
run reg delete 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' /f >/dev/null

profile=$(echo "$HOME"/.wine/drive_c/users/root)
programs=$profile/AppData/Local/Programs
installed=$programs/zidesk
staging="$installed/~pasang"
desktop=$profile/Desktop/zidesk.lnk
menu="$profile/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/zidesk.lnk"
documents="$profile/Documents/Rencana Aksi – satker Mentawai é"
mkdir -p "$documents"
file="$documents/Zona Integritas ñ 2026.zidesk"
windows_documents="C:\\users\\root\\Documents\\Rencana Aksi – satker Mentawai é"
windows_file="$windows_documents\\Zona Integritas ñ 2026.zidesk"
find "$HOME/.wine/drive_c" -type f | sort >/smoke/before.txt

echo "== the older version"
check "an older version installs silently" run /smoke/old.exe /S
check "it says its version" grep -q 'zidesk 0.0.1' <(run "$installed/zidesk-cli.exe" --versi)
check "it makes a file, with spaces and non-ASCII letters in its path" \
    run "$installed/zidesk-cli.exe" contoh batanghari-2026 "$windows_file"
check "it has the module that the new one lacks" test -e "$installed/app/zidesk/only_in_old.pyc"
mkdir -p "$profile/AppData/Roaming/zidesk"
printf '[General]\r\nsmoke=kept\r\n' >"$profile/AppData/Roaming/zidesk/zidesk.ini"
echo "milik pengguna" >"$installed/milik pengguna.txt"
cp "$file" "$installed/app/milik pengguna.zidesk"
rm "$desktop"

echo "== upgrades that cannot be finished"
. /smoke/smoke_interrupted.sh

echo "== upgrade"
run "$installed/zidesk.exe" "$windows_file" &
wait_for_window 'Zona Integritas'
sleep 2
run /smoke/setup.exe /S
check "a silent upgrade while zidesk runs is refused with exit status 3" test $? -eq 3
check "and leaves the older version whole" grep -q 'zidesk 0.0.1' <(run "$installed/zidesk-cli.exe" --versi)
close_window
cp "$file" /smoke/kept.zidesk
from=$(now)
check "the upgrade installs silently" run /smoke/setup.exe /S
result note "silent installation: $(since "$from")"
check "it says its version" grep -q "zidesk $VERSION" <(run "$installed/zidesk-cli.exe" --versi)
check "Windows' list of programs says its version" test \
    "$(value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\zidesk' /v DisplayVersion)" = "$VERSION"
check "the module that is no more is gone" test ! -e "$installed/app/zidesk/only_in_old.pyc"
check "the user's files are as they were" cmp "$file" /smoke/kept.zidesk
check "so are those in the program's own folder" test -e "$installed/milik pengguna.txt" -a -e "$installed/app/milik pengguna.zidesk"
check "the settings are kept" grep -q smoke=kept "$profile/AppData/Roaming/zidesk/zidesk.ini"
check "a deleted desktop entry stays deleted" test ! -e "$desktop"
check "the new version finds the older one's file sound" run "$installed/zidesk-cli.exe" periksa "$windows_file"

echo "== self-test"
from=$(now)
run "$installed/zidesk-cli.exe" --uji-diri | tee "$out/self-test.txt"
check "the self-test passes" test "${PIPESTATUS[0]}" -eq 0
result note "self-test: $(since "$from")"
check "on Qt's windows platform" grep -q 'Tampilan windows' "$out/self-test.txt"

echo "== window"
check "the Start menu entry is there" test -e "$menu"
# Windows looks for file types in HKCU and HKLM, Wine in HKLM only: what was registered is copied there.
for key in .zidesk zidesk.Berkas; do
    run reg export "HKCU\\Software\\Classes\\$key" 'Z:\smoke\type.reg' /y >/dev/null
    iconv -f UTF-16 -t UTF-8 /smoke/type.reg | sed 's/HKEY_CURRENT_USER/HKEY_LOCAL_MACHINE/' | iconv -f UTF-8 -t UTF-16 >/smoke/type-here.reg
    run reg import 'Z:\smoke\type-here.reg' >/dev/null
done
from=$(now)
run start /unix "$file" &
check "a double click on a file opens it in the window" wait_for_window 'Zona Integritas'
result note "double click to window: $(since "$from")"
sleep 3
picture main-window
check "the window closes when asked to" close_window
from=$(now)
run "$installed/zidesk.exe" "$windows_file" &
check "zidesk.exe opens a second time" wait_for_window 'Zona Integritas'
result note "start to window, second time: $(since "$from")"
check "and closes again" close_window
for key in .zidesk zidesk.Berkas; do run reg delete "HKLM\\Software\\Classes\\$key" /f >/dev/null; done

echo "== a newer file format, and back"
. /smoke/smoke_next_format.sh

echo "== removal"
check "it uninstalls silently" run "$installed/uninstall.exe" /S
# The uninstaller works from a copy of itself and goes on after it has answered.
for _ in $(seq 100); do [ -e "$installed/uninstall.exe" ] || break; sleep 0.2; done
sleep 2
find "$HOME/.wine/drive_c" -type f | sort >/smoke/after.txt
comm -13 /smoke/before.txt /smoke/after.txt | grep -v -e '/AppData/Local/Temp/' -e '/windows/temp/' | tee "$out/left-after-removal.txt"
check "nothing but the user's four files and the two copies is left" test "$(sort "$out/left-after-removal.txt")" = "$(
    printf '%s\n' "$installed/app/milik pengguna.zidesk" "$installed/milik pengguna.txt" "$file" "$other_file" "$copies"/* | sort
)"
check "no registry key is left" test -z "$(
    for key in 'Software\zidesk' 'Software\Classes\.zidesk' 'Software\Classes\zidesk.Berkas' \
        'Software\Microsoft\Windows\CurrentVersion\Uninstall\zidesk'; do
        run reg query "HKCU\\$key" >/dev/null && echo "$key"
    done
)"

echo "== folder of the user's choice"
other="$HOME/.wine/drive_c/Program Kantor é/zidesk satu"
# /D= takes no quotes, so that only a batch file can give it a folder with spaces; \202 is é in its code page, 437.
printf '@"Z:\\smoke\\setup.exe" /S /D=C:\\Program Kantor \202\\zidesk satu\r\n' >/smoke/elsewhere.bat
run cmd /c 'Z:\smoke\elsewhere.bat'
check "it installs into a folder with spaces and non-ASCII letters" test -e "$other/zidesk.exe"
check "the desktop entry of a new installation is there" test -e "$desktop"
run "$other/zidesk-cli.exe" --uji-diri >"$out/self-test-elsewhere.txt"
check "the self-test passes there" test $? -eq 0
run "$other/uninstall.exe" /S
for _ in $(seq 100); do [ -e "$other" ] || break; sleep 0.2; done
check "its folder is gone after removal" test ! -e "$other"
deep=$(printf 'a%.0s' {1..170})
run /smoke/setup.exe /S "/D=C:\\$deep"
check "a folder whose paths would be too long for Windows is refused with exit status 4" test $? -eq 4
check "  and not made" test ! -e "$HOME/.wine/drive_c/$deep"

if [ -e /smoke/portable.zip ]; then
    echo "== portable"
    disk="$HOME/.wine/drive_c/Flash Disk é"
    mkdir "$disk"
    unzip -q /smoke/portable.zip -d "$disk"
    run "$disk/zidesk-$VERSION-portable-x64/zidesk-cli.exe" --uji-diri >"$out/self-test-portable.txt"
    check "the portable zip's self-test passes" test $? -eq 0
    run "$disk/zidesk-$VERSION-portable-x64/zidesk.exe" "$windows_file" &
    check "its window opens" wait_for_window 'Zona Integritas'
    check "and closes" close_window
fi

echo "== wizard and uninstaller"
. /smoke/smoke_wizard.sh

echo "$failures failed"
[ "$failures" -eq 0 ]
