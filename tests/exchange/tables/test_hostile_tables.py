"""Files that would take all memory or time, or are no tables: refused with one sentence."""

import time
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.source import read_clipboard, read_source

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(path: Path, body: str, head: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        xml = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return path


def refused(path: Path, hint: str) -> None:
    started = time.monotonic()
    with pytest.raises(CannotReadError, match=hint) as caught:
        read_source(path)
    assert str(caught.value).endswith(".")
    assert time.monotonic() - started < 30


def test_tables_a_thousand_deep_are_refused(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 1000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1000
    refused(document(tmp_path / "a.docx", body), "bersusun terlalu dalam")


def test_an_entity_bomb_in_a_document_is_refused(tmp_path: Path) -> None:
    head = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    refused(document(tmp_path / "a.docx", "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head), "definisi XML")


def test_a_document_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    refused(document(tmp_path / "a.docx", "<w:p/>" * 8_000_000), "mengembang terlalu besar")


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    refused(document(tmp_path / "a.docx", "<w:p>"), "tidak terbaca sebagai dokumen Word")


def test_a_document_without_tables_is_refused(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Surat")
    made.save(str(tmp_path / "a.docx"))
    refused(tmp_path / "a.docx", "tidak ditemukan tabel")


@pytest.mark.parametrize(
    ("name", "hint"), [("a.doc", r"Word lama \(.doc\)"), ("a.docm", "makro"), ("a.docx", "Word lama")]
)
def test_old_and_macro_documents_are_refused(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    refused(tmp_path / name, f"{hint}|Word lama")


@pytest.mark.parametrize("content", [b"a;b\0c\n", b"\xff\xfea", b"\xff\xfe\x00\xd8\x00\x00"])
def test_a_text_of_another_encoding_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    refused(tmp_path / "a.csv", "bukan teks yang dikenal")


def test_a_huge_text_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(1_000_000_000)
    refused(tmp_path / "a.csv", "terlalu besar")


@pytest.mark.parametrize("content", ["x" * 3_000_000, '"' + "x\n" * 100_000, ";" * 600_000, "a\n" * 70_000])
def test_a_text_that_is_no_table_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(content)
    refused(tmp_path / "a.csv", "tidak terbaca sebagai tabel|terlalu besar|tidak ditemukan|lebih dari 256")


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "tiada.csv", "tidak ditemukan; periksa nama dan foldernya")


def test_many_rows_take_linear_time() -> None:
    head = "No\tKomponen\tIndikator\tLangkah Aksi\tBukti\tWaktu\nI\tManajemen Perubahan\n"
    rows = "".join(f"{n}\tKomponen {n}\tIndikator {n}\tLangkah {n}\tSK\tMei\n" for n in range(8_000))
    started = time.monotonic()
    assert sum(1 for _ in read_clipboard(head + rows).plan.actions()) == 8_000
    assert time.monotonic() - started < 60


def test_the_same_step_again_and_again_takes_linear_time() -> None:
    head = "No\tKomponen\tIndikator\tLangkah Aksi\tBukti\tWaktu\nI\tManajemen Perubahan\n"
    rows = "".join(f"1\tK\tI\tLangkah\tSK\t{'Mei' if n % 2 else 'Juni'}\n" for n in range(8_000))
    rows += "".join(f"\t\t\t\tlanjutan bukti nomor {n}\t\n" for n in range(8_000))
    started = time.monotonic()
    read_clipboard(head + rows).accepting_all()
    assert time.monotonic() - started < 60


HEAD = ["No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Waktu"]


def workbook(path: Path, merge: str = "", far: int = 0) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, ["I", "Pengawasan"], [1, "K", "I", "A", "B", "Mei"]):
        sheet.append(row)
    if far:
        sheet.cell(3, far, "x")
    if merge:
        sheet.merged_cells.add(merge)
    book.save(path)
    return path


def test_a_cell_that_is_merged_over_the_whole_sheet_takes_no_time(tmp_path: Path) -> None:
    started = time.monotonic()
    read_source(workbook(tmp_path / "a.xlsx", "A4:XFD1048576"))
    assert time.monotonic() - started < 30


def test_a_sheet_that_is_too_wide_is_refused_not_cut(tmp_path: Path) -> None:
    refused(workbook(tmp_path / "a.xlsx", far=300), "lebih dari 256 kolom")


def test_what_was_deleted_with_changes_tracked_is_not_read(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    rows = [HEAD, ["I", "Pengawasan", "", "", "", ""], ["1", "K", "I", "A", "B", "Mei"]]
    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    gone = "<w:del><w:r><w:delText>Juni</w:delText></w:r></w:del>"
    body = f"<w:tbl>{table.replace('<w:t>Mei</w:t></w:r>', f'<w:t>Mei</w:t></w:r>{gone}')}</w:tbl>"
    (path,) = read_source(document(tmp_path / "a.docx", body)).plan.actions()
    assert path.action.schedule_text == "Mei"


def test_text_around_a_box_in_a_cell_is_read_whole(tmp_path: Path) -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent></w:r>"
    cells = [f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in HEAD]
    step = [
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("1", "K", "I", "A", "B", "Mei")
    ]
    step[3] = f"<w:tc><w:p><w:r><w:t>Rapat </w:t></w:r>{box}<w:r><w:t>tim</w:t></w:r></w:p></w:tc>"
    area = "<w:tc><w:p><w:r><w:t>I. Pengawasan</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in (cells, [area], step))
    (path,) = read_source(document(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")).plan.actions()
    assert "Rapat tim" in path.action.text
    assert "kotak" in path.action.text
