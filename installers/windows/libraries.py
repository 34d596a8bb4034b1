#!/usr/bin/env python3
"""Look into Windows libraries (PE files): list what python3.dll forwards, check that a payload is complete.

Run it as one of::

    libraries.py forwarder python311.dll > python3.def
    libraries.py check PAYLOAD_FOLDER
"""

import argparse
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

SYSTEM_LIBRARIES = frozenset({"winspool.drv"}) | {
    f"{name}.dll"
    for name in [
        "advapi32",
        "authz",
        "bcrypt",
        "bcryptprimitives",
        "comdlg32",
        "d3d11",
        "d3d12",
        "d3d9",
        "dwmapi",
        "dwrite",
        "dxgi",
        "gdi32",
        "imm32",
        "iphlpapi",
        "kernel32",
        "mpr",
        "msvcrt",
        "netapi32",
        "ntdll",
        "ole32",
        "oleaut32",
        "rpcrt4",
        "setupapi",
        "shell32",
        "shlwapi",
        "uiautomationcore",
        "user32",
        "userenv",
        "uxtheme",
        "version",
        "winmm",
        "ws2_32",
        "wtsapi32",
    ]
}
"""Part of every Windows 10 and 11."""

EXPORTS, IMPORTS, DELAYED_IMPORTS = 0, 1, 13
EXECUTABLE = 0x20000000


class PeFile:
    """The import and export tables of one 64-bit PE file; ValueError if it is none."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        header = self._number("<I", 0x3C)
        if self._data[header : header + 4] != b"PE\0\0":
            raise ValueError(f"{path} is not a PE file")
        section_count, optional_size = self._number("<H", header + 6), self._number("<H", header + 20)
        optional = header + 24
        if self._number("<H", optional) != 0x20B:
            raise ValueError(f"{path} is not a 64-bit PE file")
        self._base = self._number("<Q", optional + 24)
        self._directories = optional + 112
        first = optional + optional_size
        self._sections = [
            struct.unpack_from("<8sIIII12xI", self._data, first + 40 * index)
            for index in range(section_count)
        ]

    def imported_libraries(self) -> Iterator[str]:
        """Yield the names of the libraries it needs, in lower case; those loaded late included."""
        for directory, size, name_at in ((IMPORTS, 20, 12), (DELAYED_IMPORTS, 32, 4)):
            start = self._directory(directory)
            while start and any(self._data[start : start + size]):
                yield self._text(self._offset(self._number("<I", start + name_at))).lower()
                start += size

    def exports(self) -> Iterator[tuple[str, bool]]:
        """Yield the names it exports, each with whether it is data rather than a function."""
        for name, address in self._exports():
            yield name, not self._section(address)[5] & EXECUTABLE

    def named_functions(self, symbol: str) -> Iterator[str]:
        """Yield the names in the table of (name, function) that exported ``symbol`` points to."""
        entry = self._pointed_to(self._offset(dict(self._exports())[symbol]))
        while self._number("<Q", entry):
            yield self._text(self._pointed_to(entry))
            entry += 16

    def _exports(self) -> Iterator[tuple[str, int]]:
        start = self._directory(EXPORTS)
        count, addresses, names, ordinals = (
            self._number("<I", start + 24),
            self._offset(self._number("<I", start + 28)),
            self._offset(self._number("<I", start + 32)),
            self._offset(self._number("<I", start + 36)),
        )
        for index in range(count):
            name = self._text(self._offset(self._number("<I", names + 4 * index)))
            ordinal = self._number("<H", ordinals + 2 * index)
            yield name, self._number("<I", addresses + 4 * ordinal)

    def _pointed_to(self, offset: int) -> int:
        return self._offset(self._number("<Q", offset) - self._base)

    def _directory(self, index: int) -> int:
        address = self._number("<I", self._directories + 8 * index)
        return self._offset(address) if address else 0

    def _number(self, form: str, offset: int) -> int:
        return int(struct.unpack_from(form, self._data, offset)[0])

    def _text(self, offset: int) -> str:
        return self._data[offset : self._data.index(b"\0", offset)].decode("ascii")

    def _section(self, address: int) -> tuple[bytes, int, int, int, int, int]:
        for section in self._sections:
            if section[2] <= address < section[2] + max(section[1], section[3]):
                return section
        raise ValueError(f"no section holds address {address:#x}")

    def _offset(self, address: int) -> int:
        section = self._section(address)
        return address - section[2] + section[4]


def forwarder(library: Path) -> str:
    """Return the .def text of a python3.dll that hands every name on to ``library``."""
    lines = ['LIBRARY "python3.dll"', "EXPORTS"]
    for name, is_data in PeFile(library).exports():
        lines.append(f"  {name}={library.stem}.{name}{' DATA' if is_data else ''}")
    return "\n".join([*lines, ""])


def missing_libraries(payload: Path) -> list[str]:
    """Return a line for every library that a file of ``payload`` needs and neither it nor Windows has."""
    files = sorted(path for path in payload.rglob("*") if path.suffix.lower() in {".dll", ".pyd", ".exe"})
    present = {path.name.lower() for path in files} | SYSTEM_LIBRARIES
    return [
        f"{path.relative_to(payload)} needs {name}"
        for path in files
        for name in sorted(set(PeFile(path).imported_libraries()))
        if name not in present and not name.startswith("api-ms-win-")
    ]


def main() -> int:
    """Do what the command line asks; 1 if libraries are missing."""
    parser = argparse.ArgumentParser(description="Look into Windows libraries.")
    parser.add_argument("job", choices=("forwarder", "check"))
    parser.add_argument("path", type=Path)
    arguments = parser.parse_args()
    if arguments.job == "forwarder":
        sys.stdout.write(forwarder(arguments.path))
        return 0
    lines = missing_libraries(arguments.path)
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
