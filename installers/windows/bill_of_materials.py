#!/usr/bin/env python3
r"""Collect the licences of everything shipped and write the software bill of materials (CycloneDX 1.5, JSON).

Run it as::

    bill_of_materials.py --version VERSION --wheels FOLDER --site FOLDER --project FOLDER \
        --python-version VERSION --python-source FILE --python-licence FILE PAYLOAD_FOLDER

It fills ``licenses`` in the payload. Texts that the wheels do not carry are Debian's: the common licences,
and the copyright files of the libraries inside CPython.
"""

import argparse
import hashlib
import json
import shutil
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

COMMON_LICENCES = Path("/usr/share/common-licenses")
DOCUMENTS = Path("/usr/share/doc")

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

Component = dict[str, Any]


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy(source: Path, target: Path) -> None:
    """Copy one licence text, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def licence_of(metadata: Message) -> list[dict[str, Any]]:
    """Return CycloneDX's ``licenses`` of a wheel's metadata."""
    if expression := metadata["License-Expression"]:
        return [{"expression": expression}]
    classifiers = [
        value.rsplit(" :: ", 1)[1]
        for value in metadata.get_all("Classifier", [])
        if value.startswith("License :: ") and not value.endswith(":: OSI Approved")
    ]
    names = classifiers or [(metadata["License"] or "unknown").strip().splitlines()[0]]
    return [{"license": {"name": name}} for name in names]


def wheel_components(site: Path, wheels: Path, licences: Path) -> list[Component]:
    """Copy the licence files of every installed wheel and return the wheels as components."""
    components = []
    for folder in sorted(site.glob("*.dist-info"), key=lambda path: path.name.lower()):
        metadata = message_from_bytes((folder / "METADATA").read_bytes())
        name, version = metadata["Name"], metadata["Version"]
        package = name.lower().replace("_", "-").replace(".", "-")
        for path in sorted(folder.rglob("*")):
            if path.is_file() and any(
                word in str(path.relative_to(folder)).lower() for word in LICENCE_NAMES
            ):
                copy(path, licences / package / path.relative_to(folder))
        if package in {"pyside6-essentials", "shiboken6"}:
            for text in QT_LICENCES:
                copy(COMMON_LICENCES / text, licences / package / f"{text}.txt")
        if not (licences / package).is_dir():
            raise SystemExit(f"{folder.name} has no licence file")
        distribution = folder.name.removesuffix(".dist-info").lower()
        wheel = next(
            path for path in wheels.glob("*.whl") if path.name.lower().startswith(f"{distribution}-")
        )
        components.append(
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{package}@{version}",
                "name": name,
                "version": version,
                "purl": f"pkg:pypi/{package}@{version}",
                "licenses": licence_of(metadata),
                "hashes": [{"alg": "SHA-256", "content": sha256(wheel)}],
            }
        )
    return components


def file_components(payload: Path) -> list[Component]:
    """Return every library and program in the payload as a component with its hash."""
    return [
        {
            "type": "file",
            "name": path.relative_to(payload).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": sha256(path)}],
        }
        for path in sorted(payload.rglob("*"))
        if path.suffix.lower() in {".dll", ".pyd", ".exe"}
    ]


def python_component(version: str, source: Path) -> Component:
    """Return CPython, with the archive its DLLs were taken from."""
    return {
        "type": "platform",
        "name": "CPython",
        "version": version,
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "properties": [
            {"name": "zidesk:taken-from", "value": source.name},
            {"name": "zidesk:taken-from:sha256", "value": sha256(source)},
            {"name": "zidesk:contains", "value": ", ".join(["SQLite", *IN_PYTHON])},
        ],
    }


def main() -> None:
    """Collect the licences and write the bill of materials."""
    parser = argparse.ArgumentParser(description="Collect licences, write the bill of materials.")
    parser.add_argument("--version", required=True)
    parser.add_argument("--python-version", required=True)
    for name in ("--wheels", "--site", "--project", "--python-source", "--python-licence"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("payload", type=Path)
    arguments = parser.parse_args()

    licences = arguments.payload / "licenses"
    for name in PROGRAM_LICENCES:
        copy(arguments.project / name, licences / "zidesk" / Path(name).name)
    copy(arguments.python_licence, licences / "cpython" / "LICENSE.txt")
    for name, package in IN_PYTHON.items():
        copy(DOCUMENTS / package / "copyright", licences / "cpython" / f"{name}.txt")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "zidesk",
                "version": arguments.version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [
            python_component(arguments.python_version, arguments.python_source),
            *wheel_components(arguments.site, arguments.wheels, licences),
            *file_components(arguments.payload),
        ],
    }
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    (arguments.payload / "licenses" / "sbom.cdx.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
