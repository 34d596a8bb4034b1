#!/usr/bin/env python3
"""List the payload for the installer, and pack the portable zip; the same files always give the same bytes.

Run it as one of::

    pack.py installer PAYLOAD_FOLDER FILES.nsh FILES.lst
    pack.py zip PAYLOAD_FOLDER TARGET.zip

The listing names each file and folder, so that an upgrade or removal deletes only what was installed.
"""

import argparse
import zipfile
from pathlib import Path

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ORDINARY_FILE = 0o100644 << 16
CLUSTER = 4096
"""Bytes in which a disk counts a file's space."""
SPARE_MB = 4
"""Room for folders, the uninstaller and the list."""
UNINSTALLER = "uninstall.exe"
"""Made by NSIS, so that it is not in the payload."""


def payload_files(payload: Path) -> list[Path]:
    """Return the relative paths of all files, folder by folder, sorted."""
    files = [path.relative_to(payload) for path in payload.rglob("*") if path.is_file()]
    for path in files:
        if not str(path).isascii() or len(str(path)) > 180 or set(str(path)) & set('$`"'):
            raise SystemExit(f"unsuitable file name: {path}")
    return sorted(files, key=lambda path: (path.parent.parts, path.suffix, path.name))


def windows(path: Path) -> str:
    """Return ``path`` with backslashes."""
    return str(path).replace("/", "\\")


def list_for_installer(payload: Path, script: Path, listing: Path) -> None:
    """Write what NSIS needs to know of the files, and the list that is installed for their removal.

    The script defines LONGEST_NAME (characters below the installation's folder), UNPACKED_MB, MORE_KB (what
    is needed beyond the files' own size while a second copy is in the folder for temporary files), and the
    macro UNPACK, which unpacks the files into the folder STAGED.
    """
    files = payload_files(payload)
    sizes = [(payload / path).stat().st_size for path in files]
    unpacked = sum(-(-size // CLUSTER) for size in sizes) * CLUSTER // 2**20 + SPARE_MB
    lines = [
        f"!define LONGEST_NAME {max(len(str(path)) for path in files)}",
        f"!define UNPACKED_MB {unpacked}",
        f"!define MORE_KB {2 * unpacked * 1024 - sum(sizes) // 1024}",
        "!macro UNPACK",
    ]
    folder = None
    for path in files:
        if path.parent != folder:
            folder = path.parent
            below = "" if folder == Path() else f"\\{windows(folder)}"
            lines.append(f'SetOutPath "${{STAGED}}{below}"')
        lines.append(f'File "{payload / path}"')
    script.write_text("\n".join([*lines, "!macroend", ""]), encoding="ascii")
    folders = {parent for path in files for parent in path.parents if parent != Path()}
    deepest_first = sorted(folders, key=lambda path: (-len(path.parts), path.parts))
    names = [UNINSTALLER, *(windows(path) for path in files)]
    entries = names + [f"{windows(path)}\\" for path in deepest_first]
    listing.write_text("\r\n".join([*entries, ""]), encoding="ascii", newline="")


def zip_payload(payload: Path, target: Path) -> None:
    """Write the payload below one folder that is named as the zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in payload_files(payload):
            entry = zipfile.ZipInfo(f"{target.stem}/{path.as_posix()}", ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = ORDINARY_FILE
            archive.writestr(entry, (payload / path).read_bytes())


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Pack the payload.")
    jobs = parser.add_subparsers(dest="job", required=True)
    installer = jobs.add_parser("installer")
    installer.add_argument("payload", type=Path)
    installer.add_argument("script", type=Path)
    installer.add_argument("listing", type=Path)
    portable = jobs.add_parser("zip")
    portable.add_argument("payload", type=Path)
    portable.add_argument("target", type=Path)
    arguments = parser.parse_args()
    if arguments.job == "installer":
        list_for_installer(arguments.payload, arguments.script, arguments.listing)
    else:
        zip_payload(arguments.payload, arguments.target)


if __name__ == "__main__":
    main()
