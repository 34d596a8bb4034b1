#!/usr/bin/env python3
"""Write the software bill of materials (CycloneDX 1.5, JSON) of a tree of files made from wheels.

Run it as::

    bill_of_materials.py --version VERSION --tree FOLDER [--python VERSION ARCHIVE] TARGET WHEEL...

It names every wheel with its hash and licence, what the wheel's own bill says to be inside, CPython if it is
shipped too, and every compiled library and program of the tree with the hash of the file as it is shipped.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any
from zipfile import ZipFile

Component = dict[str, Any]

IN_PYTHON = "SQLite, libffi, expat, xz, bzip2, zlib, mpdecimal"
"""Built into CPython's libraries for Windows."""


def hashes(path: Path) -> list[dict[str, str]]:
    """Return CycloneDX's ``hashes`` of a file."""
    return [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]


def licences(metadata: Message) -> list[dict[str, Any]]:
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


def inner_components(archive: ZipFile, own: str) -> Iterator[Component]:
    """Yield what the bills inside a wheel name besides parts of the wheel itself, whose purl is ``own``."""
    for name in sorted(archive.namelist()):
        if "/sboms/" in name and name.endswith(".json"):
            for component in json.loads(archive.read(name)).get("components", []):
                if component.get("scope") != "excluded" and not component.get("purl", "").startswith(own):
                    known = ("type", "name", "version", "purl", "scope", "licenses")
                    yield {key: component[key] for key in known if key in component}


def wheel_component(wheel: Path) -> Component:
    """Return a wheel as a component that contains what is built into it."""
    with ZipFile(wheel) as archive:
        (name,) = [entry for entry in archive.namelist() if entry.endswith(".dist-info/METADATA")]
        metadata = message_from_bytes(archive.read(name))
        package = metadata["Name"].lower().replace("_", "-").replace(".", "-")
        purl = f"pkg:pypi/{package}@{metadata['Version']}"
        component = {
            "type": "library",
            "bom-ref": purl,
            "name": metadata["Name"],
            "version": metadata["Version"],
            "purl": purl,
            "licenses": licences(metadata),
            "hashes": hashes(wheel),
        }
        inner = list(inner_components(archive, purl))
    return {**component, "components": inner} if inner else component


def python_component(version: str, archive: Path) -> Component:
    """Return CPython, with the archive its libraries were taken from."""
    return {
        "type": "platform",
        "name": "CPython",
        "version": version,
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "properties": [
            {"name": "zidesk:taken-from", "value": archive.name},
            {"name": "zidesk:taken-from:sha256", "value": hashes(archive)[0]["content"]},
            {"name": "zidesk:contains", "value": IN_PYTHON},
        ],
    }


def library_components(tree: Path) -> list[Component]:
    """Return every library and Windows program in ``tree``, by its path there."""
    return [
        {"type": "file", "name": path.relative_to(tree).as_posix(), "hashes": hashes(path)}
        for path in sorted(tree.rglob("*"))
        if path.is_file() and (".so" in path.suffixes or path.suffix.lower() in {".dll", ".exe", ".pyd"})
    ]


def main() -> None:
    """Write the bill of materials."""
    parser = argparse.ArgumentParser(description="Write the software bill of materials.")
    parser.add_argument("--version", required=True)
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--python", nargs=2, metavar=("VERSION", "ARCHIVE"))
    parser.add_argument("target", type=Path)
    parser.add_argument("wheels", type=Path, nargs="+")
    arguments = parser.parse_args()
    python = [python_component(arguments.python[0], Path(arguments.python[1]))] if arguments.python else []
    program = {
        "type": "application",
        "name": "zidesk",
        "version": arguments.version,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": [
            *python,
            *(wheel_component(wheel) for wheel in arguments.wheels),
            *library_components(arguments.tree),
        ],
    }
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    arguments.target.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
