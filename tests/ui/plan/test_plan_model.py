"""The model over a plan, without a file: structure, texts, filters, and changes that keep indexes."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from tests.ui.plan.conftest import AS_OF, SMALL_PLAN
from zidesk.domain.plan.model import (
    Action,
    EvidenceLink,
    MonthCell,
    Plan,
    PlanRecord,
    Unit,
    new_id,
)
from zidesk.exchange.examples import read_example
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.row_filter import FilterName, RowFilter, search_words
from zidesk.ui.plan.sheet.rows import Row

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def with_ids(node: Any) -> Any:
    """Return a plan or node in which every node has an id."""
    below = {
        field.name: tuple(with_ids(child) for child in getattr(node, field.name))
        for field in fields(node)
        if field.name in ("areas", "components", "indicators", "actions")
        and not callable(getattr(node, field.name))
    }
    return replace(node, id=new_id(), **below)


def record_of(plan: Plan) -> PlanRecord:
    return PlanRecord(Unit("Kabupaten Uji"), plan)


@pytest.fixture
def plan() -> Plan:
    return with_ids(SMALL_PLAN)


@pytest.fixture
def model(plan: Plan, qapp: object) -> Iterator[PlanModel]:
    model = PlanModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(record_of(plan), AS_OF, read_only=False)
    yield model
    tester.deleteLater()


def row(model: PlanModel, text: str) -> Row:
    return next(row for row in model.root.descend() if row.kind is not None and row.text == text)


def shown(model: PlanModel, parent: QModelIndex | None = None) -> list[str]:
    """Return the texts of all shown rows, read through the model's own interface."""
    found = []
    above = parent or QModelIndex()
    for number in range(model.rowCount(above)):
        index = model.index(number, 0, above)
        found += [model.row_of(index).text, *shown(model, index)]  # type: ignore[union-attr]
    return found


def told_columns(model: PlanModel, spy: QSignalSpy) -> set[tuple[str, int, int]]:
    """Return the rows and the first and last columns that views were told to show anew."""
    told = set()
    for place in range(spy.count()):
        first, last = spy.at(place)[:2]
        changed = model.row_of(first)
        assert changed is not None
        assert model.row_of(last) is changed
        told.add((changed.label, first.column(), last.column()))
    return told


def test_the_example_is_shown_whole_with_numbers_months_and_roll_up(model: PlanModel) -> None:
    plan = with_ids(read_example("batanghari-2026").plan)
    model.load(record_of(plan), AS_OF, read_only=False)
    assert model.rowCount() == 6
    assert model.index(0, 0).data() == "I  MANAJEMEN PERUBAHAN"
    first = model.index(0, 0, model.index(0, 0))
    assert first.data() == "1  Pembentukan Tim kerja"
    rows = [row for row in model.root.descend() if row.action is not None]
    assert len(rows) == 68
    ticks = sum(
        bool(model.index_of(row, month).data()) for row in rows for month in range(1, columns.LAST_MONTH + 1)
    )
    assert ticks == 355
    assert sum(model.index_of(row, columns.TARGET).data() == "" for row in rows) == 1


def test_every_cell_is_described_in_words(model: PlanModel) -> None:
    rapat = row(model, "Rapat evaluasi")
    assert model.index_of(rapat, 4).data(SPOKEN) == "April, direncanakan, terlambat, belum ada bukti"
    assert model.index_of(rapat, 5).data(SPOKEN) == "Mei, tidak direncanakan"
    assert model.index_of(rapat, 0).data(SPOKEN) == "Langkah aksi I.2.1.1: Rapat evaluasi"
    for one in model.root.descend():
        for column in range(columns.COLUMN_COUNT) if one.kind is not None else ():
            assert model.index_of(one, column).data(SPOKEN)


def test_headings_are_initials_with_full_names_for_tooltips_and_screen_readers(model: PlanModel) -> None:
    horizontal = Qt.Orientation.Horizontal
    initials = "".join(model.headerData(month, horizontal, DISPLAY) for month in range(1, 13))
    assert initials == "JFMAMJJASOND"
    assert model.headerData(8, horizontal, Qt.ItemDataRole.ToolTipRole) == "Agustus"
    assert model.headerData(8, horizontal, SPOKEN) == "Agustus"


def test_tooltips_show_the_whole_text_and_escape_it(model: PlanModel, plan: Plan) -> None:
    sly = replace(plan.areas[0], text="<b>A & B</b>\nbaris dua")
    model.load(record_of(replace(plan, areas=(sly, *plan.areas[1:]))), AS_OF, read_only=False)
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;<br>baris dua" in tip
    assert model.index(0, 0).data() == "I  <b>A & B</b> baris dua"


def test_a_changed_action_is_patched_with_its_parents_and_nothing_else(model: PlanModel) -> None:
    rapat = row(model, "Rapat evaluasi")
    before = model.index_of(row(model, "MANAJEMEN PERUBAHAN"), columns.PROGRESS).data()
    spy, layouts = QSignalSpy(model.dataChanged), QSignalSpy(model.layoutChanged)
    assert rapat.action is not None
    done = replace(rapat.action, months=(MonthCell(4, planned=True, realized_on=date(2026, 4, 30)),))
    model.update_actions([done])
    assert model.index_of(rapat, 4).data() == "✔?"
    assert model.index_of(rapat, columns.PROGRESS).data() == "100%"
    assert model.index_of(row(model, "MANAJEMEN PERUBAHAN"), columns.PROGRESS).data() != before
    months, figures = (1, 12), (columns.PROGRESS, columns.EVIDENCE)
    above = ("MANAJEMEN PERUBAHAN", "Pemantauan", "Monev")
    assert told_columns(model, spy) == {
        *(("Rapat evaluasi", *run) for run in ((4, 4), (7, 7), (10, 10), (12, 12), figures)),
        *((label, *run) for label in above for run in (months, figures)),
    }
    assert layouts.count() == 0


def test_only_cells_that_look_different_are_painted_again(model: PlanModel) -> None:
    rapat = row(model, "Rapat evaluasi")
    spy = QSignalSpy(model.dataChanged)
    assert rapat.action is not None
    noted = (replace(rapat.action.months[0], note="Ditunda"), *rapat.action.months[1:])
    model.update_actions([replace(rapat.action, months=noted)])
    assert spy.count() == 0
    model.update_actions([replace(rapat.action, months=(*noted, MonthCell(5, planned=True)))])
    assert ("Rapat evaluasi", 5, 5) in told_columns(model, spy)
    assert ("Rapat evaluasi", columns.TEXT, columns.TEXT) not in told_columns(model, spy)
    assert all(first >= columns.PROGRESS for label, first, _ in told_columns(model, spy) if label == "Monev")


def test_evidence_counts_in_rows_above(model: PlanModel) -> None:
    rapat = row(model, "Rapat evaluasi")
    assert rapat.action is not None
    cells = tuple(
        replace(cell, realized_on=date(2026, cell.month, 1)) if cell.month < 8 else cell
        for cell in rapat.action.months
    )
    model.update_actions([replace(rapat.action, months=cells, evidence=(EvidenceLink("e", 4),))])
    assert model.index_of(row(model, "Pemantauan"), columns.EVIDENCE).data() == "1/4"
    assert model.index_of(row(model, "Pemantauan"), columns.PROGRESS).data() == "50%"


def test_a_reload_keeps_indexes_by_id_and_drops_those_of_rows_that_are_gone(
    model: PlanModel, plan: Plan
) -> None:
    kept = QPersistentModelIndex(model.index_of(row(model, "Rapat evaluasi"), 5))
    gone = QPersistentModelIndex(model.index_of(row(model, "Sosialisasi")))
    first, second = plan.areas
    team, watching = first.components
    changed = replace(
        first,
        components=(
            replace(watching, text="Pemantauan baru"),
            replace(team, indicators=(team.indicators[0],)),
        ),
    )
    model.load(record_of(replace(plan, areas=(second, changed))), AS_OF, read_only=False)
    assert not gone.isValid()
    assert kept.column() == 5
    assert model.row_of(kept) is row(model, "Rapat evaluasi")
    assert row(model, "Pemantauan baru").code == "II.1"
    assert model.index_of(row(model, "MANAJEMEN PERUBAHAN")).data() == "II  MANAJEMEN PERUBAHAN"


def test_another_plan_shares_no_rows_with_the_one_before(model: PlanModel) -> None:
    old = QPersistentModelIndex(model.index(0, 0))
    model.load(record_of(with_ids(SMALL_PLAN)), AS_OF, read_only=False)
    assert not old.isValid()
    assert model.rowCount() == 2
    model.load(None, AS_OF, read_only=False)
    assert model.rowCount() == 0


def test_each_filter_shows_its_actions_with_the_rows_above_them(model: PlanModel) -> None:
    def actions(name: FilterName) -> list[str]:
        model.set_filter(RowFilter(name))
        return [text for text in shown(model) if row(model, text).action is not None]

    assert actions(FilterName.THIS_MONTH) == ["Rapat evaluasi"]
    assert actions(FilterName.LATE) == ["Menerbitkan SK", "Menyusun rencana", "Rapat evaluasi"]
    assert actions(FilterName.WITHOUT_EVIDENCE) == []
    assert actions(FilterName.WITHOUT_SCHEDULE) == ["Sosialisasi"]
    assert shown(model) == ["MANAJEMEN PERUBAHAN", "Tim kerja", "Rencana", "Sosialisasi"]
    assert len(actions(FilterName.ALL)) == 5


def test_counts_are_those_of_the_filters(model: PlanModel) -> None:
    assert model.counts() == {
        FilterName.ALL: 5,
        FilterName.THIS_MONTH: 1,
        FilterName.LATE: 3,
        FilterName.WITHOUT_EVIDENCE: 0,
        FilterName.WITHOUT_SCHEDULE: 1,
    }


def test_a_search_finds_all_words_in_a_row_or_above_it(model: PlanModel) -> None:
    model.set_filter(RowFilter(words=search_words("SOP tata")))
    assert shown(model) == ["PENATAAN TATA LAKSANA", "SOP", "Peta proses", "Menyusun SOP"]
    model.set_filter(RowFilter(words=search_words("bukti rapat")))
    assert shown(model) == ["MANAJEMEN PERUBAHAN", "Pemantauan", "Monev", "Rapat evaluasi"]
    model.set_filter(RowFilter(words=search_words("tidak ada kata ini")))
    assert shown(model) == []


def test_a_row_worked_on_stays_shown_though_it_leaves_the_filter(model: PlanModel, plan: Plan) -> None:
    model.set_filter(RowFilter(FilterName.WITHOUT_SCHEDULE))
    action = row(model, "Sosialisasi").action
    assert action is not None
    planned = replace(action, months=(MonthCell(3, planned=True),))
    model.update_actions([planned])
    assert "Sosialisasi" in shown(model)
    model.load(record_of(_with(plan, planned)), AS_OF, read_only=False)
    assert "Sosialisasi" in shown(model)
    model.set_filter(RowFilter(FilterName.WITHOUT_SCHEDULE))
    assert shown(model) == []


def test_another_date_moves_what_is_late(model: PlanModel) -> None:
    model.set_as_of(date(2026, 1, 10))
    assert model.index_of(row(model, "Rapat evaluasi"), 4).data() == "○"
    assert model.month_now == 1
    model.set_as_of(date(2027, 1, 10))
    assert model.index_of(row(model, "Rapat evaluasi"), 12).data() == "!"
    assert model.month_now is None


def test_cells_are_editable_where_a_text_can_be_typed(model: PlanModel, plan: Plan) -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    rapat, area = row(model, "Rapat evaluasi"), row(model, "MANAJEMEN PERUBAHAN")
    assert model.flags(model.index_of(rapat, columns.TARGET)) & editable
    assert not model.flags(model.index_of(rapat, columns.PROGRESS)) & editable
    assert not model.flags(model.index_of(area, columns.TARGET)) & editable
    model.load(record_of(plan), AS_OF, read_only=True)
    assert not model.flags(model.index_of(rapat, columns.TEXT)) & editable


def _with(plan: Plan, action: Action) -> Plan:
    def changed(node: Any) -> Any:
        if isinstance(node, Action):
            return action if node.id == action.id else node
        names = ("areas", "components", "indicators", "actions")
        below = {
            name: tuple(changed(child) for child in getattr(node, name))
            for name in names
            if name in {field.name for field in fields(node)}
        }
        return replace(node, **below)

    return changed(plan)  # type: ignore[no-any-return]
