"""What the Linux package tells the desktop agrees with what the program does."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree

from zidesk.cli import main
from zidesk.resource_path import resource_path

LINUX = Path(__file__).parents[2] / "installers" / "linux"
NAMESPACE = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}


def test_magic_of_the_file_type_is_what_a_new_file_begins_with(tmp_path: Path) -> None:
    assert main(["contoh", "batanghari-2026", str(tmp_path / "a.zidesk")]) == 0
    content = (tmp_path / "a.zidesk").read_bytes()
    matches = ElementTree.parse(LINUX / "zidesk.xml").findall(".//m:match", NAMESPACE)
    assert len(matches) == 2
    for match in matches:
        offset = int(match.attrib["offset"])
        wanted = match.attrib["value"].encode().decode("unicode_escape").encode("latin-1")
        assert content[offset : offset + len(wanted)] == wanted


def test_desktop_entry_opens_the_file_type_with_the_icon_of_that_name() -> None:
    entry = configparser.RawConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / "zidesk.desktop", encoding="utf-8")
    values = entry["Desktop Entry"]
    (kind,) = ElementTree.parse(LINUX / "zidesk.xml").findall("m:mime-type", NAMESPACE)
    assert values["MimeType"] == f"{kind.attrib['type']};"
    assert values["Exec"] == "zidesk %f"
    assert (LINUX / values["Exec"].split()[0]).is_file()
    assert resource_path("icons", f"{values['Icon']}-256.png").is_file()


@pytest.mark.parametrize("name", ["build.sh", "smoke.sh", "postinst", "prerm"])
def test_scripts_are_whole(name: str) -> None:
    shell = "sh" if name in ("postinst", "prerm") else "bash"
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    result = subprocess.run(
        [shell, "-n", str(LINUX / name)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
