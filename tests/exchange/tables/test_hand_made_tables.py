"""Tables that an office typed itself, known by the titles of their columns."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zidesk.domain.plan.numbering import code
from zidesk.exchange.workbook.reading import read_workbook


def hand_made(path: Path, head: list[list[Any]], rows: list[list[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = "RENCANA AKSI ZONA INTEGRITAS TAHUN 2027"
    for values in ([], *head, *rows):
        sheet.append(values)
    book.save(path)
    return path


def test_a_hand_made_grid_is_read_by_its_titles(tmp_path: Path) -> None:
    head = [
        ["NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI", "PELAKSANAAN", *[None] * 11, "TARGET"],
        [None] * 5 + list(range(1, 13)),
        [f"({n})" for n in range(1, 19)],
    ]
    rows = [
        ["I", "MANAJEMEN PERUBAHAN"],
        [1, "Tim Kerja", "SK Tim", "Menyusun SK", "SK", "v", *[None] * 11, "100%"],
        [None, None, None, "Menetapkan SK", "SK", None, "X", *[None] * 10, 100],
        [2, "Rencana", "Dokumen", "Menyusun rencana", "Rencana", *[None] * 11, "●", 1],
        ["II. TATA LAKSANA"],
        [1, "SOP", "SOP ada", "Menyusun SOP", "SOP"],
    ]
    incoming = read_workbook(hand_made(tmp_path / "tabel.xlsx", head, rows))
    assert not incoming.carries_ids
    assert not incoming.carries_realization
    assert incoming.plan.year == 2027
    assert [area.text for area in incoming.plan.areas] == ["MANAJEMEN PERUBAHAN", "PENATAAN TATA LAKSANA"]
    accepted = incoming.accepting_all()
    assert [
        (code(p.indexes), p.action.text, sorted(p.action.planned_months), p.action.target_percent)
        for p in accepted.plan.actions()
    ] == [
        ("I.1.1.1", "Menyusun SK", [1], 100),
        ("I.1.1.2", "Menetapkan SK", [2], 100),
        ("I.2.1.1", "Menyusun rencana", [12], 100),
        ("II.1.1.1", "Menyusun SOP", [], None),
    ]
    assert [problem.message for problem in incoming.problems] == [
        "Target “1” tidak pasti; usulan: 100%; baris ini belum diimpor."
    ]
    assert [p.action.text for p in incoming.plan.actions()] == [
        "Menyusun SK", "Menetapkan SK", "Menyusun SOP",
    ]  # fmt: skip
    assert accepted.problems[0].message == "Target “1” tidak pasti; usulan: 100%; usulan itu dipakai."


def test_a_hand_made_table_with_the_time_in_words_is_read(tmp_path: Path) -> None:
    head = [["NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU"]]
    rows = [
        ["I", "MANAJEMEN PERUBAHAN"],
        ["1", "Tim Kerja", "SK Tim", "Menyusun SK", "SK", "Februari"],
        [None, None, "Rapat", "Rapat evaluasi", "Notulen", "April, Juli s.d Agustus"],
        [None, None, "Lain", "Lainnya", "Foto", "menunggu anggaran"],
    ]
    incoming = read_workbook(hand_made(tmp_path / "tabel.xlsx", head, rows))
    assert incoming.plan.schedule_style == "text"
    assert [sorted(p.action.planned_months) for p in incoming.plan.actions()] == [[2], [4, 7, 8]]
    assert "menunggu anggaran" in incoming.problems[0].message
    assert incoming.problems[0].place.row == 7
    assert incoming.lacking == {"target_percent", "person_in_charge"}
    (_, _, waiting) = incoming.accepting(["jadwal"]).plan.actions()
    assert waiting.action.schedule_text == "menunggu anggaran"
