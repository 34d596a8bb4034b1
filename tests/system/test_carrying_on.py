"""zidesk/README.md names folders and files that exist, and leaves no folder of the program out."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "zidesk" / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`((?:zidesk|tests)/[\w/.]+)`", PAGE))
SAID_ELSEWHERE = {"zidesk", "zidesk/domain", "zidesk/db", "zidesk/exchange", "zidesk/printing", "zidesk/ui"}
"""Folders that hold folders; the project's README names those without any of their own."""


def test_every_path_on_the_page_exists() -> None:
    assert len(NAMED) > 40
    assert [path for path in sorted(NAMED) if not (ROOT / path).exists()] == []


def test_every_folder_of_the_program_is_on_the_page_or_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "zidesk").rglob("__init__.py")}
    covered = NAMED | set(re.findall(r"`(zidesk/\w+)`", readme)) | SAID_ELSEWHERE
    missing = [folder for folder in sorted(folders) if not any(_is_within(folder, name) for name in covered)]
    assert missing == []


def test_the_names_that_are_looked_for_are_there() -> None:
    for name in re.findall(r"`([A-Z][A-Za-z]+|[A-Z]{4,})` in `([\w/.]+)`", PAGE):
        word, path = name
        assert re.search(rf"\b{word}\b", (ROOT / path).read_text(encoding="utf-8")), f"{word} in {path}"


def _is_within(folder: str, name: str) -> bool:
    if name in SAID_ELSEWHERE:
        return folder == name
    return folder == name or folder.startswith(f"{name}/")
