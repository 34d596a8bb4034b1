"""A new file together with its first content."""

from pathlib import Path

import pytest

from zidesk.db.errors import FileExistsAlreadyError
from zidesk.db.files.filled_file import create_filled
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Level, Unit
from zidesk.domain.plan.template import blank_plan

UNIT = Unit("Kabupaten Merangin", Level.KABUPATEN)


def test_the_new_file_is_open_and_holds_what_was_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "baru.zidesk"
    with create_filled(path, lambda store: add_plan(store, UNIT, blank_plan(2027))) as store:
        assert [plan.year for plan in store.plans()] == [2027]
    with Store.open(path) as store:
        assert [unit.name for unit in store.units()] == ["Kabupaten Merangin"]


def test_no_file_is_left_where_filling_fails(tmp_path: Path) -> None:
    def refuse(store: Store) -> None:
        add_plan(store, UNIT, blank_plan(2027))
        raise InvalidInputError("Tahun itu tidak boleh.")

    with pytest.raises(InvalidInputError, match="Tahun itu"):
        create_filled(tmp_path / "baru.zidesk", refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "lama.zidesk"
    path.write_bytes(b"isi lama")
    with pytest.raises(FileExistsAlreadyError):
        create_filled(path, lambda _store: None)
    assert path.read_bytes() == b"isi lama"
