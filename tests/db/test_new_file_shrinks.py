"""A new file can shrink from the first page on: its first opening writes nothing."""

from pathlib import Path

from tests.db.conftest import UNIT, small_plan
from zidesk.db.files.filled_file import make_filled
from zidesk.db.files.space import is_shrinkable
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store


def test_opening_a_new_file_leaves_every_byte_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "baru.zidesk"
    make_filled(path, lambda store: add_plan(store, UNIT, small_plan()))
    made = path.read_bytes()
    with Store.open(path) as store, store.reading() as connection:
        assert is_shrinkable(connection)
    assert path.read_bytes() == made
