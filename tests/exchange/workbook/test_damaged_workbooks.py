"""Packages whose parts do not fit each other: read, or refused in a sentence, never a bug of the program."""

import re
import zipfile
from datetime import date
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.source import read_source

TITLES = ["No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Jan", "Feb", "Target", "Tanggal"]
ROW = [1, "Tim kerja", "SK", "Menerbitkan SK", "SK", "√", None, 1, date(2026, 4, 30)]


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a workbook with texts, dates, percentages and a formula."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["RENCANA AKSI TAHUN 2026"], TITLES, ["I", "MANAJEMEN PERUBAHAN"], ROW, [*ROW[:7], "=1/2"]):
        sheet.append(row)
    sheet["H4"].number_format = "0%"
    sheet.merge_cells("B3:D3")
    path = tmp_path / "asal.xlsx"
    workbook.save(path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def read(parts: dict[str, bytes], path: Path) -> str:
    """Read a package of these parts; return the sentence with which it was refused, if it was."""
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    try:
        read_source(path)
    except CannotReadError as error:
        return str(error)
    return ""


STYLES, SHEET, BOOK = (f"xl/{name}.xml" for name in ("styles", "worksheets/sheet1", "workbook"))
MISFITS = {
    "styles that end early": (STYLES, rb"<cellXfs.*</cellXfs>", b""),
    "styles without number formats": (STYLES, rb"numFmtId=\"\d+\"", b'numFmtId="9999"'),
    "styles without fonts": (STYLES, rb"<fonts.*</fonts>", b""),
    "no styles at all": (STYLES, rb"(<styleSheet[^>]*>).*(</styleSheet>)", rb"\1\2"),
    "a style that is not there": (SHEET, rb" s=\"\d+\"", b' s="77"'),
    "a style that is no number": (SHEET, rb" s=\"\d+\"", b' s="x"'),
    "a text that is not there": (SHEET, rb"t=\"inlineStr\"><is>.*?</is>", b't="s"><v>999</v>'),
    "a text that is no number": (SHEET, rb"t=\"inlineStr\"><is>.*?</is>", b't="s"><v>x</v>'),
    "a text without text": (SHEET, rb"<is>.*?</is>", b""),
    "a number that is none": (SHEET, rb"(t=\"n\"[^>]*><v>)[^<]+", rb"\g<1>x"),
    "a date that is none": (SHEET, rb"(t=\"n\"[^>]*><v>)4\d{4}", rb"\g<1>99999999999"),
    "a place that is none": (SHEET, rb" r=\"[A-I]4\"", b' r="?4"'),
    "a place beyond every sheet": (SHEET, rb" r=\"B4\"", b' r="ZZZZZZ4"'),
    "a row that is none": (SHEET, rb"<row r=\"4\"", b'<row r="x"'),
    "a kind that is none": (SHEET, rb"t=\"inlineStr\"", b't="zzz"'),
    "a merge that is none": (SHEET, rb"B3:D3", b"??:!!"),
    "no rows": (SHEET, rb"<sheetData>.*</sheetData>", b""),
    "no sheets": (BOOK, rb"<sheets>.*</sheets>", b""),
    "a sheet without a part": (BOOK, rb"r:id=\"[^\"]+\"", b'r:id="rId99"'),
}


@pytest.mark.parametrize("what", MISFITS)
def test_parts_that_do_not_fit_are_read_or_refused(
    what: str, parts: dict[str, bytes], tmp_path: Path
) -> None:
    part, pattern, replacement = MISFITS[what]
    changed = re.sub(pattern, replacement, parts[part], flags=re.DOTALL)
    assert changed != parts[part], "the trial changes nothing"
    sentence = read(parts | {part: changed}, tmp_path / "rusak.xlsx")
    assert sentence.count("\n") == 0
    assert sentence == "" or sentence.endswith(".")


def test_styles_that_end_early_are_called_damage(parts: dict[str, bytes], tmp_path: Path) -> None:
    short = re.sub(rb"<cellXfs.*</cellXfs>", b"", parts[STYLES], flags=re.DOTALL)
    assert "rusak" in read(parts | {STYLES: short}, tmp_path / "rusak.xlsx")


@pytest.mark.parametrize("seed", range(3))
def test_no_missing_piece_is_a_bug(seed: int, parts: dict[str, bytes], tmp_path: Path) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    refused = 0
    for _ in range(60):
        part = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        pieces = re.split(rb"(<[^>]+>|\"[^\"]*\")", parts[part])
        place = chance.randrange(1, len(pieces))
        pieces[place] = chance.choice([b"", b'"-1"', b'"x"', chance.choice(pieces)])
        refused += bool(read(parts | {part: b"".join(pieces)}, tmp_path / "rusak.xlsx"))
    assert refused


def test_no_missing_part_is_a_bug(parts: dict[str, bytes], tmp_path: Path) -> None:
    assert read(parts, tmp_path / "utuh.xlsx") == ""
    for name in parts:
        read({other: content for other, content in parts.items() if other != name}, tmp_path / "rusak.xlsx")
