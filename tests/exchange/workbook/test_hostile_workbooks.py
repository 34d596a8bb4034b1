import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.exchange.exchange_helpers import edited, example, export
from zidesk.domain.errors import CancelledError
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.source import read_source
from zidesk.exchange.workbook import cells as workbook_cells
from zidesk.exchange.workbook.reading import read_workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return export(example("batanghari-2026"), tmp_path / "rencana.xlsx")


def rezipped(path: Path, changes: dict[str, bytes], edit: Callable[[bytes], bytes] | None = None) -> Path:
    """Replace or add entries; ``edit`` changes the first sheet's XML."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    if edit:
        entries["xl/worksheets/sheet1.xml"] = edit(entries["xl/worksheets/sheet1.xml"])
    entries.update(changes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.filename = name  # as it is: Windows' zipfile makes "/" of a backslash
            archive.writestr(entry, content)
    return path


def refused(path: Path, sentence: str) -> None:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(CannotReadError, match=sentence) as caught:
        read_source(path)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert len(re.findall(r"\. [A-Z]", message)) == 0
    assert before is None or path.read_bytes() == before
    assert beside == sorted(path.parent.iterdir())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "tiada.xlsx", "tidak ditemukan; periksa nama dan foldernya")


@pytest.mark.parametrize("name", ["x.xlsx", "x.json", "x"])
def test_a_folder_is_no_workbook(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    refused(tmp_path / name, "adalah folder; pilihlah berkas .xlsx, .docx, .csv atau .json")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.pdf", "buka di Word lalu simpan sebagai .docx"),
        ("a", "pilihlah berkas .xlsx, .docx, .csv atau .json"),
        ("a.ods", "buka di LibreOffice lalu simpan sebagai .xlsx"),
        ("a.jpg", "adalah berkas gambar"),
        ("a.zidesk", "ekspor ke .xlsx"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_ending(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    refused(tmp_path / name, hint)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html></html>", b"Kode;Langkah"])
def test_another_kind_of_file_is_refused_by_its_content(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    refused(tmp_path / "a.xlsx", "bukan buku kerja Excel; simpanlah ulang")


def test_a_document_of_another_office_program_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "surat.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    refused(tmp_path / "surat.xlsx", "bukan buku kerja Excel")


def test_a_workbook_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    refused(tmp_path / "a.xlsx", "dikunci dengan kata sandi; buka di Excel, hapus kata sandinya")


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_the_old_format_is_named_as_such(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(OLE + bytes(2000))
    refused(tmp_path / name, r"berformat Excel lama \(\.xls\)")


@pytest.mark.parametrize("kept", [10, 200, 5000, -30])
def test_a_truncated_workbook_is_refused(kept: int, workbook: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:kept])
    refused(workbook, "rusak atau terpotong|bukan buku kerja")


def test_a_workbook_with_a_broken_part_is_refused(workbook: Path) -> None:
    refused(rezipped(workbook, {"xl/workbook.xml": b"<workbook"}), "tidak terbaca sebagai buku kerja")


def test_a_sheet_that_breaks_off_is_refused(workbook: Path) -> None:
    refused(rezipped(workbook, {}, lambda xml: xml[: len(xml) // 2]), "tidak terbaca sebagai buku kerja")


def test_macros_are_refused(workbook: Path) -> None:
    refused(rezipped(workbook, {"xl/vbaProject.bin": b"\0" * 100}), "memuat makro; simpanlah dahulu sebagai")


def test_a_macro_workbook_is_refused_by_its_ending(workbook: Path) -> None:
    refused(workbook.rename(workbook.with_suffix(".xlsm")), "memuat makro")


def test_external_links_are_refused(workbook: Path) -> None:
    refused(
        rezipped(workbook, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "mengambil isi dari berkas lain"
    )


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
)


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml",
     "docProps/core.xml", "xl/_rels/workbook.xml.rels"],
)  # fmt: skip
def test_entity_bombs_are_refused_in_every_part(part: str, workbook: Path) -> None:
    refused(rezipped(workbook, {part: BOMB}), "definisi XML yang berbahaya")


@pytest.mark.parametrize("padding", [0, 1 << 20, (1 << 20) - 5])
def test_a_document_type_is_found_behind_any_padding(padding: int, workbook: Path) -> None:
    bomb = b"<?xml version='1.0'?>" + b" " * padding + BOMB[21:]
    refused(rezipped(workbook, {"xl/styles.xml": bomb}), "definisi XML yang berbahaya")


def test_an_entity_bomb_in_another_encoding_is_refused(workbook: Path) -> None:
    bomb = BOMB.decode().encode("utf-16")
    refused(rezipped(workbook, {"xl/workbook.xml": bomb}), "definisi XML yang berbahaya")


def test_an_external_entity_is_refused(workbook: Path) -> None:
    xml = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
    refused(rezipped(workbook, {"xl/sharedStrings.xml": xml}), "definisi XML yang berbahaya")


def test_too_many_parts_are_refused(workbook: Path) -> None:
    refused(rezipped(workbook, {f"x/{n}.bin": b"" for n in range(2_100)}), "terlalu banyak bagian")


@pytest.mark.parametrize(
    "name", ["../keluar.xml", "/etc/x.xml", "..\\jahat.xml", "C:/x.xml", "xl/../../x.bin"]
)
def test_path_tricks_are_refused(name: str, workbook: Path) -> None:
    refused(rezipped(workbook, {name: b"<x/>"}), "tidak wajar; berkas ini tidak dibuka")


def test_backslashes_in_the_package_are_said_to_be_mended_in_excel(workbook: Path) -> None:
    refused(rezipped(workbook, {"xl\\lain.xml": b"<x/>"}), r"Simpan Sebagai .* Excel Workbook \(\.xlsx\)")


def test_the_strict_format_is_said_to_be_saved_otherwise_in_excel(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        xml = archive.read("xl/workbook.xml")
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    refused(rezipped(workbook, {"xl/workbook.xml": strict}), "Strict Open XML; buka di Excel, pilih Simpan")


@pytest.mark.parametrize(("value", "is_read"), [(" ", True), ("x", False)])
def test_a_cell_in_the_last_row_is_passed_over_or_named(value: str, is_read: bool, workbook: Path) -> None:
    with edited(workbook) as book:
        book["Realisasi"]["C1048576"] = value
    if is_read:
        assert read_workbook(workbook).problems == ()
    else:
        refused(workbook, "berisi sesuatu di sel C1048576, .* Ctrl\\+End, hapus baris itu")


def test_an_entry_that_stands_twice_is_refused(workbook: Path) -> None:
    with zipfile.ZipFile(workbook, "a") as archive:
        archive.writestr("XL/Workbook.xml", "<workbook/>")
    refused(workbook, "tidak wajar")


def test_a_zip_bomb_is_refused(workbook: Path) -> None:
    refused(rezipped(workbook, {"xl/media/image1.png": bytes(60_000_000)}), "mengembang terlalu besar")


def test_one_enormous_cell_is_refused(workbook: Path) -> None:
    def swell(xml: bytes) -> bytes:
        return xml.replace(b"Menerbitkan SK", b"A" * 80_000_000, 1)

    refused(rezipped(workbook, {}, swell), "mengembang terlalu besar")


def test_giant_styles_are_refused(workbook: Path) -> None:
    noise = os.urandom(4_000_000).hex().encode()
    refused(
        rezipped(workbook, {"xl/styles.xml": b"<styleSheet>" + noise + b"</styleSheet>"}),
        "mengembang terlalu",
    )


def test_rows_without_end_are_refused(workbook: Path) -> None:
    def far_away(xml: bytes) -> bytes:
        return xml.replace(
            b"</sheetData>", b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
        )

    refused(rezipped(workbook, {}, far_away), "lebih dari 60000 baris|tidak terbaca sebagai buku kerja")


def test_too_many_sheets_are_refused(tmp_path: Path) -> None:
    many = Workbook()
    for _ in range(45):
        many.create_sheet()
    many.save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", "lebih dari 40 lembar")


def test_too_many_cells_are_refused(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "MAX_CELLS", 500)
    refused(workbook, "terlalu banyak sel")


def test_a_workbook_without_a_plan_is_refused(tmp_path: Path) -> None:
    other = Workbook()
    other["Sheet"]["A1"] = "Daftar hadir"
    other.save(tmp_path / "hadir.xlsx")
    refused(
        tmp_path / "hadir.xlsx", "tidak ditemukan tabel dengan kolom Komponen, Indikator dan Langkah Aksi"
    )


def test_an_export_of_a_newer_zidesk_is_refused(workbook: Path) -> None:
    with edited(workbook) as book:
        book["zidesk"]["B2"] = 2
    refused(workbook, "zidesk yang lebih baru; perbarui zidesk")


def test_a_wrong_dimension_does_not_hide_rows(workbook: Path) -> None:
    rezipped(workbook, {}, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', xml))
    assert sum(1 for _ in read_workbook(workbook).plan.actions()) == 68


def test_reading_can_be_cancelled(workbook: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise CancelledError("Dibatalkan.")

    with edited(workbook) as book:
        for row in range(1, 600):
            book["Bukti"].cell(row, 1).value = "x"
    with pytest.raises(CancelledError):
        read_workbook(workbook, cancel)


def test_formulas_are_written_as_text_and_never_run(tmp_path: Path) -> None:
    from dataclasses import replace

    from zidesk.domain.plan.model import Area

    record = example("batanghari-2026")
    plan = replace(record.plan, title="=1+1", areas=(Area("@SUM(A1)", id="a"), *record.plan.areas))
    path = export(replace(record, plan=plan, unit=replace(record.unit, seat="+62")), tmp_path / "a.xlsx")
    book = load_workbook(path)
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[:1] in "=+-@"
    ]
    assert {cell.value for cell in cells} >= {"=1+1", "@SUM(A1)", "+62"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


HUNGRY = """
import re, sys
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.reading import read_workbook
try:
    read_workbook(sys.argv[1])
except CannotReadError as error:
    print(error)
# What getrusage says counts the memory of the process that started this one, too.
print(int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def sheet_of_many_cells() -> bytes:
    row = b"<row>" + b"".join(b"<c t='n'><v>%d</v></c>" % n for n in range(50)) + b"</row>"
    return (
        b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        + row * 30_000
    )


def many_strings() -> bytes:
    head = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
    return head + b"".join(b"<si><t>%x</t></si>" % n for n in range(1_600_000)) + b"</sst>"


@pytest.mark.skipif(sys.platform != "linux", reason="needs the memory figures of Linux")
@pytest.mark.parametrize("part", ["cells", "strings"])
def test_memory_stays_under_500_megabytes(part: str, tmp_path: Path) -> None:
    small = io.BytesIO()
    Workbook().save(small)
    path = tmp_path / "besar.xlsx"
    path.write_bytes(small.getvalue())
    if part == "cells":
        rezipped(path, {"xl/worksheets/sheet1.xml": sheet_of_many_cells() + b"</sheetData></worksheet>"})
    else:
        types = zipfile.ZipFile(path).read("[Content_Types].xml")
        override = (
            b"<Override PartName='/xl/sharedStrings.xml' ContentType='application/vnd."
            b"openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'/></Types>"
        )
        types = types if b"sharedStrings" in types else types.replace(b"</Types>", override)
        rezipped(path, {"xl/sharedStrings.xml": many_strings(), "[Content_Types].xml": types})
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY, str(path)], capture_output=True, text=True, check=True, timeout=110,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    message, megabytes = done.stdout.splitlines()
    assert "berisi terlalu banyak" in message
    assert int(megabytes) < 500
