"""What the Windows build pins and leaves out agrees with what the program needs."""

import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "installers" / "windows"
MINGW = "x86_64-w64-mingw32-gcc"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_pinned_runtime_library_has_one_checked_wheel_of_that_version() -> None:
    runtime = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").split("# Tests")[0]
    pinned = {
        normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)$", runtime, re.MULTILINE)
    }
    lines = (WINDOWS / "wheels.sha256").read_text(encoding="utf-8").splitlines()
    wheels = [re.fullmatch(r"[0-9a-f]{64}  (\w+)-([^-]+)-\S+\.whl", line) for line in lines]
    assert all(wheels), lines
    checked = [(normal(wheel[1]), wheel[2]) for wheel in wheels if wheel]

    assert sorted(entry for entry in checked if entry[0] != "panda3d") == sorted(pinned.items())
    assert [name for name, _ in checked].count("panda3d") == 1


def test_every_qt_module_the_program_imports_is_shipped() -> None:
    payload = runpy.run_path(str(WINDOWS / "payload.py"))
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "zidesk").rglob("*.py")]
    used = {name for source in sources for name in re.findall(r"PySide6\.Qt(\w+)", source)}

    assert used
    assert used <= set(payload["QT_MODULES"])


@pytest.mark.skipif(sys.platform == "win32", reason="the payload is made on Linux")
def test_nothing_that_the_self_test_loads_is_left_out() -> None:
    payload = runpy.run_path(str(WINDOWS / "payload.py"))
    run = "import sys; from zidesk.cli import main; status = main(['--uji-diri'])"
    report = "for m in [*sys.modules.values()]: print('LOADED', getattr(m, '__file__', None))"
    result = subprocess.run(
        [sys.executable, "-c", f"{run}\n{report}\nsys.exit(status)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    files = {Path(name) for name in re.findall(r"^LOADED (.+)$", result.stdout, re.MULTILINE)}

    site = Path(sysconfig.get_path("platlib"))
    of_libraries = {path.relative_to(site).as_posix() for path in files if path.is_relative_to(site)}
    # shiboken makes the support modules itself where their files are not there.
    of_qt = {re.sub(r"\.(abi3|cpython).*", ".pyd", name) for name in of_libraries if "PySide6/" in name}
    of_qt = {name for name in of_qt if not name.startswith("PySide6/support/")}
    of_others = {name for name in of_libraries if not name.startswith(("PySide6/", "shiboken6/"))}
    assert {"PySide6/QtWidgets.pyd", "PySide6/__init__.py"} <= of_qt <= set(payload["QT_FILES"])
    assert {"reportlab/pdfgen/canvas.py", "sqlalchemy/dialects/sqlite/pysqlite.py"} <= of_others
    assert not {name for name in of_others if any(fnmatch(name, pattern) for pattern in payload["LEFT_OUT"])}

    library = Path(sysconfig.get_path("stdlib"))
    of_python = {
        path.relative_to(library).parts[0]
        for path in files
        if path.is_relative_to(library) and not path.is_relative_to(site)
    }
    assert "encodings" in of_python
    assert of_python & payload["STANDARD_LIBRARY_LEFT_OUT"] <= {"lib-dynload", "site-packages"}


@pytest.mark.parametrize(
    "options", [["-mwindows", "-DWINDOW"], [], ["-DINTERPRETER"]], ids=["window", "console", "interpreter"]
)
@pytest.mark.skipif(shutil.which(MINGW) is None, reason="mingw-w64 is not installed")
def test_the_launcher_compiles_without_a_warning(options: list[str], tmp_path: Path) -> None:
    program = tmp_path / "zidesk.exe"
    flags = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-municode", "-D_WIN32_WINNT=0x0A00"]
    define = '-DPYTHON_DLL=L"python311.dll"'
    subprocess.run(
        [MINGW, *flags, define, *options, "-o", str(program), str(WINDOWS / "launcher.c")], check=True
    )

    assert program.read_bytes().startswith(b"MZ")
