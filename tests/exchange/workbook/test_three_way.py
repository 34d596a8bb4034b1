"""A plan exported, edited here and in the workbook, and the workbook imported: both edits are there."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import column_of, edited, example, export, row_of, rows_unmerged
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import Place
from zidesk.domain.importing.matching import walk
from zidesk.domain.importing.row_values import fingerprints
from zidesk.domain.plan.model import Action, Area, MonthCell, Node, Plan, PlanRecord, children, with_children
from zidesk.domain.plan.numbering import find_action
from zidesk.exchange.workbook.reading import read_workbook
from zidesk.exchange.workbook.row_state import read_state, state_cells

pytestmark = pytest.mark.timeout(300)
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
CODES = ("I.1.1.1", "I.3.1.1", "II.1.1.1", "III.1.2.1", "V.4.1.1", "VI.2.1.1")
COLUMNS = ("Langkah Aksi", "Bukti", "Target", "Penanggung Jawab", "2", "9")
"""What both sides edit: texts, the target, two months."""


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    return example("batanghari-2026")


@pytest.fixture(scope="module")
def exported(record: PlanRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(record, tmp_path_factory.mktemp("ekspor") / "rencana.xlsx")


@pytest.fixture
def path(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(exported, tmp_path))


def changed(plan: Plan, row: str, **fields: object) -> Plan:
    """The plan with fields of the row with the id ``row`` changed, as zidesk does it."""

    def change(node: Node) -> Node:
        own = with_children(node, tuple(map(change, children(node))))
        return replace(own, **fields) if node.id == row else own  # type: ignore[arg-type]  # names given here

    return replace(plan, areas=tuple(area for area in map(change, plan.areas) if isinstance(area, Area)))


def action(plan: Plan, code: str) -> Action:
    return find_action(plan, code).action


def edit_here(plan: Plan, code: str, column: str, text: str) -> Plan:
    """Edit in zidesk what stands in ``column`` of the action's row."""
    own = action(plan, code)
    match column:
        case "Langkah Aksi":
            return changed(plan, own.id, text=text)
        case "Bukti":
            return changed(plan, own.id, evidence_text=text)
        case "Target":
            return changed(plan, own.id, target_percent=len(text))
        case "Penanggung Jawab":
            return changed(plan, own.id, person_in_charge=text)
    cell = own.cell(int(column))
    others = [other for other in own.months if other.month != cell.month]
    cells = sorted([*others, replace(cell, planned=not cell.planned)], key=lambda each: each.month)
    return changed(plan, own.id, months=tuple(each for each in cells if not each.is_blank))


def edit_there(book: Workbook, plan: Plan, code: str, column: str, text: str) -> Place:
    """Edit the same in the workbook of ``plan``; return where."""
    sheet = plan_sheet(book)
    title = int(column) if column.isdecimal() else column
    place = Place(sheet.title, row_of(sheet, action(plan, code).id), column_of(sheet, title))
    assert place.row is not None
    assert place.column is not None
    cell = sheet.cell(place.row, place.column)
    if column == "Target":
        cell.value = len(text) / 100
    elif column.isdecimal():
        cell.value = None if cell.value else "√"
    else:
        cell.value = text
    return place


def plan_sheet(book: Workbook) -> Worksheet:
    sheet = book["Rencana Aksi"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_row_comes_back_with_the_fingerprints_of_what_it_said(record: PlanRecord, path: Path) -> None:
    rows = read_workbook(path).exported
    assert {row_id: row.values for row_id, row in rows.items()} == {
        node.id: fingerprints(node) for _, node in walk(record.plan)
    }


EDITS = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(COLUMNS)),
    st.sampled_from(("here", "there")),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_edits_of_different_fields_are_all_there_after_the_import(
    edits: dict[tuple[str, str], str],
    record: PlanRecord,
    exported: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = Path(shutil.copy(exported, tmp_path_factory.mktemp("impor")))
    now = both = record.plan
    with edited(path) as book:
        for number, ((code, column), side) in enumerate(edits.items()):
            text = "isian ".ljust(7 + number, "x")
            both = edit_here(both, code, column, text)
            if side == "here":
                now = edit_here(now, code, column, text)
            else:
                edit_there(book, record.plan, code, column, text)
    incoming = read_workbook(path)
    comparison = compare(now, incoming)
    assert comparison.problems == ()
    assert comparison.merged() == both
    assert comparison.changed == len({code for (code, _), side in edits.items() if side == "there"})
    path.unlink()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    fields=st.sets(st.tuples(st.sampled_from(CODES), st.sampled_from(COLUMNS[:4])), min_size=1, max_size=6)
)
def test_edits_of_the_same_field_are_conflicts_with_their_cells_and_keep_zidesks(
    fields: set[tuple[str, str]], record: PlanRecord, exported: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = Path(shutil.copy(exported, tmp_path_factory.mktemp("impor")))
    now = theirs = record.plan
    places = set()
    with edited(path) as book:
        for code, column in sorted(fields):
            now = edit_here(now, code, column, "isian zidesk")
            theirs = edit_here(theirs, code, column, "isian Excel")
            places.add(edit_there(book, record.plan, code, column, "isian Excel"))
    comparison = compare(now, read_workbook(path))
    assert {problem.place for problem in comparison.problems} == places
    assert len(comparison.conflicts) == len(fields)
    assert comparison.merged() == now
    assert comparison.changed == 0
    taken = comparison.taking([conflict.key for conflict in comparison.conflicts])
    assert taken.merged() == theirs
    path.unlink()


def test_what_was_done_in_a_month_conflicts_at_its_own_cell(record: PlanRecord, path: Path) -> None:
    own = action(record.plan, "I.3.1.1")
    month = own.months[0].month
    here = MonthCell(month, planned=True, realized_on=date(2026, 4, 28), obstacle="hujan")
    now = changed(record.plan, own.id, months=(here, *own.months[1:]))
    with edited(path) as book:
        sheet = book["Realisasi"]
        titles = {cell.value: cell.column for cell in sheet[1]}
        row = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[1].value == own.id)
        sheet.cell(row, titles["Kendala"]).value = "banjir"
        sheet.cell(row, titles["Tindak Lanjut"]).value = "rapat ulang"
    comparison = compare(now, read_workbook(path))
    (conflict,) = comparison.conflicts
    assert (conflict.label, conflict.ours, conflict.theirs) == ("Kendala April", "hujan", "banjir")
    assert conflict.place == Place("Realisasi", row, titles["Kendala"])
    merged = action(comparison.merged(), "I.3.1.1").cell(month)
    assert merged == replace(here, follow_up="rapat ulang")


def test_a_heading_renamed_on_both_sides_conflicts_at_its_label(record: PlanRecord, path: Path) -> None:
    component = record.plan.areas[0].components[1]
    now = changed(record.plan, component.id, text="Judul zidesk")
    with edited(path) as book:
        sheet = plan_sheet(book)
        row, column = row_of(sheet, action(record.plan, "I.2.1.1").id), column_of(sheet, "Komponen")
        sheet.cell(row, column).value = "Judul Excel"
    comparison = compare(now, read_workbook(path))
    (conflict,) = comparison.conflicts
    assert (conflict.label, conflict.place) == ("Komponen", Place("Rencana Aksi", row, column))
    assert comparison.merged() == now


def test_an_untouched_workbook_changes_nothing_of_what_was_done_here_since(
    record: PlanRecord, path: Path
) -> None:
    now = busy_tuesday(record.plan)
    comparison = compare(now, read_workbook(path))
    assert comparison.merged() == now
    assert (comparison.added, comparison.changed, comparison.missing, comparison.problems) == (0, 0, 0, ())


def busy_tuesday(plan: Plan) -> Plan:
    """The plan with rows edited, deleted, added and moved in zidesk."""
    plan = edit_here(plan, "I.3.1.1", "Langkah Aksi", "Rapat yang diperbarui")
    plan = edit_here(plan, "I.3.1.1", "9", "")
    first, second = plan.areas[1].components[:2]
    indicator = first.indicators[0]
    moved = second.indicators[0].actions[0]
    plan = changed(plan, second.indicators[0].id, actions=second.indicators[0].actions[1:])
    plan = changed(plan, indicator.id, actions=(Action("Baru", id="f" * 32), *indicator.actions, moved))
    area = plan.areas[4]
    return changed(plan, area.id, components=(*area.components[2:], area.components[0]))


# One start of LibreOffice takes seconds: one example, and no shrinking.
@needs_libreoffice
@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_a_workbook_saved_again_by_libreoffice_says_the_same(
    edits: dict[tuple[str, str], str],
    record: PlanRecord,
    exported: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("libreoffice")
    untouched = Path(shutil.copy(exported, folder / "utuh.xlsx"))
    path = Path(shutil.copy(exported, folder / "diubah.xlsx"))
    with edited(path) as book:
        for code, column in edits:
            edit_there(book, record.plan, code, column, "isian Excel")
        edit_there(book, record.plan, "I.3.1.1", "Langkah Aksi", "Rapat menurut Excel")
    now = busy_tuesday(record.plan)
    before = compare(now, read_workbook(path))
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "hasil"),
            str(untouched), str(path),
        ],
        check=True,
        capture_output=True,
        timeout=200,
    )  # fmt: skip
    after = compare(now, read_workbook(folder / "hasil" / path.name))
    assert after.merged() == before.merged()
    assert [conflict.key for conflict in after.conflicts] == [conflict.key for conflict in before.conflicts]
    assert before.conflicts
    same = compare(now, read_workbook(folder / "hasil" / untouched.name))
    assert same.merged() == now
    assert same.problems == ()


def test_a_sorted_table_changes_nothing_of_what_was_done_here_since(record: PlanRecord, path: Path) -> None:
    with edited(path) as book:
        sheet = plan_sheet(book)
        first = row_of(sheet, record.plan.areas[0].id)
        rows = sorted(rows_unmerged(sheet, first), key=lambda values: str(values[4]), reverse=True)
        target = column_of(sheet, "Target")
        for offset, values in enumerate(rows):
            for column, value in enumerate(values, 1):
                sheet.cell(first + offset, column).value = value
            sheet.cell(first + offset, target).number_format = "0%"
    now = busy_tuesday(record.plan)
    comparison = compare(now, read_workbook(path))
    assert comparison.merged() == now
    (problem,) = comparison.problems
    assert "diurutkan ulang" in problem.message


# A hidden sheet that was touched.


def forget(book: Workbook, *keys: str) -> None:
    """Blank the states of rows, or whole lines of the head, whose key or row id is among ``keys``."""
    for row in book["zidesk"].iter_rows():
        if row[0].value in keys:
            row[0].value = None
        if row[1].value in keys:
            row[6].value = None


@pytest.mark.parametrize("how", ["without states", "without the sheet"])
def test_a_workbook_that_remembers_nothing_is_compared_with_what_is_here_now(
    how: str, record: PlanRecord, path: Path
) -> None:
    with edited(path) as book:
        if how == "without states":
            forget(book, "keadaan")
        else:
            book.remove(book["zidesk"])
    now = edit_here(record.plan, "I.3.1.1", "Bukti", "isian zidesk")
    incoming = read_workbook(path)
    comparison = compare(now, incoming)
    assert not incoming.knows_what_was_exported
    assert incoming.moment == ""
    told = [problem.message.partition(",")[0] for problem in incoming.problems]
    assert told == (["Lembar tersembunyi zidesk tidak ada lagi"] if how == "without the sheet" else [])
    assert comparison.changed == 1
    assert comparison.merged() == record.plan


def test_a_state_that_is_lost_or_changed_is_listed_and_its_row_read_as_it_stands(
    record: PlanRecord, path: Path
) -> None:
    lost, mangled, kept = (action(record.plan, code) for code in CODES[:3])
    with edited(path) as book:
        forget(book, lost.id)
        sheet = book["zidesk"]
        cell = sheet.cell(row_of(sheet, mangled.id), 7)
        cell.value = str(cell.value).replace("text:", "text:0", 1)
    now = record.plan
    for code in CODES[:3]:
        now = edit_here(now, code, "Bukti", "isian zidesk")
    incoming = read_workbook(path)
    (problem,) = incoming.problems
    assert problem.message.startswith("Catatan zidesk tentang isi 2 baris ketika diekspor tidak terbaca lagi")
    merged = compare(now, incoming).merged()
    assert action(merged, CODES[0]).evidence_text == lost.evidence_text
    assert action(merged, CODES[1]).evidence_text == mangled.evidence_text
    assert action(merged, CODES[2]).evidence_text == "isian zidesk" != kept.evidence_text


def test_words_replaced_in_all_sheets_at_once_are_still_an_edit(record: PlanRecord, path: Path) -> None:
    with edited(path) as book:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and "Rapat" in cell.value:
                        cell.value = cell.value.replace("Rapat", "Pertemuan")
    comparison = compare(record.plan, read_workbook(path))
    before = [each.action.text for each in record.plan.actions()]
    after = [each.action.text for each in comparison.merged().actions()]
    assert after == [text.replace("Rapat", "Pertemuan") for text in before] != before
    assert comparison.conflicts == ()


@pytest.mark.parametrize("length", [0, 1, 29_980, 100_000])
def test_a_state_of_any_length_comes_back_from_its_cells(length: int) -> None:
    marks = {f"link {number:032} 12": f"{number:012x}" for number in range(length // 50)}
    cells = state_cells(("id", "induk", "I.1"), marks)
    assert all(len(cell) <= 32_767 for cell in cells)
    assert read_state(("id", "induk", "I.1"), cells) == marks
    assert read_state(("id", "induk", "I.2"), cells) is None
    assert read_state(("id", "induk", "I.1"), cells[:-1]) is None
    assert read_state(("id", "induk", "I.1"), []) is None
