#!/usr/bin/env python3
"""Write the Debian copyright file of a folder of installed distributions, and the licence text of each.

Usage: copyright.py SITE_PACKAGES PROGRAM_LICENCE QT_THIRD_PARTIES COPYRIGHT TEXTS
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

_LICENCE_WORDS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_QT = {"PySide6_Essentials", "shiboken6"}
_QT_TEXT = """\
Qt and Qt for Python, (C) The Qt Company Ltd. and other contributors, are used here under the GNU Lesser
General Public License version 3. They are installed as separate shared libraries, unchanged, which may be
replaced by other builds of the same version. Their sources: https://code.qt.io, tag v6.9.3.
The texts of the licences are in /usr/share/common-licenses/LGPL-3 and /usr/share/common-licenses/GPL-3.
What Qt contains of others is listed under the next title."""


def paragraph(field: str, text: str) -> str:
    """Return a field of several lines as Debian's control format wants it."""
    lines = [f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines()]
    return "\n".join([field, *lines])


def licence_text(folder: Path, name: str) -> str:
    """Return all licence texts in a distribution's ``.dist-info`` folder; ends the build without any."""
    if name in _QT:
        return _QT_TEXT
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ("licenses" in path.parts or _is_licence(path))
    ]
    if not files:
        raise SystemExit(f"{name} brings no licence")
    return "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in files)


def built_in(folder: Path) -> str:
    """Return what a distribution's own bill of materials says to be always inside, a line for each part."""
    lines = [
        f"{component['name']} {component.get('version', '')}: {_licence_names(component)}"
        for bill in sorted(folder.glob("sboms/*.json"))
        for component in json.loads(bill.read_text(encoding="utf-8")).get("components", [])
        if component.get("scope") == "required"
    ]
    return "\n".join(["Its makers name as parts of it:", *lines]) if lines else ""


def _licence_names(component: dict[str, Any]) -> str:
    entries = component["licenses"]
    return ", ".join(
        entry.get("expression") or entry["license"].get("id") or entry["license"]["name"] for entry in entries
    )


def files_of(distribution: PathDistribution) -> str:
    """Return the places of a distribution's files, as Debian's copyright format wants them."""
    paths = [path for path in distribution.files or [] if ".." not in path.parts]
    places = {path.parts[0] + ("/*" if len(path.parts) > 1 else "") for path in paths}
    return "\n ".join(f"usr/lib/zidesk/{place}" for place in sorted(places))


def _is_licence(path: Path) -> bool:
    return any(word in path.name.upper() for word in _LICENCE_WORDS)


def resource_texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield folder and licence texts of the fonts and icons of others that the program carries."""
    for folder in sorted((site / "zidesk" / "_resources").iterdir()):
        paths = [path for path in sorted(folder.iterdir()) if _is_licence(path)]
        if paths:
            yield folder.name, "\n\n".join(path.read_text(encoding="utf-8").strip() for path in paths)


def licences(site: Path, qt_third_parties: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is shipped of others: the files, its name and version, its licence text."""
    resources = "usr/lib/zidesk/zidesk/_resources"
    for name, text in resource_texts(site):
        yield f"{resources}/{name}/*", f"{name} of others", text
    for folder in sorted(site.glob("*.dist-info"), key=lambda path: path.name.lower()):
        distribution = PathDistribution(folder)
        if distribution.name != "zidesk":
            title = f"{distribution.name} {distribution.version}"
            text = f"{licence_text(folder, distribution.name)}\n\n{built_in(folder)}"
            yield files_of(distribution), title, text
    text = qt_third_parties.read_text(encoding="utf-8")
    yield "usr/lib/zidesk/PySide6/Qt/*", "works of others in Qt", text


def main(site: Path, own: Path, qt_third_parties: Path, target: Path, texts: Path) -> None:
    """Write ``target``, which names everything shipped, and ``texts`` with the licences of others."""
    shipped = list(licences(site, qt_third_parties))
    sections = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        paragraph("Files: *\nCopyright: the zidesk authors\nLicense: MIT", own.read_text(encoding="utf-8")),
    ]
    for files, title, _ in shipped:
        name = title.replace(" ", "-")
        head = f"Files: {files}\nCopyright: the authors of {title}\nLicense: {name}"
        sections.append(paragraph(head, f"The full text is in /usr/share/doc/zidesk/{texts.name}.gz."))
    target.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    rule = "=" * 100
    parts = [f"{rule}\n{title}\n{rule}\n\n{text.strip()}\n" for _, title, text in shipped]
    texts.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
