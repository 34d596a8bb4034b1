"""What the Linux package tells the desktop, and what it pins, agrees with what the program does and needs."""

import configparser
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

from zidesk.cli import main
from zidesk.resource_path import resource_path

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "installers" / "linux"
NAMESPACE = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> dict[str, str]:
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE)}


def test_every_pinned_library_and_build_tool_has_one_checked_wheel_of_that_version() -> None:
    runtime, rest = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").split("# Tests")
    (tools,) = re.findall(
        r'^build_tools="(.+)"$', (LINUX / "build.sh").read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = pinned(runtime) | {normal(name): pinned(rest)[normal(name)] for name in tools.split()}
    lines = (LINUX / "wheels.sha256").read_text(encoding="utf-8").splitlines()
    wheels = [re.fullmatch(r"[0-9a-f]{64}  (\w+)-([^-]+)-\S+\.whl", line) for line in lines]
    assert all(wheels), lines
    checked = [(normal(wheel[1]), wheel[2]) for wheel in wheels if wheel]

    assert "hatchling" in tools.split()
    assert sorted(checked) == sorted(wanted.items())


def test_bill_of_materials_names_wheels_what_is_inside_them_and_the_libraries_as_shipped(
    tmp_path: Path,
) -> None:
    inner = [
        {"type": "library", "name": "inside", "version": "3", "scope": "required", "author": "left out"},
        {"type": "library", "name": "build only", "scope": "excluded"},
        {"type": "library", "name": "part of itself", "purl": "pkg:pypi/some-name@1.2#part"},
    ]
    wheel = tmp_path / "some_name-1.2-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr(
            "some_name-1.2.dist-info/METADATA",
            "Metadata-Version: 2.4\nName: Some_Name\nVersion: 1.2\nLicense-Expression: MIT\n",
        )
        archive.writestr("some_name-1.2.dist-info/sboms/a.cdx.json", json.dumps({"components": inner}))
    library = tmp_path / "tree" / "usr" / "lib" / "libsome.so.1"
    library.parent.mkdir(parents=True)
    library.write_bytes(b"code")
    script = ROOT / "installers" / "bill_of_materials.py"
    words = ["--version", "9.8", "--tree", tmp_path / "tree", tmp_path / "bill.json", wheel]
    subprocess.run([sys.executable, script, *words], check=True, timeout=30)
    bill = json.loads((tmp_path / "bill.json").read_text(encoding="utf-8"))

    assert bill["metadata"]["component"]["version"] == "9.8"
    assert bill["components"] == [
        {
            "type": "library",
            "bom-ref": "pkg:pypi/some-name@1.2",
            "name": "Some_Name",
            "version": "1.2",
            "purl": "pkg:pypi/some-name@1.2",
            "licenses": [{"expression": "MIT"}],
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}],
            "components": [{"type": "library", "name": "inside", "version": "3", "scope": "required"}],
        },
        {
            "type": "file",
            "name": "usr/lib/libsome.so.1",
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(b"code").hexdigest()}],
        },
    ]


def test_every_licence_named_for_works_in_qt_is_given_or_among_debians_common_ones() -> None:
    text = (ROOT / "installers" / "qt-third-parties.txt").read_text(encoding="utf-8")
    given = set(re.findall(r"^License: (\S+)$(?=\n )", text, re.MULTILINE))
    named = {
        name
        for line in re.findall(r"^License: (.+)$", text, re.MULTILINE)
        for name in re.split(r",? (?:or|and) ", line)
    }

    assert {"FTL", "ICU", "Unicode", "libjpeg"} <= given
    assert named - given <= {"GPL-2", "GPL-2+", "LGPL-3"}


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
