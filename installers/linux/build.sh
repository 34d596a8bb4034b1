#!/usr/bin/env bash
# Makes zidesk_VERSION_amd64.deb from the last commit, for the Debian that it is run on. See installers/README.md.
# The same inputs give the same bytes; with --wheels it needs no network.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: build.sh [options]
  --out DIR       where the package goes (default: a new folder, printed at the end)
  --wheels DIR    take the wheels from this folder; those missing are downloaded into it

ZIDESK_MAINTAINER="Name <address>" names who answers for the package.
EOF
}

out='' wheels=''
while [ $# -gt 0 ]; do
    case "$1" in
        --out) out=$2; shift 2 ;;
        --wheels) wheels=$2; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done

export LC_ALL=C.UTF-8 TZ=UTC
umask 022

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
maintainer=${ZIDESK_MAINTAINER:-$(git -C "$repository" log -1 --format='%an <%ae>')}
SOURCE_DATE_EPOCH=$(git -C "$repository" log -1 --format=%ct)
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "$out" ] || out=$(mktemp -d)
mkdir -p "$out" "${wheels:=$work/wheels}"
out=$(cd "$out" && pwd) wheels=$(cd "$wheels" && pwd)
source=$work/source
here=$source/installers/linux
tree=$work/tree
site=$tree/usr/lib/zidesk
share=$tree/usr/share
qt=$site/PySide6/Qt

# Debian's own Python: compiled modules fit one minor version only, and the package depends on that one.
python=/usr/bin/python3
minor=$("$python" -c 'import sys; print(sys.version_info.minor)')

# What makes the program's own wheel; it is checked like the libraries, and not shipped.
build_tools="hatchling packaging pathspec pluggy tomlkit trove_classifiers"

modules="QtCore QtGui QtWidgets QtSvg QtPrintSupport"
plugins="
    platforms/libqxcb.so platforms/libqoffscreen.so
    platforms/libqwayland-generic.so wayland-shell-integration/libxdg-shell.so
    wayland-decoration-client/libadwaita.so wayland-decoration-client/libbradient.so
    imageformats/libqjpeg.so imageformats/libqsvg.so imageformats/libqgif.so imageformats/libqico.so
    imageformats/libqtiff.so imageformats/libqwebp.so iconengines/libqsvgicon.so
    platformthemes/libqxdgdesktopportal.so
    platforminputcontexts/libcomposeplatforminputcontextplugin.so
    platforminputcontexts/libibusplatforminputcontextplugin.so
    printsupport/libcupsprintersupport.so
"
depends="python3 (>= 3.$minor), python3 (<< 3.$((minor + 1))), libc6 (>= 2.34), libgcc-s1, libstdc++6, zlib1g,
 fonts-dejavu-core, libcups2, libdbus-1-3, libegl1, libfontconfig1, libfreetype6, libgl1, libglib2.0-0,
 libwayland-client0, libwayland-cursor0, libx11-6, libx11-xcb1, libxcb-cursor0, libxcb-icccm4, libxcb-image0,
 libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-render0, libxcb-shape0, libxcb-shm0,
 libxcb-sync1, libxcb-xfixes0, libxcb-xkb1, libxcb1, libxkbcommon-x11-0, libxkbcommon0"

step() { printf '== %s (%s s)\n' "$1" "$SECONDS"; }

take_source() {
    [ -z "$(git -C "$repository" status --porcelain --untracked-files=no)" ] ||
        echo "Uncommitted changes are left out." >&2
    mkdir "$source"
    git -C "$repository" archive HEAD | tar -x -C "$source"
    version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$source/zidesk/__init__.py")
}

# Every wheel as pip's requirement with its hash: pip then takes no other, be it from the index or the folder, and
# ends when one of them needs a library that is not in the list.
write_requirements() {
    sed -E 's/^([0-9a-f]{64})  (\w+)-([^-]+)-.*$/\2==\3 --hash=sha256:\1/' "$here/wheels.sha256" >"$work/all.txt"
    grep -E "^(${build_tools// /|})==" "$work/all.txt" >"$work/tools.txt"
    grep -vE "^(${build_tools// /|})==" "$work/all.txt" >"$work/libraries.txt"
}

install_libraries() {
    local wheel missing='' pip=("$work/venv/bin/pip" --quiet --disable-pip-version-check --no-input)
    local from_folder=(--no-index --find-links "$wheels" --no-compile)
    "$python" -m venv "$work/venv"
    while read -r _ wheel; do [ -e "$wheels/$wheel" ] || missing=yes; done <"$here/wheels.sha256"
    [ -z "$missing" ] || "${pip[@]}" download --only-binary :all: --require-hashes --dest "$wheels" -r "$work/all.txt"
    "${pip[@]}" install "${from_folder[@]}" --require-hashes -r "$work/tools.txt"
    "${pip[@]}" wheel --no-index --no-deps --no-build-isolation --wheel-dir "$work/wheel" "$source"
    wheel=$(echo "$work"/wheel/zidesk-*.whl)
    echo "$wheel --hash=sha256:$(sha256sum "$wheel" | cut -d ' ' -f 1)" >>"$work/libraries.txt"
    "${pip[@]}" install "${from_folder[@]}" --require-hashes --target "$site" -r "$work/libraries.txt"
}

# Keeps of PySide6 what the program imports, and the libraries that these need.
trim_qt() {
    local kept=$work/kept name
    mkdir -p "$kept/plugins" "$kept/lib"
    for name in $plugins; do
        install -D -m 644 "$qt/plugins/$name" "$kept/plugins/$name"
    done
    (
        for name in $modules; do ldd "$site/PySide6/$name.abi3.so"; done
        for name in $plugins; do ldd "$qt/plugins/$name"; done
    ) | awk '$3 ~ "PySide6/(./)?Qt/" { print $3 }' | xargs -n 1 basename | sort -u |
        while read -r name; do cp -L "$qt/lib/$name" "$kept/lib/$name"; done
    rm -rf "$qt"
    mv "$kept" "$qt"
    for name in $modules; do mv "$site/PySide6/$name.abi3.so" "$work"; done
    rm -rf "$site"/PySide6/{*.pyi,Qt*.abi3.so,libpyside6qml*,assistant,balsam*,designer,linguist,l[ru]*,qml*,svgtoqml} \
        "$site"/PySide6/{doc,glue,include,scripts,typesystems}
    for name in $modules; do mv "$work/$name.abi3.so" "$site/PySide6"; done
}

trim_libraries() {
    rm -rf "$site/bin" "$site/lxml/includes" "$site/PIL"/_avif.*.so "$site"/pillow.libs/libavif-*
    # reportlab's own samples: fonts that this program does not use, and scripts that draw them.
    rm -rf "$site/reportlab/fonts" "$site"/reportlab/graphics/{testdrawings,testshapes,barcode/test}.py
    find "$site" -type d \( -name tests -o -name testing -o -name __pycache__ \) -prune -exec rm -rf {} +
    find "$site" -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.h' \
        -o -name py.typed \) -delete
    # Papers for people who write programs; the licences have been collected.
    find "$site" -mindepth 2 -type d -name '.*' -prune -exec rm -rf {} +
    find "$site" -path "$site/zidesk" -prune -o -type f \( -name '*.md' -o -iname 'readme*' -o -name TODO \
        -o -name license.txt \) -exec rm {} +
    # Of what pip notes down only names and versions are of use; the rest names folders of this build.
    find "$site" -path '*.dist-info/*' ! -name METADATA -delete
    find "$site" -name '*.so' ! -path '*/PySide6/*' ! -path '*/shiboken6/*' -exec strip --strip-unneeded {} +
    strip --strip-unneeded "$qt"/lib/libicu*
    # Nothing in there is a program of its own: the first line of these would name other interpreters.
    grep -rlIZ --include='*.py' -m 1 '^#!' "$site" | xargs -0 -r sed -i '1s/^#!.*//'
    find "$site" -type f ! -perm 644 -exec chmod 644 {} +
    find "$site" -type d -empty -delete
}

add_desktop_files() {
    local size icon
    install -D -m 755 "$here/zidesk" "$tree/usr/bin/zidesk"
    install -D -m 644 "$here/lintian-overrides" "$share/lintian/overrides/zidesk"
    install -D -m 644 "$here/zidesk.desktop" "$share/applications/zidesk.desktop"
    install -D -m 644 "$here/zidesk.xml" "$share/mime/packages/zidesk.xml"
    for size in 16 24 32 48 64 128 256; do
        icon=$source/resources/icons/zidesk-$size.png
        install -D -m 644 "$icon" "$share/icons/hicolor/${size}x$size/apps/zidesk.png"
        install -D -m 644 "$icon" "$share/icons/hicolor/${size}x$size/mimetypes/application-x-zidesk.png"
    done
    install -D -m 644 "$source/resources/icons/zidesk.svg" "$share/icons/hicolor/scalable/apps/zidesk.svg"
}

add_documents() {
    local documents=$share/doc/zidesk
    mkdir -p "$documents" "$share/man/man1"
    gzip -9nc "$here/zidesk.1" >"$share/man/man1/zidesk.1.gz"
    {
        printf 'zidesk (%s) stable; urgency=medium\n\n  * Release %s.\n\n' "$version" "$version"
        printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } | gzip -9n >"$documents/changelog.gz"
    cp "$work/copyright" "$documents/copyright"
    gzip -9nc "$work/licences.txt" >"$documents/licences.txt.gz"
    gzip -9nc "$bill" >"$documents/$(basename "$bill").gz"
}

write_bill() {
    local shipped=()
    mapfile -t shipped < <(sed 's/^[^ ]*  //' "$here/wheels.sha256" | grep -vE "^(${build_tools// /|})-")
    "$python" "$source/installers/bill_of_materials.py" --version "$version" --tree "$tree" "$bill" \
        "${shipped[@]/#/$wheels/}"
}

add_control() {
    mkdir "$tree/DEBIAN"
    install -m 755 "$here/postinst" "$here/prerm" "$tree/DEBIAN"
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: zidesk
Version: $version
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Section: misc
Priority: optional
Depends: $(tr -d '\n' <<<"$depends")
Recommends: shared-mime-info, desktop-file-utils, xdg-utils
Description: action plan of a KPU secretariat's integrity zone
 Keeps the yearly Zona Integritas action plan of an Indonesian election
 commission's secretariat in one file: it is drafted, carried out month by
 month, proved with evidence files, printed as the formal annex, and exchanged
 as a workbook. The program speaks Indonesian and uses no network.
CONTROL
}

# What the trimmed tree links to of PySide6's own is in it; Debian's libraries are smoke.sh's to check.
check_links() {
    local missing
    missing=$(find "$site" -name '*.so*' -type f -exec ldd {} + 2>/dev/null |
        grep -E 'lib(Qt6|icu|pyside6|shiboken6).*not found' | sort -u || true)
    [ -z "$missing" ] || { printf 'The trimmed tree lacks\n%s\n' "$missing" >&2; exit 1; }
}

# The tree as it will be installed must do the main job with nothing else than Debian's Python.
try_it() {
    QT_QPA_PLATFORM=offscreen HOME=$work PYTHONDONTWRITEBYTECODE=1 "$python" -s -P -c \
        "import sys; sys.path.insert(0, '$site'); from zidesk.cli import main; sys.exit(main(['--uji-diri']))" \
        >"$work/report" 2>&1 || { cat "$work/report" >&2; exit 1; }
    tail -n 1 "$work/report"
}

step "source of $(git -C "$repository" log -1 --format=%h)"
take_source
step libraries
write_requirements
install_libraries
step "licences"
"$python" "$here/copyright.py" "$site" "$source/LICENSE" "$source/installers/qt-third-parties.txt" \
    "$work/copyright" "$work/licences.txt"
step "trim"
trim_qt
trim_libraries
step "self-test of the tree"
check_links
try_it
step "package"
package=$out/zidesk_${version}_amd64.deb
bill=$out/zidesk_${version}_amd64.cdx.json
write_bill
add_desktop_files
add_documents
add_control
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# One thread: xz cuts its blocks by the number of threads.
dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$tree" "$package" >/dev/null
step done
printf '%s: %s bytes, %s files, %s kB unpacked\nsha256 %s\n' "$package" "$(stat -c %s "$package")" \
    "$(find "$tree/usr" -type f | wc -l)" "$(du -sk --apparent-size "$tree/usr" | cut -f1)" \
    "$(sha256sum "$package" | cut -d ' ' -f 1)"
