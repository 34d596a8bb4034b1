"""Files and functions that the tests of the command line share."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zidesk.cli import main


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the bundled plan of Kabupaten Batang Hari, for copying only."""
    path = tmp_path_factory.mktemp("example") / "batanghari.zidesk"
    assert main(["contoh", "batanghari-2026", str(path)]) == 0
    return path


@pytest.fixture
def batanghari(example: Path, tmp_path: Path) -> Path:
    """Return a test's own copy of the example."""
    return Path(shutil.copy(example, tmp_path))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a verb, expects it done and silent on stderr, and returns its output."""

    def run_verb(*words: object) -> str:
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert (status, captured.err) == (0, "")
        return captured.out

    return run_verb


@pytest.fixture
def run_json(run: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """Return a function that runs a verb with ``--json`` and returns the one object it prints."""

    def run_verb(*words: object) -> dict[str, Any]:
        value = json.loads(run(*words, "--json"))
        assert isinstance(value, dict)
        return value

    return run_verb


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a verb, expects it refused, and returns the one sentence on stderr."""

    def run_verb(*words: object) -> str:
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert (status, captured.out) == (1, "")
        sentence = captured.err.rstrip("\n")
        assert "\n" not in sentence
        assert sentence.endswith(".")
        return sentence

    return run_verb
