#!/usr/bin/env python3
"""Collect the licences of everything shipped into the payload's folder ``licenses``.

Run it as::

    licences.py --site FOLDER --project FOLDER --python-licence FILE PAYLOAD_FOLDER

``--site`` holds the installed wheels, ``--project`` this repository's files. Texts that the wheels do not
carry are Debian's: the common licences, and the copyright files of the libraries inside CPython.
"""

import argparse
import shutil
from pathlib import Path

COMMON_LICENCES = Path("/usr/share/common-licenses")
DOCUMENTS = Path("/usr/share/doc")

QT = ("pyside6-essentials", "shiboken6")
QT_LICENCES = ("LGPL-3", "GPL-3")
IN_PYTHON = {
    "libffi": "libffi8",
    "expat": "libexpat1",
    "xz": "liblzma5",
    "bzip2": "libbz2-1.0",
    "zlib": "zlib1g",
    "mpdecimal": "libpython3.11-minimal",
}
"""Libraries built into CPython's DLLs, with the Debian 12 package whose copyright file has their licence."""

LICENCE_NAMES = ("licen", "copying", "notice", "authors")
PROGRAM_LICENCES = (
    "LICENSE",
    "resources/icons/LICENSE-lucide.txt",
    "resources/fonts/DEJAVU-LICENSE.txt",
    "resources/fonts/GUST-FONT-LICENSE.txt",
)


def copy(source: Path, target: Path) -> None:
    """Copy one licence text, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def copy_wheels_licences(site: Path, project: Path, licences: Path) -> None:
    """Copy the licence files of every installed wheel; SystemExit if one has none."""
    for folder in sorted(site.glob("*.dist-info")):
        package = folder.name.split("-")[0].lower().replace("_", "-")
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and any(word in str(inner).lower() for word in LICENCE_NAMES):
                copy(path, licences / package / inner)
        if package in QT:
            for text in QT_LICENCES:
                copy(COMMON_LICENCES / text, licences / package / f"{text}.txt")
            copy(project / "installers" / "qt-third-parties.txt", licences / package / "qt-third-parties.txt")
        if not (licences / package).is_dir():
            raise SystemExit(f"{folder.name} has no licence file")


def main() -> None:
    """Fill the folder."""
    parser = argparse.ArgumentParser(description="Collect the licences of what is shipped.")
    for name in ("--site", "--project", "--python-licence"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("payload", type=Path)
    arguments = parser.parse_args()

    licences = arguments.payload / "licenses"
    for name in PROGRAM_LICENCES:
        copy(arguments.project / name, licences / "zidesk" / Path(name).name)
    copy(arguments.python_licence, licences / "cpython" / "LICENSE.txt")
    for name, package in IN_PYTHON.items():
        copy(DOCUMENTS / package / "copyright", licences / "cpython" / f"{name}.txt")
    copy_wheels_licences(arguments.site, arguments.project, licences)


if __name__ == "__main__":
    main()
