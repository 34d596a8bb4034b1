"""Import, export and print through the window's menus, and the files read back."""

import json
import threading
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, type_file_name
from zidesk.db.operations import imports
from zidesk.db.operations.nodes import edit_node
from zidesk.domain.plan.model import NodeKind, PlanStatus
from zidesk.domain.ticker import silent
from zidesk.printing.documents.kinds import KINDS
from zidesk.ui.importing.import_preview import ImportPreviewDialog
from zidesk.ui.importing.import_target_dialog import ImportTargetDialog
from zidesk.ui.plan_making.identity_dialogs import AdoptDialog, IdentityDialog
from zidesk.ui.printing.page_preview import render_page
from zidesk.ui.printing.print_dialog import PrintDialog, document_writer
from zidesk.ui.printing.print_flow import print_pages
from zidesk.ui.shell.main_window import MainWindow


def export(window: MainWindow, qtbot: QtBot, entry: str, path: Path) -> None:
    answers = Answers().expect_file(path)
    choose_menu(window, "Berkas", entry)
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy, timeout=20_000)


def test_the_exported_workbook_says_where_it_is_and_holds_the_plan(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    assert str(path) in window.messages.text
    assert button(window.messages, "Buka").isVisible()
    assert button(window.messages, "Tampilkan di folder").isVisible()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Rencana Aksi", "Realisasi"]
    texts = {cell.value for row in book["Rencana Aksi"].iter_rows() for cell in row}
    record = window.workspace.record
    assert record is not None
    assert next(record.plan.actions()).action.text in texts
    book.close()


def test_the_exported_json_holds_the_unit_and_year(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "rencana.json"
    export(window, qtbot, "Ekspor JSON", path)
    text = path.read_text(encoding="utf-8")
    assert isinstance(json.loads(text), dict)
    assert "Batang Hari" in text
    assert "2026" in text


def test_an_export_into_a_folder_that_has_gone_is_refused_in_one_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    answers = Answers().expect(QFileDialog, lambda dialog: save_where_the_folder_goes(dialog, folder))
    choose_menu(window, "Berkas", "Ekspor Excel")
    qtbot.waitUntil(lambda: answers.done and window.messages.isVisible(), timeout=20_000)
    assert "tidak ada; pilihlah folder lain" in window.messages.text


def test_an_export_whose_ending_was_left_out_replaces_no_file_unasked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "laporan.xlsx"
    other.write_bytes(b"milik orang lain")
    answers = Answers().expect_file(tmp_path / "laporan")
    choose_menu(window, "Berkas", "Ekspor Excel")
    qtbot.waitUntil(lambda: answers.done and window.messages.isVisible(), timeout=20_000)
    assert "laporan.xlsx sudah ada dan tidak ditimpa" in window.messages.text
    assert other.read_bytes() == b"milik orang lain"


def test_an_export_called_like_another_kind_of_file_is_refused(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    answers = Answers().expect_file(tmp_path / "laporan.pdf")
    choose_menu(window, "Berkas", "Ekspor Excel")
    qtbot.waitUntil(lambda: answers.done and window.messages.isVisible(), timeout=20_000)
    assert "pakailah nama “laporan.xlsx”" in window.messages.text
    assert not list(tmp_path.glob("laporan*"))


def save_where_the_folder_goes(dialog: QFileDialog, folder: Path) -> None:
    dialog.fileSelected.connect(lambda _name: folder.rmdir())
    type_file_name(dialog, folder / "x.xlsx")


def retype(path: Path, column: int, *texts: str) -> None:
    """Retype the cells of one column in the first rows of an exported plan."""
    book = openpyxl.load_workbook(path)
    sheet = book["Rencana Aksi"]
    first = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "I") + 1
    for row, text in enumerate(texts, first):
        sheet.cell(row, column).value = text
    book.save(path)


def undo_the_import(window: MainWindow, qtbot: QtBot) -> None:
    """Press Ctrl+Z and agree that a whole import goes back."""
    come_back(window, qtbot)

    def agree(box: QMessageBox) -> None:
        assert "kirim.xlsx" in box.text()
        assert box.informativeText().startswith("Semua yang diambil oleh impor itu")
        click(button(box, "Urungkan"))

    answers = Answers().expect(QMessageBox, agree)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers.done


def test_an_import_is_applied_as_one_undo_step(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    retype(path, 5, "Lain 1", "Lain 2", "Lain 3")
    workspace = window.workspace
    original = workspace.record
    assert original is not None

    def cancel(dialog: ImportPreviewDialog) -> None:
        assert dialog.apply_button.text() == "Terapkan 3 perubahan"
        click(dialog.cancel_button)

    answers = Answers().expect_file(path).expect(ImportPreviewDialog, cancel)
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done, timeout=20_000)
    assert workspace.record == original

    answers = (
        Answers().expect_file(path).expect(ImportPreviewDialog, lambda dialog: click(dialog.apply_button))
    )
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done and workspace.record != original, timeout=20_000)
    assert workspace.undo_name is not None
    assert "kirim.xlsx" in workspace.undo_name
    undo_the_import(window, qtbot)
    assert workspace.record == original


def test_what_was_typed_in_zidesk_since_the_export_stays_and_what_both_changed_is_asked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    retype(path, 5, "Excel 1", "Excel 2")
    workspace = window.workspace
    assert workspace.record is not None
    rows = [each.action.id for each in workspace.record.plan.actions()]
    for number in (1, 2, 3):
        row, text = rows[number - 1], f"zidesk {number}"
        workspace.run(lambda store, row=row, text=text: edit_node(store, NodeKind.ACTION, row, text=text))
    edited = workspace.record

    def take_the_second(dialog: ImportPreviewDialog) -> None:
        assert dialog.tabs.tabText(0) == "Bentrok (2)"
        table = dialog.conflicts.table
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Down)
        QTest.keyClick(table, Qt.Key.Key_Space)
        click(dialog.apply_button)

    answers = Answers().expect_file(path).expect(ImportPreviewDialog, take_the_second)
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done and workspace.record != edited, timeout=20_000)
    texts = [each.action.text for each in workspace.record.plan.actions()]
    assert texts[:3] == ["zidesk 1", "Excel 2", "zidesk 3"]


def test_the_window_does_not_wait_while_an_import_is_compared(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    threads = []

    def compare_here(*arguments: Any) -> imports.ImportPreview:
        threads.append(threading.current_thread())
        return preview_import(*arguments)

    preview_import = imports.preview_import
    monkeypatch.setattr(imports, "preview_import", compare_here)
    answers = (
        Answers().expect_file(path).expect(ImportPreviewDialog, lambda dialog: click(dialog.cancel_button))
    )
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done, timeout=20_000)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def edit_as_a_clerk(path: Path) -> None:
    """Retype a text, tick March, write a mark nobody knows, delete a row, add one, change the chair."""
    book = openpyxl.load_workbook(path)
    sheet = book["Rencana Aksi"]
    first = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "I") + 1
    sheet.cell(first, 5).value = "Mengevaluasi Tim Kerja tahun lalu"
    sheet.cell(first, 9).value = "v"
    sheet.cell(first + 2, 7).value = "mungkin"
    sheet.delete_rows(first + 4)
    sheet.insert_rows(first + 1)
    sheet.cell(first + 1, 5).value = "Menetapkan tim yang baru"
    identity = book["Identitas"]
    identity.cell(6, 2).value = "SITI AMINAH"
    book.save(path)


def test_a_workbook_edited_in_excel_is_previewed_with_its_problems_and_undone_at_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    edit_as_a_clerk(path)
    workspace = window.workspace
    original = workspace.record
    assert original is not None
    seen: dict[str, list[str]] = {}

    def look_and_apply(dialog: ImportPreviewDialog) -> None:
        seen["filters"] = [each.text() for each in dialog.filters.values()]
        model = dialog.problems.model()
        seen["problems"] = [
            f"{model.index(row, 0).data()}: {model.index(row, 1).data()}" for row in range(model.rowCount())
        ]
        click(dialog.apply_button)

    answers = Answers().expect_file(path).expect(ImportPreviewDialog, look_and_apply)
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done and workspace.record != original, timeout=20_000)
    assert seen["filters"] == ["Semua 69", "Baru 1", "Berubah 2", "Tidak ada di sumber 1", "Sama 65"]
    assert seen["problems"] == [
        (
            "Rencana Aksi, baris 12, kolom G: "
            "Tanda “mungkin” di kolom bulan tidak dikenali; dibaca direncanakan."
        ),
        (
            "Identitas, baris 6, kolom B: Nama ketua diubah menjadi “SITI AMINAH”, "
            "tetapi identitas tidak ikut diimpor; ubahlah lewat menu Rencana > Identitas rencana…"
        ),
    ]
    changed = workspace.record
    assert changed is not None
    texts = [each.action.text for each in changed.plan.actions()]
    assert texts[:2] == ["Mengevaluasi Tim Kerja tahun lalu", "Menetapkan tim yang baru"]
    assert next(changed.plan.actions()).action.planned_months == {1, 3}
    assert len(texts) == 68
    assert changed.unit == original.unit
    undo_the_import(window, qtbot)
    assert workspace.record == original


def test_an_untouched_export_has_nothing_to_import(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kirim.xlsx"
    export(window, qtbot, "Ekspor Excel", path)
    texts: list[str] = []

    def look(dialog: ImportPreviewDialog) -> None:
        texts.append(dialog.apply_button.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect_file(path).expect(ImportPreviewDialog, look)
    choose_menu(window, "Berkas", "Impor…")
    qtbot.waitUntil(lambda: answers.done, timeout=20_000)
    assert texts == ["Tidak ada perubahan"]


def test_importing_without_an_open_file_makes_a_new_one(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    source = Path(__file__).parents[3] / "resources" / "examples" / "jambi-2026.json"
    target = tmp_path / "Jambi.zidesk"
    answers = (
        Answers()
        .expect_file(source)
        .expect(ImportPreviewDialog, lambda dialog: click(dialog.apply_button))
        .expect_file(target)
    )
    click(empty_window.start_page.import_file)
    workspace = empty_window.workspace
    qtbot.waitUntil(lambda: answers.done and workspace.record is not None, timeout=20_000)
    assert workspace.path == target
    assert workspace.record is not None
    assert workspace.record.unit.name == "Provinsi Jambi"
    assert sum(1 for _ in workspace.record.plan.actions()) == 70


def test_a_source_that_does_not_say_whose_it_is_is_asked_about(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "tabel tangan.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Waktu", "Target"])
    sheet.append(["I", "MANAJEMEN PERUBAHAN"])
    sheet.append([1, "Tim Kerja", "Menerbitkan SK", "Membentuk tim", "SK", "Januari", "100%"])
    book.save(source)
    named: list[str] = []

    def name_it(dialog: ImportTargetDialog) -> None:
        line = dialog.name.lineEdit()
        assert line is not None
        QTest.keyClicks(line, "Kabupaten Merangin")
        click(dialog.accept_button)
        named.append(dialog.unit_name)

    answers = (
        Answers()
        .expect(ImportTargetDialog, name_it)
        .expect(ImportPreviewDialog, lambda dialog: click(dialog.cancel_button))
    )
    empty_window.exchange.import_path(source)
    qtbot.waitUntil(lambda: answers.done, timeout=20_000)
    assert named == ["Kabupaten Merangin"]
    assert not empty_window.workspace.store_open


def test_the_print_dialog_previews_the_pages_and_saves_that_pdf(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "lampiran.pdf"
    seen: list[str] = []

    def look_and_save(dialog: PrintDialog) -> None:
        qtbot.waitUntil(lambda: dialog.preview.pages > 1, timeout=20_000)
        seen.append(dialog.preview.page_number.text())
        click(dialog.preview.after)
        qtbot.waitUntil(lambda: dialog.preview.page_number.text().startswith("Halaman 2 "))
        QTest.keyClick(dialog.boxes["kertas"], Qt.Key.Key_End)
        assert not dialog.save_button.isEnabled()
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
        click(dialog.save_button)

    answers = Answers().expect(PrintDialog, look_and_save).expect_file(path)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy, timeout=20_000)
    reader = PdfReader(path)
    assert seen[0].startswith("Halaman 1 dari ")
    sides = sorted(float(side) for side in reader.pages[0].mediabox[2:])
    assert sides == pytest.approx([595.3, 841.9], abs=1)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    record = window.workspace.record
    assert record is not None
    assert " ".join(next(record.plan.actions()).action.text.split())[:30] in text


def test_characters_that_cannot_be_printed_are_named_in_the_print_dialog(
    window: MainWindow, qtbot: QtBot
) -> None:
    workspace = window.workspace
    assert workspace.record is not None
    action_id = next(workspace.record.plan.actions()).action.id
    workspace.run(lambda store: edit_node(store, NodeKind.ACTION, action_id, text="Rapat \u6f22 evaluasi"))
    sentences: list[str] = []

    def look(dialog: PrintDialog) -> None:
        qtbot.waitUntil(dialog.warning.isVisible, timeout=20_000)
        sentences.append(dialog.warning.text)
        assert dialog.save_button.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(PrintDialog, look)
    choose_menu(window, "Naskah", "Cetak lampiran…")
    assert answers.done
    assert len(sentences) == 1
    assert "\u6f22; gantilah" in sentences[0]


def test_pages_reach_the_printer_in_their_own_size(window: MainWindow, tmp_path: Path) -> None:
    record = window.workspace.record
    assert record is not None
    from zidesk.printing.setting.options import PrintOptions

    pdf = document_writer(KINDS[0], record, PrintOptions())(silent).pdf
    pages = render_page(pdf, 0, 100).pages
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    assert print_pages(pdf, printer, 1, 2, silent) == 2
    printed = PdfReader(tmp_path / "cetak.pdf")
    assert len(printed.pages) == 2
    assert pages > 2
    sides = sorted(float(side) for side in printed.pages[0].mediabox[2:])
    assert sides == pytest.approx([609.4, 935.4], abs=3)


def test_identity_is_saved_as_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    before = workspace.record
    assert before is not None

    def fill_in(dialog: IdentityDialog) -> None:
        for field, text in ((dialog.chair, "SITI AMINAH"), (dialog.number, "77")):
            field.selectAll()
            QTest.keyClicks(field, text)
        click(dialog.accept_button)

    answers = Answers().expect(IdentityDialog, fill_in)
    choose_menu(window, "Rencana", "Identitas rencana…")
    assert answers.done
    assert workspace.record is not None
    assert workspace.record.unit.chair_name == "SITI AMINAH"
    assert workspace.record.plan.decree_number == "77"
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.record == before


def test_adopting_the_plan_locks_it_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    answers = Answers().expect(AdoptDialog, lambda dialog: click(dialog.accept_button))
    choose_menu(window, "Rencana", "Tetapkan…")
    assert answers.done
    workspace = window.workspace
    assert workspace.record is not None
    assert workspace.record.plan.status is PlanStatus.DITETAPKAN
    action_id = next(workspace.record.plan.actions()).action.id
    assert workspace.run(lambda store: edit_node(store, NodeKind.ACTION, action_id, text="x")) is None
    assert window.messages.isVisible()
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.record.plan.status is PlanStatus.DRAF
