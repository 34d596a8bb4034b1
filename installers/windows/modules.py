#!/usr/bin/env python3
"""Check that every Python module which the payload's code imports is in the payload.

Run it, with the Python version that compiled the payload, as::

    modules.py PAYLOAD_FOLDER

It starts from all modules of zidesk and from what CPython needs to start, and follows every import statement
in the compiled code, those inside functions as well. What the code itself expects to fail (inside ``try``
with a handler for it) may be missing; so may what is listed here with its reason. Imports by name, as
``importlib.import_module`` does them, and those made by compiled libraries are not seen: the self-test runs
into them.
"""

import argparse
import dis
import importlib.util
import marshal
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

from libraries import PeFile

STARTED_WITH = ("encodings", "runpy", "zipimport")
"""Packages, with all in them, and modules that CPython's start needs before zidesk is imported."""

OTHER_SYSTEMS = (
    "_posixshmem",
    "_posixsubprocess",
    "_scproxy",
    "ctypes.macholib",
    "fcntl",
    "java",
    "jnius",
    "macfs",
    "macostools",
    "org",
    "posix",
    "pwd",
    "readline",
    "termios",
)
OTHER_PYTHONS = ("Image", "_winreg", "annotationlib", "new", "sets", "string.templatelib", "xmlrpclib")
"""Gone before this version of Python, or come after it."""

OTHER_PURPOSES = (
    "IPython",
    "_ssl",
    "_typeshed",
    "cython",
    "email_validator",
    "numpy",
    "pydantic.v1",
    "pysqlcipher3",
    "renderPM",
    "rich",
    "tabulate",
    "test",
    "tests",
)
"""Type checking, note books, libraries' own tests, the network, and formats that zidesk does not use."""

PUT_IN_PLACE_WHILE_RUNNING = (
    "__main__",
    "_frozen_importlib",
    "_frozen_importlib_external",
    "multiprocessing",
    "os.path",
    "re",
)
"""Modules, and names of packages, that no file or assignment shows."""

NOT_EXPECTED = frozenset({*OTHER_SYSTEMS, *OTHER_PYTHONS, *OTHER_PURPOSES, *PUT_IN_PLACE_WHILE_RUNNING})

IMPORT = dis.opmap["IMPORT_NAME"]
PYC_HEAD = 16
EXPECTED_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


@dataclass(frozen=True)
class Module:
    """A module that is there: its code, or None if it is a compiled library or built in."""

    name: str
    is_package: bool
    code: CodeType | None


@dataclass(frozen=True)
class Import:
    """One import statement: the module it names, what it takes from it, and whether a failure is expected."""

    module: str
    names: tuple[str, ...]
    expected_to_fail: bool


def built_in_modules(library: Path) -> list[str]:
    """Return the modules inside CPython's own library, from its table of them (``PyImport_Inittab``)."""
    return list(PeFile(library).named_functions("PyImport_Inittab"))


def modules_in_tree(folder: Path) -> Iterator[Module]:
    """Yield the modules below ``folder``, compiled ones and libraries."""
    for path in sorted(folder.rglob("*.py[cd]")):
        parts = list(path.relative_to(folder).parts)
        parts[-1] = parts[-1].split(".")[0]
        yield named_module(parts, code_in(path.read_bytes()) if path.suffix == ".pyc" else None)


def modules_in_zip(archive: Path) -> Iterator[Module]:
    """Yield the compiled modules in a zipped standard library."""
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".pyc"):
                yield named_module(name.removesuffix(".pyc").split("/"), code_in(opened.read(name)))


def code_in(compiled: bytes) -> CodeType:
    """Return the code in the bytes of a .pyc file."""
    code: CodeType = marshal.loads(compiled[PYC_HEAD:])  # noqa: S302 - this build made it
    return code


def named_module(parts: list[str], code: CodeType | None) -> Module:
    """Return the module whose file lies at ``parts``, the last without ending."""
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), is_package, code)


def code_objects(code: CodeType) -> Iterator[CodeType]:
    """Yield ``code`` and all functions and classes in it, however deep."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from code_objects(constant)


def expecting_handlers(instructions: list[dis.Instruction]) -> frozenset[int]:
    """Return where the handlers begin that catch the failure of an import."""
    found = set()
    for index, instruction in enumerate(instructions):
        if instruction.opname != "PUSH_EXC_INFO":
            continue
        caught = set()
        for following in instructions[index + 1 :]:
            if following.opname in {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_ATTR"}:
                caught.add(following.argval)
            elif following.opname != "BUILD_TUPLE":
                catches_all = following.opname == "POP_TOP" and not caught
                if catches_all or (following.opname == "CHECK_EXC_MATCH" and caught & EXPECTED_ERRORS):
                    found.add(instruction.offset)
                break
    return frozenset(found)


def imports_of(module: Module) -> Iterator[Import]:
    """Yield every import statement in the code of ``module``."""
    if module.code is None:
        return
    package = module.name if module.is_package else module.name.rpartition(".")[0]
    for code in code_objects(module.code):
        if IMPORT not in code.co_code[::2]:
            continue
        bytecode = dis.Bytecode(code)
        instructions = [item for item in bytecode if item.opname != "EXTENDED_ARG"]
        handlers = expecting_handlers(instructions)
        for index, item in enumerate(instructions):
            if item.opcode != IMPORT:
                continue
            level, names = (instructions[index - back].argval for back in (2, 1))
            expected = any(
                entry.start <= item.offset < entry.end and entry.target in handlers
                for entry in bytecode.exception_entries
            )
            target = importlib.util.resolve_name("." * level + item.argval, package)
            yield Import(target, tuple(names or ()), expected)


@cache
def defines(package: Module, name: str) -> bool:
    """Return whether ``package`` gives itself ``name``, as far as its code tells."""
    if package.code is None:
        return True
    stored = {item.argval for item in dis.Bytecode(package.code) if item.opname.startswith("STORE_")}
    stars = any(item.opname == "IMPORT_STAR" for item in dis.Bytecode(package.code))
    return stars or name in stored or "__getattr__" in stored


def modules_named(statement: Import, modules: Mapping[str, Module]) -> Iterator[str]:
    """Yield the full names of all modules that ``statement`` needs, there or not."""
    parts = statement.module.split(".")
    yield from (".".join(parts[: length + 1]) for length in range(len(parts)))
    target = modules.get(statement.module)
    for name in statement.names:
        inner = f"{statement.module}.{name}"
        if inner in modules or (target and target.is_package and name != "*" and not defines(target, name)):
            yield inner


def is_expected(name: str) -> bool:
    """Return whether a payload should hold the module ``name``."""
    parts = name.split(".")
    return not any(".".join(parts[: length + 1]) in NOT_EXPECTED for length in range(len(parts)))


def missing_modules(modules: Mapping[str, Module]) -> list[str]:
    """Return a line for every import that leads nowhere, from zidesk and CPython's start on."""
    waiting = [name for name in modules if name.split(".")[0] in {"zidesk", *STARTED_WITH}]
    seen = set(waiting)
    missing = set()
    while waiting:
        module = modules[waiting.pop()]
        for statement in imports_of(module):
            for name in modules_named(statement, modules):
                if name not in modules:
                    if not statement.expected_to_fail and is_expected(name):
                        missing.add(f"{module.name} imports {name}")
                elif name not in seen:
                    seen.add(name)
                    waiting.append(name)
    return sorted(missing)


def modules_of(payload: Path) -> dict[str, Module]:
    """Return every module in ``payload`` by its full name."""
    runtime = payload / "runtime"
    (standard_library,) = runtime.glob("python3*.zip")
    library = standard_library.with_suffix(".dll")
    found = [Module(name, is_package=False, code=None) for name in built_in_modules(library)]
    found += modules_in_zip(standard_library)
    found += [Module(path.stem, is_package=False, code=None) for path in sorted(runtime.glob("*.pyd"))]
    found += modules_in_tree(runtime / "site-packages")
    found += modules_in_tree(payload / "app")
    return {module.name: module for module in found}


def main() -> int:
    """Check the payload named on the command line; 1 if a module is missing."""
    parser = argparse.ArgumentParser(description="Check that all imported modules are in the payload.")
    parser.add_argument("payload", type=Path)
    lines = missing_modules(modules_of(parser.parse_args().payload))
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
