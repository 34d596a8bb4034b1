#!/usr/bin/env bash
# Runs the project's tests with the CPython, Qt and libraries that the Windows installer ships, under Wine 10.
# As root on Debian, with debootstrap or a chroot that smoke.sh has made. See installers/README.md.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: tests_in_wine.sh --chroot DIR --out DIR [--wheels DIR] [--payload DIR] [--platform NAME] [-- PYTEST_ARGUMENTS]
  --chroot DIR     Debian 13 with Wine; made if it is not there
  --out DIR        where report.txt and report.xml go
  --wheels DIR     given to build.sh; the tests' wheels are kept in its folder "tests"
  --payload DIR    the "payload" of a folder that build.sh was given as --work; built if not given
  --platform NAME  Qt's platform: windows (default, on a screen of its own) or offscreen
  -- ...           given to pytest; default: tests
USAGE
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
chroot='' out='' wheels='' payload='' platform=windows
while [ $# -gt 0 ]; do
    case "$1" in
        --chroot) chroot=$2; shift 2 ;;
        --out) out=$2; shift 2 ;;
        --wheels) wheels=$2; shift 2 ;;
        --payload) payload=$2; shift 2 ;;
        --platform) platform=$2; shift 2 ;;
        --) shift; break ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done
[ -n "$chroot" ] && [ -n "$out" ] || { usage >&2; exit 2; }
mkdir -p "$out"

work=$(mktemp -d)
unmount() {
    for inner in proc dev; do
        if mountpoint -q "$chroot/$inner"; then umount "$chroot/$inner"; fi
    done
}
trap 'rm -rf "$work"; unmount' EXIT

[ -n "$wheels" ] || wheels=$work/wheels
mkdir -p "$wheels/tests"
if [ -z "$payload" ]; then
    "$here/build.sh" --quick --out "$work/out" --work "$work/build" --wheels "$wheels"
    payload=$work/build/payload
fi

# What the tests themselves import, as wheels for Windows beside the libraries that are shipped.
tools=(pytest pytest-qt pytest-timeout hypothesis pypdf hatchling colorama)
windows_wheels=(--platform win_amd64 --implementation cp --python-version 3.11 --only-binary=:all:)
[ -n "$(ls "$wheels/tests")" ] || python3.11 -m pip download -q -d "$wheels/tests" "${windows_wheels[@]}" \
    -c "$project/installers/constraints.txt" "${tools[@]}"

if [ ! -x "$chroot/usr/lib/wine/wine64" ]; then
    debootstrap --variant=minbase trixie "$chroot"
    mount --bind /proc "$chroot/proc"
    mount --bind /dev "$chroot/dev"
    chroot "$chroot" apt-get install -y --no-install-recommends wine64 wine xvfb xauth fonts-dejavu-core fonts-liberation
fi
mountpoint -q "$chroot/proc" || mount --bind /proc "$chroot/proc"
mountpoint -q "$chroot/dev" || mount --bind /dev "$chroot/dev"

inside=$chroot/tests-in-wine
rm -rf "$inside"
mkdir -p "$inside/program" "$inside/project" "$inside/out"
cp -r "$payload/runtime" "$inside/program/"
python3.11 -m pip install -q --root-user-action=ignore --no-compile --no-index --no-deps "${windows_wheels[@]}" \
    --target "$inside/tests-site" "$wheels"/tests/*.whl
# QtTest is for tests alone; the build leaves it out of what is shipped.
shipped=$inside/program/runtime/site-packages/PySide6
python3.11 - "$wheels" "$shipped" <<'PYTHON'
import sys, zipfile
from pathlib import Path

(wheel,) = Path(sys.argv[1]).glob("pyside6_essentials-*.whl")
with zipfile.ZipFile(wheel) as archive:
    for name in ("QtTest.pyd", "Qt6Test.dll"):
        Path(sys.argv[2], name).write_bytes(archive.read(f"PySide6/{name}"))
PYTHON
(cd "$project" && cp -r .ci LICENSE README.md pyproject.toml zidesk resources tests installers "$inside/project/")
find "$inside/project" -name __pycache__ -prune -exec rm -rf {} +
# The source takes the place of the compiled program, so that reports show its lines.
printf 'python311.zip\r\n.\r\nsite-packages\r\n..\\..\\project\r\n..\\..\\tests-site\r\n' \
    >"$inside/program/runtime/python311._pth"
x86_64-w64-mingw32-gcc -std=c11 -O2 -s -municode -static -D_WIN32_WINNT=0x0A00 -DINTERPRETER \
    '-DPYTHON_DLL=L"python311.dll"' -o "$inside/program/python.exe" "$here/launcher.c"

# Wine gives no program a variable whose name begins with QT_. While an exception is being handled, one that
# is raised in an override of Qt's functions does not end the process; zidesk/ui/event_loop.py says why.
cat >"$inside/run.py" <<'PYTHON'
import os, sys, pytest

os.environ["QT_QPA_PLATFORM"] = sys.argv[1]
try:
    raise LookupError("handled while the tests run")
except LookupError:
    sys.exit(pytest.main(sys.argv[2:]))
PYTHON
# What Qt says of Wine's screen and of the missing fonts of its "offscreen" platform is no failure.
ignored='^This plugin does not support |Unable to open monitor interface|Cannot find font directory'

[ $# -gt 0 ] || set -- tests
status=0
# Without winedbg a crash ends the tests; with it they would wait for ever.
env -i PATH=/usr/lib/wine:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/tests-in-wine/home WINEDEBUG=-all \
    WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe,winedbg.exe=d;msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n' \
    chroot "$chroot" bash -c '
        mkdir -p "$HOME"
        Xvfb -displayfd 9 -screen 0 1366x768x24 9>"$HOME/display" >/dev/null 2>&1 &
        screen=$!
        trap "wineserver64 -k 2>/dev/null; wineserver64 -w; kill $screen 2>/dev/null" EXIT
        until [ -s "$HOME/display" ]; do sleep 0.1; done
        DISPLAY=:$(cat "$HOME/display")
        export DISPLAY
        # Wine'\''s programs want pipes for their standard streams.
        run() { wine64 "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }
        run wineboot -i >/dev/null
        cd /tests-in-wine/project
        run ../program/python.exe ../run.py "$@" | tee ../out/report.txt
        exit "${PIPESTATUS[0]}"
    ' tests_in_wine "$platform" --junit-xml=../out/report.xml -o "qt_log_ignore=$ignored" "$@" || status=$?
cp "$inside"/out/* "$out/"
exit "$status"
