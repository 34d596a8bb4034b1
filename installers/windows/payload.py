#!/usr/bin/env python3
"""Put together what is installed: CPython, the libraries and zidesk, compiled and cut to what is used.

Run it with the CPython whose standard library is to be shipped (same minor version as the DLLs)::

    PYTHONHASHSEED=0 payload.py --python-files FOLDER --site FOLDER --project FOLDER PAYLOAD_FOLDER

``--python-files`` holds CPython's DLLs and .pyd files (from a Windows wheel, or an unpacked embeddable zip),
``--site`` the installed wheels, ``--project`` this repository's files.
"""

import argparse
import importlib.util
import marshal
import os
import shutil
import sysconfig
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

UNCHECKED_HASH = 0b01
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

PYTHON_MODULES = [
    "_asyncio",
    "_bz2",
    "_ctypes",
    "_decimal",
    "_elementtree",
    "_lzma",
    "_multiprocessing",
    "_overlapped",
    "_queue",
    "_socket",
    "_sqlite3",
    "_uuid",
    "_zoneinfo",
    "pyexpat",
    "select",
    "unicodedata",
]
"""Extension modules of the standard library that are shipped: without Tk, and without OpenSSL, since nothing
here talks to a network and ``hashlib`` has its own SHA-256."""

PYTHON_LIBRARIES = ("python3*.dll", "libffi-*.dll", "sqlite3.dll")

VISUAL_C_LIBRARIES = [
    "msvcp140.dll",
    "msvcp140_1.dll",
    "msvcp140_2.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
]

STANDARD_LIBRARY_LEFT_OUT = frozenset(
    [
        "__phello__",
        "__pycache__",
        "curses",
        "dbm",
        "distutils",
        "ensurepip",
        "idle_test",
        "idlelib",
        "lib-dynload",
        "lib2to3",
        "msilib",
        "pydoc_data",
        "site-packages",
        "test",
        "tests",
        "tkinter",
        "turtledemo",
        "venv",
    ]
)

QT_MODULES = ["Core", "Gui", "PrintSupport", "Svg", "Widgets"]
QT_PLUGINS = [
    "platforms/qwindows",
    "platforms/qoffscreen",
    "styles/qmodernwindowsstyle",
    "imageformats/qico",
    "imageformats/qjpeg",
    "imageformats/qsvg",
    "imageformats/qgif",
    "iconengines/qsvgicon",
]

QT_FILES = (
    *(f"PySide6/{name}.py" for name in ("__init__", "_config", "_git_pyside_version")),
    *(f"PySide6/Qt{name}.pyd" for name in QT_MODULES),
    *(f"PySide6/Qt6{name}.dll" for name in QT_MODULES),
    "PySide6/pyside6.abi3.dll",
    *(f"PySide6/plugins/{name}.dll" for name in QT_PLUGINS),
    *(f"shiboken6/{name}.py" for name in ("__init__", "_config", "_git_shiboken_module_version")),
    "shiboken6/Shiboken.pyd",
    "shiboken6/shiboken6.abi3.dll",
)
"""Of PySide6 this is all that is shipped."""

LEFT_OUT = (
    "PySide6/*",
    "shiboken6/*",
    "bin/*",
    "*.dist-info/*",
    "*.pyi",
    "*/py.typed",
    "*.pyx",
    "*.pxd",
    "*.pxi",
    "*.h",
    "*.lib",
    "PIL/_avif.*",
    "PIL/_imagingft.*",
    "PIL/_imagingtk.*",
    "docx/templates/default-docx-template/*",
    "lxml/html/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "lxml/objectify.*",
    "pydantic/v1/*",
    "pypdfium2_cli/*",
    "reportlab/fonts/*.sfd",
    "reportlab/fonts/DarkGarden*",
    "sqlalchemy/dialects/mssql/*",
    "sqlalchemy/dialects/mysql/*",
    "sqlalchemy/dialects/oracle/*",
    "sqlalchemy/dialects/postgresql/*",
    "sqlalchemy/testing/*",
)
"""What of the other libraries is never used here."""

RESOURCES_LEFT_OUT = ("pictures/*", "*.ts", "README.md", "*/README.md")
"""Of ``resources``: what only readers and builders of the source need."""


def compiled(source: Path, name: str) -> bytes:
    """Return the .pyc bytes of ``source``; they depend on its text and ``name`` only."""
    text = source.read_bytes()
    code = compile(text, name, "exec", dont_inherit=True, optimize=0)
    head = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH.to_bytes(4, "little")
    return head + importlib.util.source_hash(text) + marshal.dumps(code)


def files_below(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file below ``folder`` with its relative path (``/`` between names), sorted."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(folder).as_posix()


def place(source: Path, target: Path, name: str) -> None:
    """Copy ``source`` to ``target``, Python modules as compiled ones."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".py":
        target.with_suffix(".pyc").write_bytes(compiled(source, name))
    else:
        shutil.copyfile(source, target)


def copy_python(python_files: Path, runtime: Path) -> None:
    """Copy CPython's own DLLs and extension modules, and its standard library if it came as a zip."""
    runtime.mkdir(parents=True)
    by_name = {path.name.lower(): path for path in python_files.iterdir()}
    wanted = [f"{module.lower()}.pyd" for module in PYTHON_MODULES]
    for pattern in PYTHON_LIBRARIES:
        found = sorted(name for name in by_name if fnmatch(name, pattern))
        if not found:
            raise SystemExit(f"{python_files} has no {pattern}")
        wanted += found
    for name in wanted:
        if name not in by_name:
            raise SystemExit(f"{python_files} has no {name}")
        shutil.copyfile(by_name[name], runtime / by_name[name].name)


def copy_visual_c(site: Path, runtime: Path) -> None:
    """Copy Microsoft's C and C++ run-time libraries, which a fresh Windows lacks."""
    for name in VISUAL_C_LIBRARIES:
        shutil.copyfile(site / "shiboken6" / name, runtime / name)


def zip_standard_library(target: Path) -> None:
    """Write this interpreter's standard library, compiled, into ``target``.

    Stored rather than compressed: start-up is quicker, and the installer compresses the whole better.
    """
    root = Path(sysconfig.get_path("stdlib"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(
                name
                for name in folders
                if name not in STANDARD_LIBRARY_LEFT_OUT and not name.startswith("config-")
            )
            for name in sorted(names):
                source = Path(folder, name)
                if source.suffix != ".py" or name.startswith("_sysconfigdata") or name == "turtle.py":
                    continue
                inner = source.relative_to(root)
                entry = zipfile.ZipInfo(inner.with_suffix(".pyc").as_posix(), ZIP_TIME)
                archive.writestr(entry, compiled(source, f"Lib/{inner.as_posix()}"))


def copy_libraries(site: Path, target: Path) -> None:
    """Copy the installed wheels without what is never used."""
    for name in QT_FILES:
        place(site / name, target / name, name)
    for path, name in files_below(site):
        if not any(fnmatch(name, pattern) for pattern in LEFT_OUT):
            place(path, target / name, name)


def name_libraries(site: Path, target: Path) -> None:
    """Leave each library's name and version where ``importlib.metadata`` finds them."""
    for folder in site.glob("*.dist-info"):
        lines = (folder / "METADATA").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.startswith(("Metadata-Version: ", "Name: ", "Version: "))][:3]
        (target / folder.name).mkdir()
        (target / folder.name / "METADATA").write_text("\n".join([*kept, ""]), encoding="utf-8")


def copy_program(project: Path, target: Path) -> None:
    """Copy the package ``zidesk`` and its resources."""
    for path, name in files_below(project / "zidesk"):
        if "__pycache__" not in path.parts:
            place(path, target / "zidesk" / name, f"zidesk/{name}")
    for path, name in files_below(project / "resources"):
        if not any(fnmatch(name, pattern) for pattern in RESOURCES_LEFT_OUT):
            place(path, target / "zidesk" / "_resources" / name, name)


def main() -> None:
    """Fill the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Put together what is installed on Windows.")
    parser.add_argument("--python-files", type=Path, required=True)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("payload", type=Path)
    arguments = parser.parse_args()

    runtime = arguments.payload / "runtime"
    copy_python(arguments.python_files, runtime)
    copy_visual_c(arguments.site, runtime)
    version = sysconfig.get_config_var("py_version_nodot")
    standard_library = arguments.python_files / f"python{version}.zip"
    if standard_library.exists():
        shutil.copyfile(standard_library, runtime / standard_library.name)
    else:
        zip_standard_library(runtime / standard_library.name)
    search_path = (standard_library.name, ".", "site-packages", r"..\app", "")
    (runtime / f"python{version}._pth").write_text("\r\n".join(search_path), encoding="ascii", newline="")
    copy_libraries(arguments.site, runtime / "site-packages")
    name_libraries(arguments.site, runtime / "site-packages")
    copy_program(arguments.project, arguments.payload / "app")


if __name__ == "__main__":
    main()
