"""What Windows refuses: names, and renaming while a virus scanner looks into the file."""

from errno import EACCES, EINVAL, EIO
from pathlib import Path
from typing import Any

import pytest

from tests.db.desk import Desk, everything
from tests.windows_errors import windows_error
from zidesk.db.errors import (
    DiskFailedError,
    FileInUseError,
    ReadOnlyFileError,
    known_os_error,
)
from zidesk.db.files.backup import save_copy
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, KnownError
from zidesk.domain.names import safe_names


@pytest.mark.parametrize(
    ("code", "number", "kind"),
    [
        (32, EACCES, FileInUseError),
        (33, EACCES, FileInUseError),
        (5, EACCES, ReadOnlyFileError),
        (21, EACCES, DiskFailedError),
        (1167, EINVAL, DiskFailedError),
        (None, EIO, DiskFailedError),
    ],
)
def test_each_code_of_windows_becomes_the_sentence_that_fits(
    code: int | None, number: int, kind: type[KnownError]
) -> None:
    error = OSError(number, "refused")
    if code is not None:
        windows_error(error, code)
    assert type(known_os_error(error, Path("rencana.zidesk"))) is kind


def held_for(tries: int, method: str, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let ``Path.replace`` or ``Path.rename`` be denied so often, as a virus scanner makes it."""
    real = getattr(Path, method)
    seen: list[Path] = []

    def held(path: Path, target: Path) -> Any:
        seen.append(path)
        if len(seen) <= tries:
            raise windows_error(PermissionError(EACCES, "Access is denied"), 5)
        return real(path, target)

    monkeypatch.setattr(Path, method, held)
    monkeypatch.setattr("zidesk.computer.windows_files._PAUSES", (0.0,) * 5)
    return seen


def test_a_new_file_waits_for_the_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = held_for(3, "rename", monkeypatch)
    Store.create(tmp_path / "a.zidesk").close()
    assert len(seen) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["a.zidesk"]


def test_a_copy_waits_for_the_scanner(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "salinan.zidesk"
    copy.write_bytes(b"yang lama")
    seen = held_for(2, "replace", monkeypatch)
    save_copy(desk.store, copy)
    assert len(seen) == 3
    with Store.open(copy) as store:
        assert everything(store) == everything(desk.store)


def test_a_scanner_that_never_lets_go_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_for(100, "rename", monkeypatch)
    with pytest.raises(ReadOnlyFileError):
        Store.create(tmp_path / "a.zidesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["aux.zidesk", "zi:2026.zidesk", "apa?.zidesk"])
def test_names_that_windows_refuses_are_refused_there(
    name: str, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_names, "_ON_WINDOWS", True)
    before = {entry.name for entry in path.parent.iterdir()}
    with pytest.raises(InvalidInputError, match="tidak diterima komputer ini; pilihlah nama lain"):
        Store.create(path.with_name(name))
    with pytest.raises(InvalidInputError, match="tidak diterima komputer ini; pilihlah nama lain"):
        save_copy(desk.store, path.with_name(name))
    assert {entry.name for entry in path.parent.iterdir()} == before
