"""What the window holds of the file follows every operation, and every operation is told to all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from zidesk.db.history.outcome import ChangeKind, Outcome
from zidesk.db.operations.evidence import attach_files, edit_evidence, link_evidence, trash_evidence
from zidesk.db.operations.months import record_month
from zidesk.db.operations.nodes import edit_node
from zidesk.db.operations.plans import set_status
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind, PlanStatus
from zidesk.domain.ticker import silent
from zidesk.ui.shell.main_window import MainWindow

Step = Callable[[Store, list[str], Path], Outcome]


def first_file(store: Store) -> str:
    return next(file.evidence.id for file in store.evidence_files() if file.evidence.name == "undangan.pdf")


STEPS: dict[str, Step] = {
    "attach": lambda store, rows, file: attach_files(store, [file], [(rows[3], 5)], silent),
    "rename": lambda store, _rows, _file: edit_evidence(store, first_file(store), name="Undangan rapat.pdf"),
    "link": lambda store, rows, _file: link_evidence(store, first_file(store), [(rows[7], 0), (rows[8], 2)]),
    "trash": lambda store, _rows, _file: trash_evidence(store, [first_file(store)]),
    "text": lambda store, rows, _file: edit_node(store, NodeKind.ACTION, rows[2], text="Rapat lain"),
    "month": lambda store, rows, _file: record_month(store, rows[2], 1, note="Sudah"),
    "status": lambda store, _rows, _file: set_status(
        store, store.plans()[0].id, PlanStatus.DITETAPKAN, decree_number="1"
    ),
}


@pytest.fixture
def rows(window: MainWindow, tmp_path: Path) -> list[str]:
    """The plan's actions; the first has a file."""
    assert window.workspace.record is not None
    ids = [path.action.id for path in window.workspace.record.plan.actions()]
    (tmp_path / "undangan.pdf").write_bytes(b"undangan")
    (tmp_path / "baru.pdf").write_bytes(b"baru")
    assert window.workspace.run(
        lambda store: attach_files(store, [tmp_path / "undangan.pdf"], [(ids[0], 1)], silent)
    )
    return ids


@pytest.mark.parametrize("name", STEPS)
def test_the_plan_on_screen_is_what_the_file_says_after_each_step_its_undo_and_redo(
    window: MainWindow, rows: list[str], tmp_path: Path, name: str
) -> None:
    workspace = window.workspace
    told: list[Outcome] = []
    workspace.changed.connect(told.append)

    def agrees() -> bool:
        assert workspace.record is not None
        return workspace.record == workspace.store.load_record(workspace.record.plan.id)

    assert agrees()
    outcome = workspace.run(lambda store: STEPS[name](store, rows, tmp_path / "baru.pdf"))
    assert outcome
    assert told == [outcome]
    assert agrees()
    assert workspace.undo()
    assert agrees()
    assert workspace.redo()
    assert agrees()
    assert len(told) == 3


@pytest.mark.parametrize("name", ["attach", "rename", "link", "trash"])
def test_one_file_more_or_less_does_not_load_the_whole_plan_again(
    window: MainWindow, rows: list[str], tmp_path: Path, name: str
) -> None:
    loads: list[None] = []
    window.workspace.record_changed.connect(lambda: loads.append(None))
    assert window.workspace.run(lambda store: STEPS[name](store, rows, tmp_path / "baru.pdf"))
    assert window.workspace.undo()
    assert loads == []


@pytest.mark.parametrize("kind", ChangeKind)
def test_an_operation_on_any_kind_of_thing_is_told(
    window: MainWindow, qtbot: QtBot, kind: ChangeKind
) -> None:
    outcome = Outcome("Terima berkas", 99, {kind: frozenset({"x"})})
    with qtbot.waitSignal(window.workspace.changed) as told:
        assert window.workspace.run(lambda _store: outcome) is outcome
    assert told.args == [outcome]
