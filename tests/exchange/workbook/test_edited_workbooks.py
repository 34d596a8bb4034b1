"""What a clerk does to an export in Excel, done here with openpyxl, and what the import makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import column_of, edited, example, export, row_of, rows_unmerged
from zidesk.domain.importing.comparison import Comparison, compare
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import Action, ActionPath, PlanRecord, new_id
from zidesk.domain.plan.numbering import find_action
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.reading import read_workbook

Edit = Callable[[Worksheet], None]
FIRST = "Mengevaluasi Tim Kerja /Kelompok Kerja ZI tahun sebelumnya"


@pytest.fixture
def record() -> PlanRecord:
    return example("batanghari-2026")


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def action(record: PlanRecord, action_code: str) -> ActionPath:
    return find_action(record.plan, action_code)


def row_at(sheet: Worksheet, record: PlanRecord, action_code: str) -> int:
    return row_of(sheet, action(record, action_code).action.id)


def imported(path: Path, edit: Callable[[Workbook], None]) -> Incoming:
    with edited(path) as book:
        edit(book)
    return read_workbook(path)


def counts(comparison: Comparison) -> tuple[int, int, int, int]:
    return comparison.added, comparison.changed, comparison.unchanged, comparison.missing


def plan_sheet(book: Workbook) -> Worksheet:
    return book["Rencana Aksi"]


def cut(sheet: Worksheet, row: int) -> list[Any]:
    """Take a row out; merged cells of area rows below move up with their rows."""
    values = [cell.value for cell in sheet[row]]
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > row:
            merged.shift(row_shift=-1)
    sheet.delete_rows(row)
    return values


def insert(sheet: Worksheet, row: int, values: list[Any]) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= row:
            merged.shift(row_shift=1)
    sheet.insert_rows(row)
    fill(sheet, row, values)


def fill(sheet: Worksheet, row: int, values: list[Any]) -> None:
    """Put values into a row, and the percent format where Excel would bring it along."""
    for column, value in enumerate(values, 1):
        sheet.cell(row, column).value = value
    sheet.cell(row, column_of(sheet, "Target")).number_format = "0%"


def blank_row(sheet: Worksheet, **texts: Any) -> list[Any]:
    values: list[Any] = [None] * sheet.max_column
    for title, value in texts.items():
        values[column_of(sheet, title.replace("_", " ")) - 1] = value
    return values


def test_a_retyped_text_changes_its_row_only(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        sheet.cell(row_at(sheet, record, "I.3.1.1"), column_of(sheet, "Langkah Aksi")).value = "Rapat bulanan"

    incoming = imported(path, edit)
    comparison = compare(record.plan, incoming)
    assert incoming.problems == ()
    assert counts(comparison) == (0, 1, 67, 0)
    assert find_action(comparison.merged(), "I.3.1.1").action.text == "Rapat bulanan"


def test_a_retyped_component_and_area_keep_their_rows(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        sheet.cell(row_at(sheet, record, "II.1.1.1"), column_of(sheet, "Komponen")).value = "SOP utama"
        sheet.cell(row_of(sheet, record.plan.areas[0].id), column_of(sheet, "Komponen")).value = "PERUBAHAN"

    merged = compare(record.plan, imported(path, edit)).merged()
    assert merged.areas[1].components[0].text == "SOP utama"
    assert merged.areas[1].components[0].id == record.plan.areas[1].components[0].id
    assert merged.areas[0].text == "PERUBAHAN"
    assert [path.action for path in merged.actions()] == [path.action for path in record.plan.actions()]


def test_a_deleted_row_is_missing(path: Path, record: PlanRecord) -> None:
    incoming = imported(
        path, lambda book: cut(plan_sheet(book), row_at(plan_sheet(book), record, "III.1.2.1")) and None
    )
    comparison = compare(record.plan, incoming)
    assert counts(comparison)[0] == 0
    assert comparison.missing == 1
    assert action(record, "III.1.2.1").action.id not in {
        path.action.id for path in comparison.merged().actions()
    }


def test_a_row_added_to_the_plan_after_the_export_is_not_deleted(path: Path, record: PlanRecord) -> None:
    added = Action("Rapat tambahan", id="f" * 32)
    deleted = action(record, "I.2.1.1").action
    first = record.plan.areas[0]
    indicator = first.components[0].indicators[0]
    indicator = replace(indicator, actions=(*indicator.actions, added))
    component = replace(first.components[0], indicators=(indicator,))
    area = replace(first, components=(component, *first.components[1:]))
    now = replace(record.plan, areas=(area, *record.plan.areas[1:]))
    incoming = imported(path, lambda book: cut(plan_sheet(book), row_at(plan_sheet(book), record, "I.2.1.1")))
    comparison = compare(now, incoming)
    assert counts(comparison) == (0, 0, 68, 1)
    assert comparison.removed() == 1
    texts = [each.action.text for each in comparison.merged().actions()]
    assert added.text in texts
    assert deleted.text not in texts
    assert comparison.problems == ()


def test_deleting_a_components_first_row_keeps_the_component(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        cut(plan_sheet(book), row_at(plan_sheet(book), record, "V.4.1.1"))

    incoming = imported(path, edit)
    merged = compare(record.plan, incoming).merged()
    before, after = record.plan.areas[4].components[3], merged.areas[4].components[3]
    assert (after.id, after.text) == (before.id, before.text)
    assert after.indicators == before.indicators[1:]
    assert merged.areas[4].components[2] == record.plan.areas[4].components[2]
    (problem,) = incoming.problems
    assert problem.message == (
        "Judul “Whistle-Blowing System” tidak ada lagi di tabel; baris ini tetap dibaca di bawahnya."
    )


def test_an_added_row_joins_the_component_above(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "I.3.1.1") + 1
        values = blank_row(
            sheet, Indikator="Indikator baru", Langkah_Aksi="Langkah baru", Bukti="Notulen", Target=1
        )
        values[column_of(sheet, 3) - 1] = "v"
        insert(sheet, row, values)
        sheet.cell(row, column_of(sheet, "Target")).number_format = "0%"

    incoming = imported(path, edit)
    comparison = compare(record.plan, incoming)
    assert incoming.problems == ()
    assert counts(comparison) == (1, 0, 68, 0)
    new = find_action(comparison.merged(), "I.3.2.1")
    assert new.indicator.text == "Indikator baru"
    assert (new.action.text, new.action.evidence_text, new.action.target_percent) == (
        "Langkah baru",
        "Notulen",
        100,
    )
    assert new.action.planned_months == {3}


def test_a_second_action_needs_no_indicator(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        insert(sheet, row_at(sheet, record, "I.3.1.1") + 1, blank_row(sheet, Langkah_Aksi="Langkah kedua"))

    merged = compare(record.plan, imported(path, edit)).merged()
    assert find_action(merged, "I.3.1.2").action.text == "Langkah kedua"


def test_an_added_area_and_component_take_the_rows_below_them(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = sheet.max_row + 1
        insert(sheet, row, blank_row(sheet, No="VII", Komponen="HASIL"))
        insert(
            sheet,
            row + 1,
            blank_row(sheet, No=1, Komponen="Survei", Indikator="Nilai", Langkah_Aksi="Menyurvei"),
        )
        insert(sheet, row + 2, blank_row(sheet, Indikator="Laporan", Langkah_Aksi="Melaporkan"))

    incoming = imported(path, edit)
    merged = compare(record.plan, incoming).merged()
    assert incoming.problems == ()
    assert merged.areas[:6] == record.plan.areas
    assert merged.areas[6].text == "HASIL"
    assert [component.text for component in merged.areas[6].components] == ["Survei"]
    assert [i.actions[0].text for i in merged.areas[6].components[0].indicators] == [
        "Menyurvei",
        "Melaporkan",
    ]


def test_a_label_typed_in_the_middle_splits_a_component(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "IV.2.3.1")
        sheet.cell(row, column_of(sheet, "No")).value = 3
        sheet.cell(row, column_of(sheet, "Komponen")).value = "Pelaporan"

    merged = compare(record.plan, imported(path, edit)).merged()
    old = record.plan.areas[3].components[1]
    assert [c.text for c in merged.areas[3].components] == [
        *(c.text for c in record.plan.areas[3].components),
        "Pelaporan",
    ]
    assert merged.areas[3].components[1].indicators == old.indicators[:2]
    assert merged.areas[3].components[2].indicators == old.indicators[2:]


def test_a_row_moved_to_another_component_belongs_there(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        values = cut(sheet, row_at(sheet, record, "III.3.4.1"))
        insert(sheet, row_at(sheet, record, "II.3.2.1") + 1, values)

    incoming = imported(path, edit)
    comparison = compare(record.plan, incoming)
    merged = comparison.merged()
    assert incoming.problems == ()
    assert find_action(merged, "II.3.3.1").action == action(record, "III.3.4.1").action
    assert (comparison.added, comparison.missing) == (0, 0)
    assert sum(1 for _ in merged.actions()) == 68


def test_a_components_first_row_moved_away_takes_nobody_along(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        values = cut(sheet, row_at(sheet, record, "V.2.1.1"))
        insert(sheet, row_at(sheet, record, "V.4.1.1") + 1, values)

    merged = compare(record.plan, imported(path, edit)).merged()
    components = merged.areas[4].components
    for index, component in enumerate(record.plan.areas[4].components):
        assert {i.id for i in components[index].indicators} == {i.id for i in component.indicators}
    assert components[1].indicators[-1].id == record.plan.areas[4].components[1].indicators[0].id


def test_a_copied_row_is_a_new_row(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "I.3.1.1")
        insert(sheet, row, [cell.value for cell in sheet[row]])
        sheet.cell(row, column_of(sheet, "Langkah Aksi")).value = "Rapat persiapan"

    incoming = imported(path, edit)
    comparison = compare(record.plan, incoming)
    assert (comparison.added, comparison.missing) == (1, 0)
    kept = next(
        p for p in comparison.merged().actions() if p.action.id == action(record, "I.3.1.1").action.id
    )
    assert kept.action == action(record, "I.3.1.1").action
    assert "salinan dari baris" in incoming.problems[0].message


def test_a_sorted_sheet_is_put_back_in_order(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        first = row_of(sheet, record.plan.areas[0].id)
        rows = sorted(rows_unmerged(sheet, first), key=lambda values: str(values[4]), reverse=True)
        for offset, values in enumerate(rows):
            fill(sheet, first + offset, values)

    incoming = imported(path, edit)
    assert [problem.message for problem in incoming.problems] == [
        "Baris-baris tabel tampaknya diurutkan ulang; dibaca kembali menurut urutan semula."
    ]
    assert compare(record.plan, incoming).merged() == record.plan


def test_ids_that_came_loose_from_their_texts_are_found_again(path: Path, record: PlanRecord) -> None:
    codes = ("I.1.1.1", "I.2.1.1", "I.3.1.1")

    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        rows = [row_at(sheet, record, action_code) for action_code in codes]
        column = column_of(sheet, "zidesk")
        ids = [sheet.cell(row, column).value for row in rows]
        for row, row_id in zip(rows, [*ids[1:], ids[0]], strict=True):
            sheet.cell(row, column).value = row_id

    incoming = imported(path, edit)
    assert "Tanda pengenal 3 baris terlepas" in incoming.problems[0].message
    merged = {p.action.id: p.action for p in compare(record.plan, incoming).merged().actions()}
    for action_code in codes:
        original = action(record, action_code).action
        assert merged[original.id] == original


@pytest.mark.parametrize("mark", ["√", "✓", "✔", "v", "V", "x", "X", "●", 1, "1", " v "])
def test_every_mark_of_the_offices_plans_a_month(mark: Any, path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "I.1.1.1")
        sheet.cell(row, column_of(sheet, 1)).value = None
        sheet.cell(row, column_of(sheet, 11)).value = mark

    incoming = imported(path, edit)
    assert incoming.problems == ()
    assert find_action(incoming.plan, "I.1.1.1").action.planned_months == {11}


@pytest.mark.parametrize(
    ("mark", "planned"), [("?", True), ("M3", True), (2, True), ("-", False), (0, False)]
)
def test_an_unknown_mark_is_listed_with_its_reading(
    mark: Any, planned: bool, path: Path, record: PlanRecord
) -> None:
    place: list[int] = []

    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        place[:] = row_at(sheet, record, "I.1.1.1"), column_of(sheet, 11)
        sheet.cell(*place).value = mark

    incoming = imported(path, edit)
    (problem,) = incoming.problems
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("Rencana Aksi", *place)
    assert problem.message.endswith("dibaca direncanakan." if planned else "dibaca tidak direncanakan.")
    assert (11 in find_action(incoming.plan, "I.1.1.1").action.planned_months) == planned


@pytest.mark.parametrize(
    ("typed", "number_format", "percent", "certain"),
    [
        (100, "General", 100, True),
        (1, "0%", 100, True),
        (0.57, "0%", 57, True),
        ("100%", "General", 100, True),
        ("100 %", "General", 100, True),
        ("75", "General", 75, True),
        (None, "0%", None, True),
        (1, "General", 100, False),
        (100, "0%", 100, False),
        (250, "General", None, False),
        ("banyak", "General", None, False),
        (33.3, "General", 33, False),
    ],
)
def test_targets_are_read_however_typed(
    typed: Any, number_format: str, percent: int | None, certain: bool, path: Path, record: PlanRecord
) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        cell = sheet.cell(row_at(sheet, record, "I.1.1.1"), column_of(sheet, "Target"))
        cell.value = typed
        cell.number_format = number_format

    incoming = imported(path, edit)
    assert find_action(incoming.plan, "I.1.1.1").action.target_percent == percent
    assert (incoming.problems == ()) == certain


def test_labels_filled_down_or_cleared_change_nothing(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        column = column_of(sheet, "Komponen")
        first = row_at(sheet, record, "III.3.1.1")
        for offset in range(len(record.plan.areas[2].components[2].indicators)):
            sheet.cell(first + offset, column).value = sheet.cell(first, column).value
        sheet.cell(row_at(sheet, record, "V.3.1.1"), column).value = None

    incoming = imported(path, edit)
    assert compare(record.plan, incoming).merged() == record.plan
    assert len(incoming.problems) == 1


def test_blank_rows_and_renamed_and_reordered_sheets_change_nothing(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        insert(sheet, row_at(sheet, record, "II.1.1.1"), [None])
        insert(sheet, row_at(sheet, record, "II.2.1.1"), ["  "])
        insert(sheet, 1, [None])
        sheet.title = "Lembar1"
        book["Realisasi"].title = "Monev"
        book.move_sheet(sheet, 4)
        book.create_sheet("Coretan", 0)["A1"] = "hitung dulu"

    incoming = imported(path, edit)
    assert [problem.place.sheet for problem in incoming.problems] == ["Coretan"]
    assert compare(record.plan, incoming).merged() == record.plan


def test_cells_merged_down_read_as_one_label(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        column, first = column_of(sheet, "Komponen"), row_at(sheet, record, "III.3.1.1")
        sheet.merge_cells(start_row=first, end_row=first + 4, start_column=column, end_column=column)

    assert compare(record.plan, imported(path, edit)).merged() == record.plan


def test_a_row_emptied_by_hand_is_deleted(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "III.1.2.1")
        for column in range(1, sheet.max_column + 1):
            if column != column_of(sheet, "zidesk"):
                sheet.cell(row, column).value = None

    assert compare(record.plan, imported(path, edit)).missing == 1


def test_a_formula_is_a_problem_and_never_text(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        sheet.cell(
            row_at(sheet, record, "I.1.1.1"), column_of(sheet, "Bukti")
        ).value = '=HYPERLINK("http://x")'

    incoming = imported(path, edit)
    (problem,) = incoming.problems
    assert problem.place.row is not None
    assert problem.place.column is not None
    assert "Sel berisi rumus" in problem.message
    assert "=" not in find_action(incoming.plan, "I.1.1.1").action.evidence_text


def test_a_deleted_column_is_refused(path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        sheet.cell(row_of(sheet, "Target"), column_of(sheet, "Target")).value = "Lainnya"

    with pytest.raises(CannotReadError, match="Kolom Target pada lembar Rencana Aksi tidak ada lagi"):
        imported(path, edit)


def test_realisation_is_read_from_its_sheet(path: Path, record: PlanRecord) -> None:
    first = action(record, "I.3.1.1").action

    def edit(book: Workbook) -> None:
        sheet = book["Realisasi"]
        titles = {cell.value: cell.column for cell in sheet[1]}
        rows = [row[0].row for row in sheet.iter_rows(min_row=2) if row[1].value == first.id]
        for row, day in zip(
            rows, (date(2026, 4, 30), "3 Juli 2026", "2026-10-05", "kapan-kapan"), strict=True
        ):
            sheet.cell(row, titles["Tanggal"]).value = day
        sheet.cell(rows[0], titles["Persen"]).value = "80%"
        sheet.cell(rows[0], titles["Kendala"]).value = "Hujan"
        sheet.cell(rows[3], titles["Status"]).value = "Terlaksana"
        sheet.append(["I.3.1.1", None, "", "", "Mei", "", "", date(2026, 5, 2)])
        sheet.append(["IX.9.9.9", None, "", "", "Mei", "", "", date(2026, 5, 2)])

    incoming = imported(path, edit)
    read = find_action(compare(record.plan, incoming).merged(), "I.3.1.1").action
    assert [(c.month, c.planned, c.realized_on, c.percent, c.obstacle) for c in read.months] == [
        (4, True, date(2026, 4, 30), 80, "Hujan"),
        (5, False, date(2026, 5, 2), None, ""),
        (7, True, date(2026, 7, 3), None, ""),
        (10, True, date(2026, 10, 5), None, ""),
        (12, True, None, None, ""),
    ]
    messages = [problem.message for problem in incoming.problems]
    assert len(messages) == 2
    assert "“kapan-kapan” tidak dikenali" in messages[0]
    assert "Kode “IX.9.9.9” tidak ada" in messages[1]
    assert {problem.place.sheet for problem in incoming.problems} == {"Realisasi"}


def test_a_realisation_in_an_unlikely_year_is_listed_and_not_taken(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Realisasi"]
        (column,) = [cell.column for cell in sheet[1] if cell.value == "Tanggal"]
        sheet.cell(2, column).value = "20 Januari 0206"

    incoming = imported(path, edit)
    assert not any(cell.realized for each in incoming.plan.actions() for cell in each.action.months)
    (problem,) = incoming.problems
    assert problem.message.endswith(
        "20 Januari 206 di luar tahun 2000 sampai 2100; realisasi bulan ini dibiarkan seperti di zidesk."
    )
    assert (problem.place.sheet, problem.place.row) == ("Realisasi", 2)


def test_without_the_realisation_sheet_the_source_says_nothing_of_it(path: Path) -> None:
    incoming = imported(path, lambda book: book.remove(book["Realisasi"]))
    assert not incoming.carries_realization


def test_the_provinces_new_remark_is_read(path: Path, record: PlanRecord) -> None:
    def edit(book: Workbook) -> None:
        book["Catatan"].append(["v.4.2.1", None, None, "2 April 2026", "Lampirkan notulen", "Belum"])

    (remark,) = find_action(imported(path, edit).plan, "V.4.2.1").action.remarks
    assert (remark.text, remark.made_on, remark.answered) == ("Lampirkan notulen", date(2026, 4, 2), False)
    assert len(remark.id) == len(new_id())


def schedule_edit(
    tmp_path: Path, words: str | None, months: dict[int, str | None]
) -> tuple[Incoming, PlanRecord]:
    record = example("jambi-2026")
    path = export(record, tmp_path / "jambi.xlsx")

    def edit(book: Workbook) -> None:
        sheet = plan_sheet(book)
        row = row_at(sheet, record, "I.1.1.1")
        if words is not None:
            sheet.cell(row, column_of(sheet, "Target Waktu")).value = words
        for month, mark in months.items():
            sheet.cell(row, column_of(sheet, month)).value = mark

    return imported(path, edit), record


@pytest.mark.parametrize(
    ("words", "ticks", "months", "wording", "problems"),
    [
        ("Maret dan Mei", {}, {3, 5}, "Maret dan Mei", 1),
        ("Maret", {2: None, 3: "v"}, {3}, "Maret", 0),
        (None, {3: "v"}, {2, 3}, None, 1),
        ("nanti saja", {}, {2}, "nanti saja", 1),
        ("Mei", {3: "v"}, {2, 3}, "Mei", 1),
        ("Feb", {}, {2}, "Feb", 0),
    ],
)
def test_words_and_ticks_that_differ_are_listed(
    words: str | None,
    ticks: dict[int, str | None],
    months: set[int],
    wording: str | None,
    problems: int,
    tmp_path: Path,
) -> None:
    incoming, _ = schedule_edit(tmp_path, words, ticks)
    read = find_action(incoming.plan, "I.1.1.1").action
    assert (read.planned_months, read.schedule_text) == (months, wording)
    assert len(incoming.problems) == problems


def test_an_export_of_another_plan_has_ids_of_its_own(path: Path, tmp_path: Path) -> None:
    other = example("jambi-2026")
    incoming = read_workbook(path)
    assert incoming.plan.id != other.plan.id
    assert not {p.action.id for p in incoming.plan.actions()} & {p.action.id for p in other.plan.actions()}


def test_without_the_hidden_sheet_rows_are_known_by_their_texts(path: Path, record: PlanRecord) -> None:
    incoming = imported(path, lambda book: book.remove(book["zidesk"]))
    assert not incoming.carries_ids
    comparison = compare(record.plan, incoming)
    assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)
    assert comparison.merged() == record.plan


def test_the_exported_sheet_prints_on_one_f4_page_width(path: Path) -> None:
    sheet = load_workbook(path)["Rencana Aksi"]
    assert sheet.page_setup.paperSize == 14
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == "$6:$7"
    assert sheet.freeze_panes == "D8"
    ticks = [cell.value for row in sheet.iter_rows(min_row=8) for cell in row if cell.value == "√"]
    assert len(ticks) == 355
    assert load_workbook(path)["zidesk"].sheet_state == "hidden"


# The Identitas sheet.
