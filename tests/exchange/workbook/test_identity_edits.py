"""What somebody typed over on the Identitas sheet of an export: not imported, and listed."""

from pathlib import Path

from tests.exchange.exchange_helpers import EXAMPLES, edited, example, export, reread, row_of
from zidesk.domain.importing.incoming import Place
from zidesk.exchange.workbook.reading import read_workbook


def test_an_untouched_identity_shows_no_edits(tmp_path: Path) -> None:
    for name in EXAMPLES:
        record = example(name)
        assert reread(record, tmp_path / f"{name}.xlsx").identity_edits == ()


def test_edits_of_the_identity_are_listed_with_their_rows(tmp_path: Path) -> None:
    record = example("batanghari-2026")
    path = export(record, tmp_path / "kirim.xlsx")
    with edited(path) as workbook:
        sheet = workbook["Identitas"]
        for label, value in (
            ("Nama ketua", "SITI AMINAH"),
            ("Kedudukan", "Muara Tembesi"),
            ("Status", "ditetapkan"),
            ("Nomor keputusan", 10),
            ("Tanggal keputusan", "22/01/2026"),
            ("Judul", "Rencana yang lain"),
        ):
            sheet.cell(row_of(sheet, label), 2).value = value
    edits = read_workbook(path).identity_edits
    assert [(edit.label, edit.text) for edit in edits] == [
        ("Kedudukan", "Muara Tembesi"),
        ("Nama ketua", "SITI AMINAH"),
        ("Status", "ditetapkan"),
        ("Judul", "Rencana yang lain"),
    ]
    assert edits[1].place == Place("Identitas", 6, 2)


def test_a_workbook_that_does_not_remember_its_identity_lists_no_edits(tmp_path: Path) -> None:
    path = export(example("batanghari-2026"), tmp_path / "kirim.xlsx")
    with edited(path) as workbook:
        workbook["Identitas"].cell(6, 2).value = "SITI AMINAH"
        hidden = workbook["zidesk"]
        for row in hidden.iter_rows():
            if str(row[0].value).startswith("identitas "):
                row[0].value = None
    incoming = read_workbook(path)
    assert incoming.identity_edits == ()
    assert incoming.unit is not None
    assert incoming.unit.chair_name == "SITI AMINAH"
