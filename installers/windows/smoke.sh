#!/usr/bin/env bash
# Installs zidesk's Windows installer under Wine 10, runs it, upgrades it and removes it. As root on Debian, with
# debootstrap; the first run makes a Debian 13 chroot with Wine (1.7 GB). See installers/README.md for what it shows.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: smoke.sh --chroot DIR --out DIR [--setup FILE --portable FILE] [--old-setup FILE] [--next-setup FILE]
                [--wheels DIR]
  --chroot DIR      Debian 13 with Wine; made if it is not there
  --out DIR         where pictures, reports and results.txt go
  --setup FILE      the installer to try, and --portable FILE the zip beside it; built if not given
  --old-setup FILE  the older installer to upgrade from; built with version 0.0.1 and a module more if not given
  --next-setup FILE the installer with a newer file format; built by next_format.py as version 99.0.0 if not given
  --wheels DIR      given to build.sh
EOF
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
chroot='' out='' setup='' portable='' old_setup='' next_setup='' wheels=()
while [ $# -gt 0 ]; do
    case "$1" in
        --chroot) chroot=$2; shift 2 ;;
        --out) out=$2; shift 2 ;;
        --setup) setup=$2; shift 2 ;;
        --portable) portable=$2; shift 2 ;;
        --old-setup) old_setup=$2; shift 2 ;;
        --next-setup) next_setup=$2; shift 2 ;;
        --wheels) wheels=(--wheels "$2"); shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done
[ -n "$chroot" ] && [ -n "$out" ] || { usage >&2; exit 2; }
mkdir -p "$out"

copy_project() { # new folder
    mkdir "$1"
    (cd "$project" && cp -r LICENSE pyproject.toml zidesk resources installers "$1/")
}

work=$(mktemp -d)
unmount() {
    for inner in proc dev; do
        # The last of Wine's programs end a moment after its server.
        for _ in $(seq 60); do
            mountpoint -q "$chroot/$inner" || break
            umount "$chroot/$inner" 2>/dev/null || sleep 0.5
        done
    done
}
trap 'rm -rf "$work"; unmount' EXIT

if [ -z "$setup" ]; then
    "$here/build.sh" --out "$work/new" "${wheels[@]}"
    setup=$(echo "$work"/new/*-setup-x64.exe) portable=$(echo "$work"/new/*-portable-x64.zip)
fi
if [ -z "$old_setup" ]; then
    copy_project "$work/old-project"
    sed -i 's/^__version__ = .*/__version__ = "0.0.1"/' "$work/old-project/zidesk/__init__.py"
    echo '"""Was there before."""' >"$work/old-project/zidesk/only_in_old.py"
    "$work/old-project/installers/windows/build.sh" --quick --out "$work/old" "${wheels[@]}"
    old_setup=$(echo "$work"/old/*-setup-x64.exe)
fi
if [ -z "$next_setup" ]; then
    copy_project "$work/next-project"
    python3.11 -B "$here/next_format.py" "$work/next-project" 99.0.0
    "$work/next-project/installers/windows/build.sh" --quick --out "$work/next" "${wheels[@]}"
    next_setup=$(echo "$work"/next/*-setup-x64.exe)
fi

if [ ! -x "$chroot/usr/lib/wine/wine64" ]; then
    debootstrap --variant=minbase trixie "$chroot"
    mount --bind /proc "$chroot/proc"
    mount --bind /dev "$chroot/dev"
    chroot "$chroot" apt-get install -y --no-install-recommends wine64 wine xvfb xauth xdotool imagemagick unzip \
        fonts-dejavu-core fonts-liberation
fi
mountpoint -q "$chroot/proc" || mount --bind /proc "$chroot/proc"
mountpoint -q "$chroot/dev" || mount --bind /dev "$chroot/dev"

rm -rf "$chroot/smoke"
mkdir "$chroot/smoke"
cp "$setup" "$chroot/smoke/setup.exe"
cp "$old_setup" "$chroot/smoke/old.exe"
cp "$next_setup" "$chroot/smoke/next.exe"
[ -z "$portable" ] || cp "$portable" "$chroot/smoke/portable.zip"
cp "$here"/smoke_*.sh "$chroot/smoke/"
version=$(basename "$setup" | cut -d- -f2)
status=0
env -i PATH=/usr/lib/wine:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/smoke/home "VERSION=$version" \
    chroot "$chroot" bash /smoke/smoke_in_wine.sh || status=$?
cp "$chroot"/smoke/out/* "$out/"
exit "$status"
