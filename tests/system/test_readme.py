"""README.md's commands name verbs, options and files that exist."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from zidesk.cli.arguments import build_parser

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:sh|powershell)\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[list[str]]:
    """Return every command of the fenced blocks, split into words; Windows paths with forward slashes."""
    found = []
    for block in BLOCKS:
        line = block.strip().replace("\\", "/")
        if line.startswith("cmd /c"):
            line = line.removeprefix("cmd /c").strip().strip('"')
        found += [shlex.split(part) for part in line.split("&&")]
    return found


def verbs_with_arguments() -> list[list[str]]:
    """Return the arguments of each call of zidesk in the fenced blocks that names a verb."""
    return [words[1:] for words in commands() if words[0].endswith("/zidesk") and len(words) > 1]


def test_commands_of_the_main_job_parse() -> None:
    parsed = [build_parser().parse_args(arguments) for arguments in verbs_with_arguments()]
    assert [arguments.verb for arguments in parsed] == ["contoh", "cetak"] * 2


def test_every_command_stands_for_linux_and_for_windows() -> None:
    linux = [block for block in BLOCKS if block.startswith("python3 -m venv")]
    windows = [block for block in BLOCKS if block.startswith('cmd /c "py -3.11 -m venv')]
    assert len(linux) == len(windows) == 3
    for one, other in zip(linux, windows, strict=True):
        assert one.count("&&") == other.count("&&")


def test_mentioned_verbs_exist() -> None:
    with pytest.raises(SystemExit) as stop:
        build_parser().parse_args(["cetak", "--help"])
    assert stop.value.code == 0
    for verb in re.findall(r"`zidesk ([a-z]+)[^`]*`", README):
        with pytest.raises(SystemExit) as stop:
            build_parser().parse_args([verb, "--help"])
        assert stop.value.code == 0, verb


def test_installed_files_and_extras_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for words in commands():
        if "-c" in words and "install" in words:
            assert (ROOT / words[words.index("-c") + 1]).is_file()
            target = words[-1]
            assert (
                target == "."
                or target.removeprefix(".[").removesuffix("]") in project["optional-dependencies"]
            )


def test_pictures_and_folders_it_names_exist() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README) + re.findall(
        r"^\| `([a-z/]+)` \|", README, flags=re.MULTILINE
    )
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_ci_finds_the_blocks_it_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    names = re.findall(r"^run_readme_block ([\w-]+)$", script, flags=re.MULTILINE)
    assert names == ["packages", "test-packages", "main-job", "tests"]
    for name in names:
        assert README.count(f"<!-- ci: {name} -->\n```sh\n") == 1
