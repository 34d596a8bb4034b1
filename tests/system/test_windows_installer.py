"""What the Windows build pins and leaves out agrees with what the program needs."""

import re
import runpy
import shutil
import subprocess
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


@pytest.mark.parametrize("options", [["-mwindows", "-DWINDOW"], []], ids=["window", "console"])
@pytest.mark.skipif(shutil.which(MINGW) is None, reason="mingw-w64 is not installed")
def test_the_launcher_compiles_without_a_warning(options: list[str], tmp_path: Path) -> None:
    program = tmp_path / "zidesk.exe"
    flags = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-municode", "-D_WIN32_WINNT=0x0A00"]
    define = '-DPYTHON_DLL=L"python311.dll"'
    subprocess.run(
        [MINGW, *flags, define, *options, "-o", str(program), str(WINDOWS / "launcher.c")], check=True
    )

    assert program.read_bytes().startswith(b"MZ")
