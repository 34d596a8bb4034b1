"""Parents, areas and the parts of a table that are no steps."""

from typing import Any

import pytest

from tests.exchange.tables.office_tables import Cell, Table
from tests.exchange.tables.table_files import as_sheets
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.area_names import area_number, area_of_component, full_name
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.tables.hand_made import read_tables

HEAD = ["No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Waktu"]


def read(*sheets: list[list[Any]], titles: tuple[str, ...] = ("Lembar1", "Lembar2", "Lembar3")) -> Incoming:
    tables = []
    for title, rows in zip(titles, sheets, strict=False):
        table = Table(title)
        for row in rows:
            table.add([Cell(value) for value in row])
        tables.append(table)
    return read_tables(as_sheets(tables), "tabel.xlsx")


def tree(incoming: Incoming) -> list[tuple[str, str, str, str]]:
    return [(p.area.text, p.component.text, p.indicator.text, p.action.text) for p in incoming.plan.actions()]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("AREA 1 : MANAJEMEN PERUBAHAN", 1),
        ("II. TATA LAKSANA", 2),
        ("Penataan Tatalaksana", 2),
        ("MANAJEMEN SDM", 3),
        ("Pilar III - Penguatan Akuntabilitas Kinerja", 4),
        ("D. Penguatan Pengawasan", 5),
        ("PELAYANAN PUBLIK", 6),
        ("AREA PERUBAHAN", None),
        ("Tim Kerja", None),
        ("Standar Pelayanan", None),
        ("Pengelolaan Akuntabilitas Kinerja", None),
        ("Penguatan Pengawasan Pelayanan Publik", None),
        ("", None),
    ],
)
def test_areas_are_known_by_the_names_that_offices_give_them(text: str, number: int | None) -> None:
    assert area_number(text) == number


def test_a_longer_name_of_an_area_stays_and_a_shorter_one_is_made_whole() -> None:
    long = "PENATAAN SISTEM MANAJEMEN SDM DAN APARATUR"
    assert full_name(f"III. {long}") == long
    assert full_name("Manajemen SDM") == "PENATAAN SISTEM MANAJEMEN SDM"


@pytest.mark.parametrize(
    ("component", "area"),
    [("Pembentukan Tim Kerja", 1), ("Penerapan SPIP", 5), ("Pola Mutasi Internal", 3), ("Lainnya", None)],
)
def test_a_usual_component_tells_its_area(component: str, area: int | None) -> None:
    assert area_of_component(component) == area


def test_areas_in_another_order_come_in_their_own() -> None:
    rows = [
        HEAD,
        ["Pelayanan Publik"],
        [1, "Standar", "Ada", "Menyusun", "SK", "Mei"],
        ["Manajemen Perubahan"],
        [1, "Tim Kerja", "SK", "Rapat", "SK", "Juni"],
    ]
    assert [area.text for area in read(rows).plan.areas] == [
        "Manajemen Perubahan",
        "PENINGKATAN KUALITAS PELAYANAN PUBLIK",
    ]


def test_a_level_above_the_areas_is_asked_about_and_passed_over() -> None:
    rows = [HEAD, ["A. PEMENUHAN"], ["I", "Manajemen Perubahan"], [1, "Tim", "SK", "Rapat", "SK", "Mei"]]
    incoming = read(rows)
    assert tree(incoming) == []
    assert [doubt.kind for doubt in incoming.doubts] == ["tingkat"]
    assert tree(incoming.accepting_all()) == [("Manajemen Perubahan", "Tim", "SK", "Rapat")]


def test_steps_without_an_area_are_left_out_and_their_usual_area_is_proposed() -> None:
    incoming = read([HEAD, [1, "Tim Kerja", "SK", "Rapat", "SK", "Mei"], [2, "Entah", "A", "B", "C", "Mei"]])
    assert tree(incoming) == []
    assert tree(incoming.accepting_all()) == [("MANAJEMEN PERUBAHAN", "Tim Kerja", "SK", "Rapat")]
    assert "tuliskan areanya" in incoming.problems[1].message


def test_an_indicator_without_a_step_is_asked_about() -> None:
    rows = [HEAD, ["I", "Manajemen Perubahan"], [1, "Tim", "SK tim ada", None, "SK", "Mei"]]
    incoming = read(rows)
    assert tree(incoming) == []
    assert tree(incoming.accepting_all()) == [("Manajemen Perubahan", "Tim", "SK tim ada", "SK tim ada")]


def test_a_sheet_without_an_area_does_not_go_on_with_that_of_another_sheet() -> None:
    rows = [["Rencana 2026"], HEAD, [1, "Entah", "SK", "Rapat", "SK", "Mei"]]
    incoming = read(
        rows, [["Lampiran"], HEAD, [1, "Lain", "SK", "Rapat", "SK", "Mei"]], titles=("Pengawasan", "X")
    )
    assert tree(incoming) == [("PENGUATAN PENGAWASAN", "Entah", "SK", "Rapat")]


def test_levels_are_told_by_their_numbers_in_one_column() -> None:
    rows = [
        ["No", "Uraian", "Target", "Waktu"],
        ["I", "Manajemen Perubahan"],
        ["1", "Tim Kerja"],
        ["a", "Pembentukan"],
        ["1)", "Menyusun SK", "100%", "Mei"],
    ]
    incoming = read(rows)
    assert tree(incoming) == []
    assert tree(incoming.accepting_all()) == [
        ("Manajemen Perubahan", "Tim Kerja", "Pembentukan", "Menyusun SK")
    ]


def test_totals_signatures_and_sheets_that_are_no_plan_are_told() -> None:
    rows = [
        HEAD,
        ["I", "Manajemen Perubahan"],
        [1, "Tim", "SK", "Rapat", "SK", "Mei"],
        ["JUMLAH", None, None, None, None, "1"],
        [],
        [None, None, None, None, None, "KETUA"],
    ]
    incoming = read(rows, [["Daftar hadir"], ["Andi"]])
    assert tree(incoming) == [("Manajemen Perubahan", "Tim", "SK", "Rapat")]
    told = [(problem.place.sheet, problem.place.row) for problem in incoming.problems]
    assert {("Lembar1", 4), ("Lembar1", 6), ("Lembar2", None)} <= set(told)


def test_a_table_over_several_sheets_is_one() -> None:
    first = [HEAD, ["I", "Manajemen Perubahan"], [1, "Tim", "SK", "Rapat", "SK", "Mei"]]
    second = [HEAD, [None, None, "Lain", "Rapat kedua", "Notulen", "Juni"]]
    assert tree(read(first, second)) == [
        ("Manajemen Perubahan", "Tim", "SK", "Rapat"),
        ("Manajemen Perubahan", "Tim", "Lain", "Rapat kedua"),
    ]


def test_an_assessment_is_recognised_as_one() -> None:
    with pytest.raises(CannotReadError, match=r"lembar penilaian \(LKE\), bukan rencana aksi"):
        read(
            [["Pertanyaan", "Pilihan Jawaban", "Nilai"], ["Apakah ada?", "Ya/Tidak", 1]], titles=("Jawaban",)
        )


def test_columns_of_no_use_are_told_with_their_counts() -> None:
    rows = [
        [*HEAD, "Anggaran", "Keterangan"],
        ["I", "Manajemen Perubahan"],
        [1, "Tim", "SK", "Rapat", "SK", "Mei", 1500, "menyusul"],
        [2, "Lain", "SK", "Rapat lagi", "SK", "Mei", 2500, None],
    ]
    incoming = read(rows)
    assert len(tree(incoming)) == 2
    messages = [problem.message for problem in incoming.problems]
    assert "Kolom “Anggaran” tidak diambil (2 sel, misalnya “1500”, “2500”)." in messages
    assert "Kolom “Keterangan” tidak diambil (1 sel, misalnya “menyusul”)." in messages


def test_a_tick_under_an_unknown_heading_keeps_its_row_out() -> None:
    rows = [[*HEAD[:5], "Fase"], ["I", "Manajemen Perubahan"], [1, "Tim", "SK", "Rapat", "SK", "√"]]
    incoming = read(rows)
    assert tree(incoming) == []
    assert tree(incoming.accepting_all()) == []
    assert incoming.problems[0].place.column == 6


def test_dates_numbers_and_words_under_months_are_asked_about() -> None:
    months = [*HEAD[:5], *range(1, 13)]
    rows = [
        months,
        ["I", "Manajemen Perubahan"],
        [1, "Tim", "SK", "Rapat", "SK", "Selesai"],
        [2, "Tim 2", "SK", "Rapat", "SK", None, 0.5],
        [3, "Tim 3", "SK", "Rapat", "SK", "setiap bulan"],
        [4, "Tim 4", "SK", "Rapat", "SK", None, None, "√"],
    ]
    incoming = read(rows)
    assert [p.component.text for p in incoming.plan.actions()] == ["Tim 4"]
    accepted = [sorted(p.action.planned_months) for p in incoming.accepting_all().plan.actions()]
    assert accepted == [[1], [2], list(range(1, 13)), [3]]
    assert [p.component.text for p in incoming.accepting(["angka"]).plan.actions()] == ["Tim 2", "Tim 4"]


def test_words_and_marks_that_disagree_are_asked_about() -> None:
    rows = [
        [*HEAD[:5], *range(1, 13), "Waktu"],
        ["I", "Manajemen Perubahan"],
        [1, "Tim", "SK", "Rapat", "SK", "√", *[None] * 11, "Januari dan Maret"],
        [2, "Lain", "SK", "Rapat lagi", "SK", "√", *[None] * 11, "Januari"],
    ]
    incoming = read(rows)
    assert tree(incoming) == [("Manajemen Perubahan", "Lain", "SK", "Rapat lagi")]
    assert incoming.problems[0].place.row == 3
    first = next(incoming.accepting_all().plan.actions())
    assert sorted(first.action.planned_months) == [1, 3]


def test_a_label_that_is_repeated_as_continued_is_the_same() -> None:
    rows = [
        HEAD,
        ["I", "Manajemen Perubahan"],
        [1, "Tim Kerja", "SK", "Rapat", "SK", "Mei"],
        HEAD,
        [1, "Tim Kerja (lanjutan)", "Lain", "Rapat lagi", "SK", "Juni"],
    ]
    assert [component for _, component, _, _ in tree(read(rows))] == ["Tim Kerja", "Tim Kerja"]


def test_a_target_and_a_time_in_one_cell_are_both_read() -> None:
    rows = [
        [*HEAD[:5], "Target dan Waktu"],
        ["I", "Pengawasan"],
        [1, "K", "I", "A", "B", "100%\nJuli dan Desember"],
    ]
    (path,) = read(rows).plan.actions()
    assert path.action.target_percent == 100
    assert sorted(path.action.planned_months) == [7, 12]
    assert path.action.schedule_text == "Juli dan Desember"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2026-08", [8]),
        ("12 Maret 2026\n15 Juni 2026", [3, 6]),
        ("Ags, Nop", [8, 11]),
        ("B03, B06", [3, 6]),
        ("Triwulan II", [4, 5, 6]),
        ("April – Des 2026", list(range(4, 13))),
        ("April – Des 2021", None),
        ("menunggu anggaran", None),
        ("12 kali", None),
    ],
)
def test_times_in_words_are_read_or_asked_about(text: str, months: list[int] | None) -> None:
    title = ["RENCANA AKSI TAHUN 2026"]
    incoming = read([title, HEAD, ["I", "Pengawasan"], [1, "K", "I", "A", "B", text]])
    found = [sorted(path.action.planned_months) for path in incoming.plan.actions()]
    assert found == ([] if months is None else [months])
    assert (4 in {problem.place.row for problem in incoming.problems}) == (months is None)


def test_dashes_where_there_is_nothing_are_no_text() -> None:
    rows = [[*HEAD, "Target", "PIC"], ["I", "Pengawasan"], [1, "K", "I", "A", "-", "-", "-", "–"]]
    (path,) = read(rows).plan.actions()
    action = path.action
    assert (action.evidence_text, action.person_in_charge, action.target_percent) == ("", "", None)
    assert action.planned_months == frozenset()


def test_the_same_step_in_another_sheet_with_other_evidence_is_asked_about() -> None:
    first = [HEAD, ["I", "Pengawasan"], [1, "K", "I", "Rapat", "Undangan", "Mei"]]
    second = [HEAD, ["I", "Pengawasan"], [1, "K", "I", "Rapat", "Notulen", "Mei"]]
    incoming = read(first, second)
    assert [path.action.evidence_text for path in incoming.plan.actions()] == ["Undangan"]
    assert [doubt.kind for doubt in incoming.doubts] == ["berulang di lembar lain"]


def test_what_no_table_speaks_about_stays_as_it_is() -> None:
    rows = [HEAD, ["I", "Pengawasan"], [1, "K", "I", "A", "B", "Mei"]]
    assert read(rows).lacking == {"target_percent", "person_in_charge"}
    assert "target_percent" not in read([*rows[:2], [1, "K", "I", "A", "B", "100%, Mei"]]).lacking
    untimed = read([row[:5] for row in rows])
    assert {"months", "schedule_text"} <= untimed.lacking
    assert "tidak mempunyai kolom jadwal" in untimed.problems[0].message


def test_a_table_that_lacks_what_another_has_is_told() -> None:
    first = [[*HEAD, "Target"], ["I", "Pengawasan"], [1, "K", "I", "A", "B", "Mei", "100%"]]
    second = [HEAD, [2, "L", "I", "A", "B", "Mei"]]
    told = [problem for problem in read(first, second).problems if "tidak mempunyai" in problem.message]
    assert [(problem.place.sheet, problem.place.row) for problem in told] == [("Lembar2", 1)]


def test_headings_from_a_row_that_has_moved_aside_are_doubted_with_all_below_them() -> None:
    head = [*HEAD[:5], "Target", *range(1, 13)]
    moved = [None, 1, "K", "I", "A", "B", "√"]
    rows = [
        head,
        ["I", "Pengawasan"],
        moved,
        [None, None, None, "A2", "B", "100%", "√"],
        [2, "L", "I", "A3", "B"],
    ]
    incoming = read(rows)
    assert [path.component.text for path in incoming.plan.actions()] == ["L"]
    assert {3, 4} <= {problem.place.row for problem in incoming.problems}


def test_evidence_in_a_second_column_is_asked_about_where_the_first_is_blank() -> None:
    rows = [[*HEAD, "Output"], ["I", "Pengawasan"], [1, "K", "I", "A", None, "Mei", "Laporan"]]
    rows.append([2, "L", "I", "A2", "SK", "Mei", "Laporan"])
    incoming = read(rows)
    assert [path.action.evidence_text for path in incoming.plan.actions()] == ["SK"]


@pytest.mark.parametrize(
    ("mark", "months"), [(1, [1, 2, 3]), ("√", [1, 2, 3]), ("Januari dan Maret", [1, 3])]
)
def test_a_mark_merged_over_months_means_all_of_them_and_words_say_which(
    mark: Any, months: list[int]
) -> None:
    table = Table("Lembar1", merges=[(3, 6, 3, 8)])
    for row in ([*HEAD[:5], *range(1, 13)], ["I", "Pengawasan"], [1, "K", "I", "A", "B", mark]):
        table.add(row)
    (path,) = read_tables(as_sheets([table]), "tabel.xlsx").plan.actions()
    assert sorted(path.action.planned_months) == months
