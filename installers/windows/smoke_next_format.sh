# Part of smoke_in_wine.sh: a newer program brings the user's files to its format and keeps a copy of the old ones; the older
# program refuses the new ones and reads the copies. /smoke/next.exe is made by next_format.py.
# shellcheck shell=bash disable=SC2154

other_file="$documents/Lewat perintah.zidesk"
windows_other="$windows_documents\\Lewat perintah.zidesk"
copies="$profile/AppData/Local/zidesk/cadangan-migrasi"
windows_copies='C:\users\root\AppData\Local\zidesk\cadangan-migrasi'

format_of() { od -An -tu4 -j60 -N4 --endian=big "$1" | tr -d ' '; }
# What a file says of itself and all that it holds, in a folder.
tell() { # Windows path of a .zidesk file, new folder
    mkdir "$2"
    run "$installed/zidesk-cli.exe" info --json --per 2026-06-30 "$1" | tr -d '\r' >"$2/info.json"
    run "$installed/zidesk-cli.exe" ekspor "$1" "Z:${2//\//\\}\\plan.json" >/dev/null
    test -s "$2/info.json" -a -s "$2/plan.json"
}
# SQLite's copy has the same pages, but for the counters in the header.
same_pages() { [ "$(stat -c %s "$1")" = "$(stat -c %s "$2")" ] && ! cmp -l "$1" "$2" | awk '$1 > 100' | grep -q .; }
refused_with() { # text of the one sentence, command...
    local text=$1 status
    shift
    run "$@" >/smoke/said.txt
    status=$?
    [ "$status" -eq 1 ] && [ "$(wc -l </smoke/said.txt)" -eq 1 ] && grep -q "$text" /smoke/said.txt
}

cp "$file" "$other_file"
cp "$file" /smoke/present.zidesk
present=$(format_of "$file")
next=$((present + 1))
check "the file says its format" test "$present" -ge 1
check "the shipped version tells what is in it" tell "$windows_file" /smoke/told-before

check "a version with a newer format installs over it" run /smoke/next.exe /S
check "  and says its version" grep -q 'zidesk 99.0.0' <(run "$installed/zidesk-cli.exe" --versi)
run "$installed/zidesk.exe" "$windows_file" &
check "its window opens the file" wait_for_window 'Zona Integritas'
sleep 3
picture newer-format
check "  and closes" close_window
check "its command line opens the other one, and finds it sound" run "$installed/zidesk-cli.exe" periksa "$windows_other"
for each in "$file" "$other_file"; do
    name=$(basename "$each")
    check "  $name is of the next format" test "$(format_of "$each")" = "$next"
    check "  the table that the step adds is there, and filled" grep -aq 'Melayani dari Muara Bulian' "$each"
    copy=$(find "$copies" -name "${name%.zidesk} 20*.zidesk")
    check "  one copy was made before" test -f "$copy"
    check "  it is the old file, page for page" same_pages "$copy" /smoke/present.zidesk
done
check "the newer version tells the same of the file" tell "$windows_file" /smoke/told-after
check "  word for word" diff -r /smoke/told-before /smoke/told-after
check "  and finds it sound" run "$installed/zidesk-cli.exe" periksa "$windows_file"
check "opening it once more makes no second copy" test "$(find "$copies" -type f | wc -l)" -eq 2

cp "$file" /smoke/next.zidesk
check "the shipped version installs over the newer one" run /smoke/setup.exe /S
check "  and says its version" grep -q "zidesk $VERSION" <(run "$installed/zidesk-cli.exe" --versi)
check "  the newer one's module is gone" test ! -e "$installed/app/zidesk/db/migrations/step_$next.pyc"
for verb in periksa info; do
    check "\"$verb\" refuses the newer file with exit status 1 and one sentence" \
        refused_with 'dibuat oleh zidesk yang lebih baru; pasanglah zidesk versi terbaru' \
        "$installed/zidesk-cli.exe" "$verb" "$windows_file"
done
run "$installed/zidesk.exe" "$windows_file" &
check "so does the window" wait_for_window 'zidesk'
sleep 4
picture newer-format-refused
check "  which closes" close_window
check "the newer file is left byte for byte" cmp "$file" /smoke/next.zidesk
copy=$(basename "$(find "$copies" -name 'Zona*.zidesk')")
check "the copy opens in the shipped version" tell "$windows_copies\\$copy" /smoke/told-by-copy
check "  and tells what the file told before" diff -r /smoke/told-before /smoke/told-by-copy
cp /smoke/present.zidesk "$file"
