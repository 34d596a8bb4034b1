# Part of smoke_in_wine.sh: upgrades that cannot be finished leave the older version whole, and the next run completes.
# shellcheck shell=bash disable=SC2154

still_whole() { # version
    check "  the older version is whole: its self-test passes" eval \
        "run '$installed/zidesk-cli.exe' --versi | grep -q 'zidesk $1' && run '$installed/zidesk-cli.exe' --uji-diri >/smoke/self-test.txt"
    check "  to the byte, with the user's files in its folder, and nothing else" \
        diff -r --exclude=filler "$installed" /smoke/whole
}
begin_installation() {
    wine64 /smoke/setup.exe /S </dev/null >/dev/null 2>&1 &
    installer=$!
}
kill_installer() {
    kill -9 "$installer"
    wait "$installer" 2>/dev/null
    wineserver64 -k
    wineserver64 -w
}

cp -a "$installed" /smoke/whole
mount -t tmpfs -o size=150m tmpfs "$installed"
cp -a /smoke/whole/. "$installed/"
run /smoke/setup.exe /S
check "an upgrade on a disk of 150 MB is refused with exit status 4" test $? -eq 4
still_whole 0.0.1

mount -o remount,size=600m "$installed"
begin_installation
wait_until has_files "$staging" 100
check "the old version's files are untouched while the new ones are unpacked" test \
    "$(cd "$installed" && find . -path './~pasang' -prune -o -type f -print | wc -l)" -eq "$(files_in /smoke/whole)"
dd if=/dev/zero of="$installed/filler" bs=1M 2>/dev/null
wait "$installer"
check "an upgrade whose disk gets full meanwhile ends with exit status 5" test $? -eq 5
still_whole 0.0.1
rm "$installed/filler"

mount -o remount,nr_inodes=$(($(find "$installed" | wc -l) + 500)) "$installed"
run /smoke/setup.exe /S
check "an upgrade that may not make all its files ends with exit status 5" test $? -eq 5
still_whole 0.0.1
mount -o remount,nr_inodes=100000 "$installed"

# What a virus scanner does: ping has the file for its input.
held='runtime\site-packages\typing_extensions.pyc'
printf '@ping -n 600 127.0.0.1 <"%s" >NUL\r\n' "C:\\users\\root\\AppData\\Local\\Programs\\zidesk\\$held" >/smoke/hold.bat
wine64 cmd /c 'Z:\smoke\hold.bat' </dev/null >/dev/null 2>&1 &
sleep 3
begin_installation
wait "$installer"
check "an upgrade that may not move a file ends with exit status 5" test $? -eq 5
still_whole 0.0.1
run taskkill /f /im ping.exe >/dev/null

begin_installation
wait_until has_files "$staging" 500
kill_installer
check "an upgrade killed while it unpacks leaves a part" test "$(files_in "$staging")" -ge 500 -a ! -e "$staging/lama"
check "  and the older version runs" run "$installed/zidesk-cli.exe" --uji-diri >/smoke/self-test.txt

# zidesk.exe is among the first files that are moved, either way.
for moment in "moves the old files away:$staging/lama/zidesk.exe" "moves the new files in:$installed/zidesk.exe"; do
    begin_installation
    wait_until test -e "$staging/lama/zidesk.exe"
    wait_until test -e "${moment#*:}"
    kill_installer
    check "an upgrade killed while it ${moment%%:*} leaves some files here, some there" test \
        "$(files_in "$staging/lama")" -gt 0 -a "$(files_in "$staging/baru")" -gt 0
    result note "  files moved away $(files_in "$staging/lama"), to be moved in $(files_in "$staging/baru")"
    mount -o remount,size=260m "$installed"
    run /smoke/setup.exe /S
    check "  the next run, on a full disk, is refused with exit status 4" test $? -eq 4
    still_whole 0.0.1
        mount -o remount,size=600m "$installed"
done

begin_installation
wait_until test -e "$staging/lama/zidesk.exe"
kill_installer
check "run again, a killed upgrade completes" run /smoke/setup.exe /S
check "  in the new version" grep -q "zidesk $VERSION" <(run "$installed/zidesk-cli.exe" --versi)
check "  with nothing left over" test ! -e "$staging" -a ! -e "$installed/app/zidesk/only_in_old.pyc"
wineserver64 -k
wineserver64 -w
umount "$installed"
check "the older version is there for the next steps" diff -r "$installed" /smoke/whole
