"""An operation is called the same where it is done, in the history, and where it is undone."""

from pathlib import Path

from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import Plan, Unit


def test_an_unclean_name_is_told_clean_everywhere(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.zidesk") as store:
        outcome = add_plan(store, Unit("Kabupaten\nSe\u0301ruyan"), Plan(2026))
        assert outcome.name == "Tambah rencana 2026 Kabupaten S\u00e9ruyan"
        assert store.history()[0].name == store.undo_name == outcome.name
        undone = store.undo()
        assert undone is not None
        assert undone.name == outcome.name
