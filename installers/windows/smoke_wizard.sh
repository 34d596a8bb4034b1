# Part of smoke_in_wine.sh: the wizard and the uninstaller clicked through by their keys, with a picture of each page and of
# what they say when something is in the way. Nothing is installed at the start, nor at the end.
# shellcheck shell=bash disable=SC2154

caption='Pemasangan zidesk'
windows_titled() { xdotool search --onlyvisible --name "$1" 2>/dev/null | wc -l; }
has_windows() { [ "$(windows_titled "$1")" -eq "$2" ]; }
press() {
    # There is no window manager that would give the keys to the newest window when another one closes.
    sleep 1
    xdotool windowfocus "$(xdotool search --onlyvisible --name "$caption" | sort -n | tail -1)"
    sleep 0.5
    xdotool key "$1"
    sleep 1
}
message_says() { # what it is about, title of the window behind it, name of its picture
    check "$1" wait_until has_windows "$2" 2
    sleep 1
    picture "$3"
}
open_wizard() {
    run /smoke/setup.exe &
    wait_for_window "$caption"
}
no_staging() { [ -e "$installed/uninstall.lst" ] && [ ! -e "$staging" ]; }

rm -rf "$installed"
open_wizard
press Alt_L
picture wizard-1-welcome
press alt+l
picture wizard-2-folder
mkdir -p "$installed"
mount -t tmpfs -o size=50m tmpfs "$installed"
press alt+p
message_says "it says that space is short" "$caption" wizard-space-short
press Return
umount "$installed"
press alt+p
wait_until has_files "$staging" 300
picture wizard-3-progress
check "it installs" wait_until no_staging
sleep 3
picture wizard-4-finish
press Return
check "at its end it opens zidesk" wait_for_window '^zidesk$'
sleep 3
picture wizard-5-opened

open_wizard
press alt+l
press alt+p
message_says "it says that zidesk is still open" "$caption" wizard-still-open
check "zidesk closes" close_window
press Return
wait_until has_files "$staging" 300
check "after Retry it upgrades" wait_until no_staging
sleep 3
# The tick for opening zidesk has the focus.
press space
picture wizard-4-finish-unticked
press Return
check "it ends without opening zidesk" wait_until has_windows zidesk 0

rm -rf /smoke/whole
cp -a "$installed" /smoke/whole
mount -t tmpfs -o size=600m tmpfs "$installed"
cp -a /smoke/whole/. "$installed/"
open_wizard
press alt+l
press alt+p
wait_until has_files "$staging" 100
dd if=/dev/zero of="$installed/filler" bs=1M 2>/dev/null
message_says "it says that a file cannot be written" "$caption" wizard-disk-full
press Return
picture wizard-not-installed
rm "$installed/filler"
press Return
check "it ends" wait_until has_windows zidesk 0
sleep 2
check "and leaves the older version whole, and nothing else" diff -r "$installed" /smoke/whole
wineserver64 -k
wineserver64 -w
umount "$installed"

caption='Penghapusan zidesk'
run "$installed/zidesk.exe" "$windows_file" &
wait_for_window 'Zona Integritas'
# It takes the focus until it has shown the file.
sleep 3
run "$installed/uninstall.exe" &
wait_for_window "$caption"
press Alt_L
picture uninstaller-1-confirm
press alt+h
message_says "the uninstaller says that zidesk is still open" "$caption" uninstaller-still-open
check "zidesk closes" close_window
press Return
check "after Retry it removes zidesk" wait_until test ! -e "$installed"
sleep 1
picture uninstaller-2-done
press Return
check "it ends" wait_until has_windows zidesk 0
