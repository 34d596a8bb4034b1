"""An installed zidesk, built as a wheel and run from a folder of its own, does the main job."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that a wheel of this checkout was unpacked into."""
    folder = tmp_path_factory.mktemp("installed")
    wheels = tmp_path_factory.mktemp("wheels")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=True,
    )
    (wheel,) = wheels.glob("zidesk-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def zidesk(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed zidesk in ``folder`` as another process, away from the checkout."""
    return subprocess.run(
        [sys.executable, "-P", "-c", "import sys; from zidesk.cli import main; sys.exit(main())", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), sysconfig.get_path("purelib")])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_installed_program_makes_an_example_and_prints_its_annex(installed: Path, tmp_path: Path) -> None:
    made = zidesk(installed, tmp_path, "contoh", "batanghari-2026", "a.zidesk")
    assert (made.returncode, made.stderr) == (0, "")
    printed = zidesk(installed, tmp_path, "cetak", "a.zidesk", "a.pdf", "--naskah", "lampiran")
    assert (printed.returncode, printed.stderr) == (0, "")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages)
    assert text.count("√") == 355
    again = zidesk(installed, tmp_path, "contoh", "batanghari-2026", "a.zidesk")
    assert again.returncode == 1


def test_installed_program_carries_every_resource(installed: Path) -> None:
    packaged = installed / "zidesk" / "_resources"
    wanted = {
        path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    found = {path.relative_to(packaged) for path in packaged.rglob("*") if path.is_file()}
    assert found == wanted
    (entry_points,) = installed.glob("zidesk-*.dist-info/entry_points.txt")
    assert entry_points.read_text(encoding="utf-8").strip() == "[console_scripts]\nzidesk = zidesk.cli:main"
