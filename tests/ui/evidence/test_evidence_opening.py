"""Evidence is opened where its name and its content are known to be harmless; all else is only saved."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, click, come_back, open_in
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
from zidesk.ui.evidence.evidence_opening import against_opening, may_be_opened
from zidesk.ui.evidence.evidence_page import EvidencePage
from zidesk.ui.shell.main_window import MainWindow

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PROGRAMS = (
    "exe com bat cmd scr pif lnk url vbs js jse wsf hta msi reg ps1 py pyw sh jar desktop appimage chm dll "
    "jnlp pyc pyzw vhd vhdx iso img hlp library-ms search-ms theme themepack ppkg sct psc1 cpl msc ade mdb "
    "docm dotm xlsm xltm xlam xlsb pptm ppsm potm dot xlt ppt odm html htm xhtml mht svg svgz xml xsl swf "
    "rtf slk iqy csv zip rar 7z cab eml msg website contact gadget one diagcab"
)


def packed(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in names:
            package.writestr(name, "isi")
    return content.getvalue()


def workbook() -> bytes:
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


HARMLESS = {
    "undangan.PDF": b"%PDF-1.7\n",
    "pindaian.pdf": b"\xef\xbb\xbf\r\n%PDF-1.4",
    "notulen.docx": packed("[Content_Types].xml", "word/document.xml"),
    "rekap.xlsx": workbook(),
    "laporan.odt": packed("mimetype", "content.xml"),
    "lama.doc": OLE + bytes(5000),
    "lama.xls": OLE + bytes(5000),
    "foto.jpg": b"\xff\xd8\xff\xe0JFIF",
    "foto.jpeg": b"\xff\xd8\xff\xe1Exif",
    "layar.png": b"\x89PNG\r\n\x1a\n...",
    "gambar.webp": b"RIFF\x10\0\0\0WEBP",
    "ponsel.heic": b"\0\0\0\x18ftypheic",
    "rapat.mp4": b"\0\0\0\x18ftypisom",
    "suara.mp3": b"ID3\x04",
    "suara.opus": b"OggS\0",
    "catatan.txt": "Rapat pukul 10.00 – selesai".encode(),
    "catatan.baru.txt": "Rapat".encode("utf-16"),
    "foto.exe.jpg": b"\xff\xd8\xff",
    "kosong.txt": b"",
}
DISGUISED = {
    "undangan.pdf": b"MZ\x90\0",
    "undangan.docx": b"MZ\x90\0",
    "foto.jpg": b"<html><script>",
    "foto.png": b"<svg xmlns='http://www.w3.org/2000/svg'>",
    "layar.gif": b"\x7fELF",
    "catatan.txt": b"MZ\x90\0\x03\0",
    "rekap.xlsx": OLE + bytes(600),
    "lama.doc": b"{\\rtf1",
    "rapat.mp4": b"#!/bin/sh\n",
    "kosong.pdf": b"",
}
WITH_MACROS = {
    "notulen.docx": packed("word/document.xml", "word/vbaProject.bin"),
    "rekap.xlsx": packed("xl/workbook.xml", "xl\\VBAPROJECT.BIN"),
    "rumus.xlsx": packed("xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
    "laporan.odt": packed("mimetype", "Basic/Standard/Module1.xml"),
    "laporan.ods": packed("mimetype", "Scripts/python/a.py"),
    "rusak.docx": packed("word/document.xml")[:-10],
    "lama.doc": OLE + bytes((1 << 20) - 20) + "_VBA_PROJECT".encode("utf-16-le") + bytes(600),
    "lama.xls": OLE + bytes(600) + b"\x85\0\x0e\0\x12\x34\0\0\0\x01\x06\0Macro1",
}


@pytest.mark.parametrize("ending", PROGRAMS.split())
def test_what_could_carry_commands_is_not_opened(ending: str) -> None:
    for name in (f"a.{ending}", f"undangan.pdf.{ending.upper()}", f"b.{ending} .", f"c.{ending}?"):
        assert not may_be_opened(name), name


@pytest.mark.parametrize(
    "name", ["tanpa akhiran", "pdf", ".pdf", "a.pdf::$DATA", "b.pdf:x.exe", "c.pdf/d.sh"]
)
def test_a_name_that_means_something_else_elsewhere_is_not_opened(name: str) -> None:
    assert not may_be_opened(name)


@pytest.mark.parametrize("name", HARMLESS)
def test_documents_pictures_sound_and_films_are_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HARMLESS[name])
    assert may_be_opened(name)
    assert against_opening(tmp_path / name) is None


@pytest.mark.parametrize("name", DISGUISED)
def test_content_that_is_not_as_the_name_says_is_not_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DISGUISED[name])
    objection = against_opening(tmp_path / name)
    assert objection is not None
    assert objection.startswith(f"Isi “{name}” bukan seperti namanya")


@pytest.mark.parametrize("name", WITH_MACROS)
def test_documents_with_macros_are_not_opened_under_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(WITH_MACROS[name])
    objection = against_opening(tmp_path / name)
    assert objection is not None
    assert objection.startswith(f"“{name}” memuat makro")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what the desktop was asked to open."""
    names: list[str] = []

    def take(url: QUrl) -> bool:
        names.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return names


@pytest.fixture
def page(empty_window: MainWindow, qtbot: QtBot, example_file: Path, tmp_path: Path) -> EvidencePage:
    contents = {"asli.pdf": b"%PDF-1.4", "samaran.pdf": b"MZ", "tamu.html": b"<html>", "lama.iso": b"CD001"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with Store.open(example_file) as store:
        attach_files(store, [tmp_path / name for name in contents], [])
    open_in(empty_window, qtbot, example_file)
    QTest.keyClick(empty_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    shown = empty_window.pages.page("bukti")
    assert isinstance(shown, EvidencePage)
    return shown


def select(page: EvidencePage, name: str) -> None:
    names = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    place = page.table.visualRect(page.model.index(names.index(name), 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_only_the_real_one_is_opened_and_the_others_are_told(
    page: EvidencePage, empty_window: MainWindow, qtbot: QtBot, opened: list[str]
) -> None:
    said = {}
    for name in ("samaran.pdf", "tamu.html", "lama.iso", "asli.pdf"):
        empty_window.messages.hide()
        come_back(empty_window, qtbot)
        select(page, name)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not empty_window.workspace.is_busy)
        said[name] = empty_window.messages.text if empty_window.messages.isVisible() else ""
    assert opened == ["asli.pdf"]
    assert "bukan seperti namanya" in said["samaran.pdf"]
    assert "mungkin sebuah program" in said["tamu.html"]
    assert "mungkin sebuah program" in said["lama.iso"]
    assert said["asli.pdf"] == ""


@pytest.mark.parametrize("agrees", [True, False])
def test_what_is_not_opened_is_saved_after_a_warning(
    page: EvidencePage, empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, agrees: bool
) -> None:
    target = tmp_path / "salinan.html"
    answers = Answers()

    def answer(box: QMessageBox) -> None:
        assert "tamu.html" in box.text()
        assert box.defaultButton().text() == "Batal"
        click(button(box, "Simpan salinan…" if agrees else "Batal"))

    answers.expect(QMessageBox, answer)
    if agrees:
        answers.expect_file(target)
    select(page, "tamu.html")
    click(button(page, "Simpan salinan…"))
    qtbot.waitUntil(lambda: answers.done and not empty_window.workspace.is_busy)
    assert (target.read_bytes() if target.exists() else b"") == (b"<html>" if agrees else b"")


def test_without_a_temporary_folder_nothing_is_opened_and_the_folder_is_named(
    page: EvidencePage,
    empty_window: MainWindow,
    qtbot: QtBot,
    opened: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak ada"))
    select(page, "asli.pdf")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(empty_window.messages.isVisible)
    assert "Folder sementara" in empty_window.messages.text
    assert opened == []
