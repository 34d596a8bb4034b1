"""What the smoke test of the Windows installer is made of still fits this repository."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zidesk.db.migrations import FORMAT_VERSION

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "installers" / "windows"
GOLDEN = ROOT / "tests" / "db" / "golden" / "v1.zidesk"
OPEN_FILE = """
import sys
from pathlib import Path
from zidesk import __version__
from zidesk.db.store import Store
with Store.open(Path(sys.argv[1])) as store, store.reading() as connection:
    assert store.check() == ()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (motto,) = connection.execute("SELECT text FROM motto").fetchone()
print(__version__, version, motto)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="smoke.sh runs on Linux")
def test_the_program_of_the_next_format_migrates_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "zidesk", copy / "zidesk", ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "lama.zidesk"
    shutil.copyfile(GOLDEN, file)
    environment = {
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }

    subprocess.run([sys.executable, "-B", str(WINDOWS / "next_format.py"), str(copy), "99.0.0"], check=True)
    opened = subprocess.run(
        [sys.executable, "-c", OPEN_FILE, str(file)],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )

    assert opened.stdout.split(maxsplit=2)[:2] == ["99.0.0", str(FORMAT_VERSION + 1)]
    assert opened.stdout.strip().endswith("Melayani dari")
    assert len(list((tmp_path / "data").rglob("lama *.zidesk"))) == 1


def test_the_installer_lists_every_file_and_folder_that_it_unpacks(tmp_path: Path) -> None:
    pack = runpy.run_path(str(WINDOWS / "pack.py"))
    payload = tmp_path / "payload"
    for name, size in {"zidesk.exe": 1, "app/zidesk/a.pyc": 4096, "app/zidesk/cli/b.pyc": 3 << 20}.items():
        (payload / name).parent.mkdir(parents=True, exist_ok=True)
        (payload / name).write_bytes(bytes(size))

    pack["list_for_installer"](payload, tmp_path / "files.nsh", tmp_path / "files.lst")

    assert (tmp_path / "files.lst").read_bytes().decode("ascii").split("\r\n") == [
        "uninstall.exe",
        "zidesk.exe",
        "app\\zidesk\\a.pyc",
        "app\\zidesk\\cli\\b.pyc",
        "app\\zidesk\\cli\\",
        "app\\zidesk\\",
        "app\\",
        "",
    ]
    script = (tmp_path / "files.nsh").read_text(encoding="ascii").splitlines()
    assert "!define LONGEST_NAME 20" in script
    assert "!define UNPACKED_MB 7" in script
    assert [line for line in script if line.startswith("SetOutPath")] == [
        'SetOutPath "${STAGED}"',
        'SetOutPath "${STAGED}\\app\\zidesk"',
        'SetOutPath "${STAGED}\\app\\zidesk\\cli"',
    ]


@pytest.mark.parametrize("name", ["é.pyc", "a$b.pyc", "a`b.pyc", "x" * 181])
def test_a_file_name_that_the_installer_cannot_take_is_refused(name: str, tmp_path: Path) -> None:
    pack = runpy.run_path(str(WINDOWS / "pack.py"))
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(SystemExit, match="unsuitable file name"):
        pack["payload_files"](tmp_path)
