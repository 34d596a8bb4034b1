#!/usr/bin/env bash
# Makes zidesk's Windows installer and portable zip on Debian. See installers/README.md.
# The same inputs give the same bytes; with --wheels it needs no network.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: build.sh [options]
  --out DIR            where the results go (default: a new folder, printed at the end)
  --work DIR           where to build, empty or new, kept (default: a temporary folder, removed at the end)
  --wheels DIR         take the wheels from this folder; those missing are downloaded into it
  --python PYTHON      CPython whose standard library is shipped (default: python3.11)
  --python-embed ZIP   take CPython from an official embeddable zip (same minor version, amd64)
  --quick              compress the installer less, in a tenth of the time, to try it out
  --sign COMMAND       run "COMMAND FILE" for each program made; it must replace FILE by its signed self
EOF
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
out='' work='' wheels='' python=python3.11 embed='' sign='' quick=''
while [ $# -gt 0 ]; do
    case "$1" in
        --out) out=$2; shift 2 ;;
        --work) work=$2; shift 2 ;;
        --wheels) wheels=$2; shift 2 ;;
        --python) python=$2; shift 2 ;;
        --python-embed) embed=$2; shift 2 ;;
        --quick) quick=yes; shift ;;
        --sign) sign=$2; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done

for tool in "$python" makensis x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres unzip sha256sum; do
    command -v "$tool" >/dev/null || { echo "$tool is missing; installers/README.md names the packages" >&2; exit 1; }
done

export LC_ALL=C.UTF-8 TZ=UTC PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH
umask 022

if [ -z "$work" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
else
    mkdir -p "$work"
    [ -z "$(ls -A "$work")" ] || { echo "$work is not empty" >&2; exit 1; }
fi
[ -n "$out" ] || out=$(mktemp -d)
mkdir -p "$out" "${wheels:=$work/wheels}"
out=$(cd "$out" && pwd) work=$(cd "$work" && pwd) wheels=$(cd "$wheels" && pwd)

step() { printf '%4ds  %s\n' "$SECONDS" "$*"; }

version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$project/zidesk/__init__.py")
case "$version" in
    *.*.*) ;;
    *) echo "zidesk/__init__.py gives no version like 1.2.3" >&2; exit 1 ;;
esac
python_minor=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
tag=${python_minor/./}

step "inputs"
# Every wheel as pip's requirement with its hash: pip then takes no other, be it from the index or the folder.
if [ -n "$embed" ]; then grep -v ' panda3d-' "$here/wheels.sha256"; else cat "$here/wheels.sha256"; fi >"$work/wheels.sha256"
sed -E 's/^([0-9a-f]{64})  (\w+)-([^-]+)-.*$/\2==\3 --hash=sha256:\1/' "$work/wheels.sha256" >"$work/requirements.txt"
pip=("$python" -m pip --quiet --disable-pip-version-check --no-input)
for_windows=(--platform win_amd64 --implementation cp --python-version "$python_minor" --only-binary=:all: --require-hashes)
missing=''
while read -r _ wheel; do [ -e "$wheels/$wheel" ] || missing=yes; done <"$work/wheels.sha256"
[ -z "$missing" ] || "${pip[@]}" download "${for_windows[@]}" --dest "$wheels" -r "$work/requirements.txt"
(cd "$wheels" && sha256sum --check --strict --quiet "$work/wheels.sha256")

step "CPython $python_minor for Windows"
if [ -n "$embed" ]; then
    unzip -q "$embed" -d "$work/python"
    python_source=$embed python_licence=$work/python/LICENSE.txt
else
    python_source=$wheels/$(sed -n 's/^.*  \(panda3d-.*\)$/\1/p' "$work/wheels.sha256")
    unzip -q -j "$python_source" 'deploy_libs/*' -d "$work/python"
    rm -f "$work"/python/[Vv][Cc][Rr][Uu][Nn]*.dll "$work"/python/api-ms-*
    python_licence=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/LICENSE.txt
fi
[ -e "$work/python/python$tag.dll" ] || { echo "it has no python$tag.dll, but $python is $python_minor" >&2; exit 1; }
dll_version=$(LC_ALL=C grep -aoP '(?:\d\0\.\0|\d\0\d\0\.\0){2}\d\0(\d\0)?(?=\0)' "$work/python/python$tag.dll" |
    tr -d '\0' | grep -m1 "^${python_minor/./\\.}\.") || dll_version=$python_minor
library_version=$("$python" -c 'import platform; print(platform.python_version())')
[ -n "$embed" ] || [ "$dll_version" = "$library_version" ] ||
    echo "note: the DLLs are CPython $dll_version, the standard library is $library_version" >&2
if [ ! -e "$work/python/python3.dll" ]; then
    "$python" "$here/libraries.py" forwarder "$work/python/python$tag.dll" >"$work/python3.def"
    # Without a given base the linker makes one up from the path it writes to.
    x86_64-w64-mingw32-gcc -shared -nostdlib -nostartfiles -s -Wl,--entry=0,--no-insert-timestamp,--image-base=0x180000000 \
        -o "$work/python/python3.dll" "$work/python3.def"
fi

step "libraries"
grep -v '^panda3d==' "$work/requirements.txt" >"$work/libraries.txt"
"${pip[@]}" install "${for_windows[@]}" --no-index --no-deps --find-links "$wheels" --no-compile --no-warn-script-location \
    --root-user-action=ignore --target "$work/site" -r "$work/libraries.txt"

step "payload"
payload=$work/payload
mkdir "$payload"
"$python" "$here/payload.py" --python-files "$work/python" --site "$work/site" --project "$project" "$payload"

launcher() { # file name, description, compiler options
    local numbers=${version//./,},0
    x86_64-w64-mingw32-windres -O coff -o "$work/$1.res" -I "$here" \
        -D "ICON_FILE=\\\"$project/resources/icons/zidesk.ico\\\"" -D "MANIFEST_FILE=\\\"$here/launcher.manifest\\\"" \
        -D "VERSION_NUMBERS=$numbers" -D "VERSION_TEXT=\\\"$version\\\"" \
        -D "FILE_NAME=\\\"$1\\\"" -D "FILE_DESCRIPTION=\\\"$2\\\"" "$here/launcher.rc"
    x86_64-w64-mingw32-gcc -std=c11 -O2 -Wall -Wextra -Werror -s -municode -static -D_WIN32_WINNT=0x0A00 \
        -DPYTHON_DLL="L\"python$tag.dll\"" "${@:3}" -Wl,--no-insert-timestamp -o "$payload/$1" "$here/launcher.c" "$work/$1.res"
    [ -z "$sign" ] || $sign "$payload/$1"
}
launcher zidesk.exe zidesk -mwindows -DWINDOW
launcher zidesk-cli.exe "zidesk command line"
"$python" "$here/libraries.py" check "$payload"
"$python" "$here/modules.py" "$payload"
"$python" "$here/licences.py" --site "$work/site" --project "$project" --python-licence "$python_licence" "$payload"
mapfile -t shipped < <(sed -n '/ panda3d-/d; s/^[0-9a-f]*  //p' "$work/wheels.sha256")
"$python" "$project/installers/bill_of_materials.py" --version "$version" --tree "$payload" \
    --python "$dll_version" "$python_source" "$payload/licenses/sbom.cdx.json" "${shipped[@]/#/$wheels/}"
find "$payload" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

step "portable zip"
portable=$out/zidesk-$version-portable-x64.zip
"$python" "$here/pack.py" zip "$payload" "$portable"

step "installer"
setup=$out/zidesk-$version-setup-x64.exe
"$python" "$here/pack.py" installer "$payload" "$work/files.nsh" "$work/uninstall.lst"
cp "$here/wizard.bmp" "$work/"
touch -d "@$SOURCE_DATE_EPOCH" "$work/uninstall.lst" "$work/wizard.bmp"
makensis -V2 -WX -NOCD -INPUTCHARSET UTF8 ${quick:+-DQUICK} "-DVERSION=$version" "-DOUT=$setup" "-DICON=$project/resources/icons/zidesk.ico" \
    "-DPICTURE=$work/wizard.bmp" \
    "-DFILES=$work/files.nsh" "-DLISTING=$work/uninstall.lst" ${sign:+"-DSIGN=$sign"} "$here/zidesk.nsi"

cp "$payload/licenses/sbom.cdx.json" "$out/zidesk-$version-sbom.cdx.json"
(cd "$out" && sha256sum "$(basename "$setup")" "$(basename "$portable")" >"zidesk-$version.sha256")
step "done"
printf '%s files, %s unpacked\n' "$(find "$payload" -type f | wc -l)" "$(du -sh --apparent-size "$payload" | cut -f1)"
ls -l "$out"
