#!/usr/bin/env bash
# Installs the package on a clean Debian, uses it there, looks at its window, and removes it again.
#
# Usage: installers/linux/smoke.sh PACKAGE.deb [FOLDER [BASE]]
#
# FOLDER receives the picture of the window and the self-test's report (a temporary one unless given). BASE is a
# folder that debootstrap has filled before; without it a new one is made from the release's usual archive.
# Needs root, debootstrap and the archive, at test time only.
set -euo pipefail
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

package=$(realpath "$1")
results=$(realpath "${2:-$(mktemp -d)}")
mkdir -p "$results"
base=${3:-}
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
root=$(mktemp -d)
home=/home/pegawai
work="$home/Rencana é 2026"

step() { printf '== %s (%s s)\n' "$1" "$SECONDS"; }
fail() { echo "SALAH: $1" >&2; exit 1; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"; }
# As an ordinary user, in the folder with the user's files.
as_user() { inside setpriv --reuid 1000 --regid 1000 --clear-groups \
    env HOME="$home" sh -c 'cd "$1"; shift; exec "$@"' sh "$work" "$@"; }
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/cache -o \
    -path ./var/lib -o -path ./var/log -o -path ./home \) -prune -o -print | sort); }

clean_up() {
    local place
    for place in dev proc; do
        if mountpoint -q "$root/$place"; then umount -l "$root/$place"; fi
    done
    rm -rf --one-file-system "$root"
}
trap clean_up EXIT

step "clean $release"
if [ -n "$base" ]; then
    cp -a "$base/." "$root"
else
    debootstrap --variant=minbase "$release" "$root" >"$results/debootstrap.log"
fi
# mktemp's folder is closed to others, and it is the root folder of the user in there.
chmod 755 "$root"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside useradd --uid 1000 --create-home --shell /bin/sh pegawai
inside install -d -o pegawai -g pegawai "$work"

step "tools of this test"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends xvfb xauth xdotool imagemagick x11-utils libglib2.0-bin \
    shared-mime-info desktop-file-utils >"$results/tools.log" 2>&1

step "install"
cp "$package" "$root/tmp/zidesk.deb"
simulated=$(inside apt-get install -s --no-install-recommends /tmp/zidesk.deb)
mapfile -t wanted < <(awk '$1 == "Inst" && $2 != "zidesk" { print $2 }' <<<"$simulated")
printf '%s packages come along: %s\n' "${#wanted[@]}" "${wanted[*]}"
[ "${#wanted[@]}" -eq 0 ] || inside apt-get install -y -qq --no-install-recommends "${wanted[@]}" \
    >"$results/dependencies.log" 2>&1
files >"$results/before.txt"
start=$SECONDS
inside apt-get install -y --no-install-recommends /tmp/zidesk.deb >"$results/install.log" 2>&1
echo "Installed in $((SECONDS - start)) s, $(du -sk "$root/usr/lib/zidesk" | cut -f1) kB"

step "every library it links to is there"
missing=$(inside sh -c "find /usr/lib/zidesk -name '*.so*' -type f -exec ldd {} + 2>/dev/null" | grep 'not found' || true)
[ -z "$missing" ] || fail "$missing"

step "self-test without a screen"
as_user zidesk --uji-diri laporan.txt >/dev/null || { cat "$root$work/laporan.txt"; fail "uji diri"; }
tail -n 1 "$root$work/laporan.txt"

step "main job"
as_user zidesk contoh batanghari-2026 contoh.zidesk
as_user zidesk cetak contoh.zidesk lampiran.pdf --naskah lampiran
as_user zidesk periksa contoh.zidesk

step "file type"
cp "$root$work/contoh.zidesk" "$root$work/tanpa-akhiran"
for name in contoh.zidesk tanpa-akhiran; do
    type=$(as_user gio info -a standard::content-type "$name" | awk '/content-type/ { print $2 }')
    [ "$type" = application/x-zidesk ] || fail "$name: $type"
done
programs=$(as_user gio mime application/x-zidesk)
grep -q zidesk.desktop <<<"$programs" || fail "no program opens it: $programs"
inside desktop-file-validate /usr/share/applications/zidesk.desktop
rm "$root$work/tanpa-akhiran"

step "self-test and window on a screen"
cat >"$root/tmp/window.sh" <<'WINDOW'
set -eu
# The self-test on X11, then the window with the example as the desktop entry starts it, timed and photographed.
zidesk --uji-diri laporan-x11.txt >/dev/null || { cat laporan-x11.txt; exit 1; }
for run in first second; do
    began=$(date +%s%N)
    zidesk contoh.zidesk 2>jendela.txt &
    program=$!
    window=$(timeout 60 xdotool search --sync --onlyvisible --limit 1 --name contoh.zidesk)
    printf '%s start to window: %s ms\n' "$run" "$((($(date +%s%N) - began) / 1000000))"
    sleep 5
    import -window root jendela.png
    xdotool windowfocus --sync "$window" key ctrl+q
    wait "$program"
    [ ! -s jendela.txt ] || cat jendela.txt
done
WINDOW
as_user xvfb-run -a -s "-screen 0 1366x768x24" sh /tmp/window.sh
grep -h Tampilan "$root$work/laporan-x11.txt"
cp "$root$work"/{jendela.png,laporan.txt,laporan-x11.txt} "$results"
as_user zidesk periksa contoh.zidesk

step "purge"
(cd "$root$home" && find . -type f -exec sha256sum {} + | sort) >"$results/home-before.txt"
inside apt-get purge -y zidesk >"$results/purge.log" 2>&1
(cd "$root$home" && find . -type f -exec sha256sum {} + | sort) >"$results/home-after.txt"
cmp "$results/home-before.txt" "$results/home-after.txt" || fail "the user's files changed"
files >"$results/after.txt"
diff "$results/before.txt" "$results/after.txt" || fail "purging left something behind"
step "done, results in $results"
