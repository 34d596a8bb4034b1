"""A kind of document that is added to the registry appears everywhere, and nothing else is touched."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, choose_menu
from zidesk.cli import main
from zidesk.domain.document.blocks import Paragraph
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.runs import text_of
from zidesk.domain.plan.model import PlanRecord
from zidesk.printing.documents import kinds
from zidesk.printing.documents.choices import EDITION, PAPER
from zidesk.printing.documents.kinds import DocumentKind
from zidesk.printing.setting.options import Edition, PrintOptions
from zidesk.ui.printing.print_dialog import PrintDialog
from zidesk.ui.shell.main_window import MainWindow


def compose_card(record: PlanRecord, options: PrintOptions) -> Document:
    words = f"Kartu {record.unit.name} {'salinan' if options.edition is Edition.COPY else 'asli'}"
    return Document("Kartu", "KPU", (Section((Paragraph(text_of(words)),)),))


CARD = DocumentKind("kartu", "&kartu kendali", (PAPER, EDITION), compose_card)


@pytest.fixture(autouse=True)
def with_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, CARD))


def test_it_is_printed_on_the_command_line(
    example_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kartu.pdf"
    assert main(["cetak", str(example_file), str(out), "--naskah", "kartu", "--edisi", "salinan"]) == 0
    assert "Kartu Kabupaten Batang Hari salinan" in PdfReader(out).pages[0].extract_text()
    capsys.readouterr()
    assert main(["cetak", str(example_file), str(out), "--naskah", "kartu", "--gaya", "kisi"]) == 1
    assert "--gaya tidak berlaku untuk naskah kartu" in capsys.readouterr().err
    assert main(["cetak", "--help"]) == 0
    help_text = " ".join(capsys.readouterr().out.split())
    assert "yang dicetak: lampiran, keputusan, salinan, bukti, kartu" in help_text
    assert "untuk lampiran, kartu" in help_text


def test_it_is_exported_for_word_on_the_command_line(
    example_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kartu.docx"
    assert main(["ekspor", str(example_file), str(out), "--naskah", "kartu", "--edisi", "salinan"]) == 0
    assert [paragraph.text for paragraph in docx.Document(str(out)).paragraphs] == [
        "Kartu Kabupaten Batang Hari salinan"
    ]
    capsys.readouterr()
    assert main(["ekspor", "--help"]) == 0
    assert ", kartu; bawaannya lampiran" in " ".join(capsys.readouterr().out.split())


def test_it_stands_in_the_menu_and_opens_the_dialog_with_its_own_choices(
    window: MainWindow, qtbot: QtBot
) -> None:
    seen: list[object] = []

    def look(dialog: PrintDialog) -> None:
        seen.append((dialog.windowTitle(), list(dialog.boxes)))
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
        assert dialog.pdf is not None
        seen.append(PdfReader(BytesIO(dialog.pdf)).pages[0].extract_text().strip())
        dialog.boxes["edisi"].setFocus()
        QTest.keyClick(dialog.boxes["edisi"], Qt.Key.Key_Down)
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
        assert dialog.pdf is not None
        seen.append(PdfReader(BytesIO(dialog.pdf)).pages[0].extract_text().strip())
        dialog.close()

    answers = Answers().expect(PrintDialog, look)
    choose_menu(window, "Naskah", "Cetak kartu kendali…")
    assert answers.done
    assert seen == [
        ("Cetak kartu kendali", ["kertas", "edisi"]),
        "Kartu Kabupaten Batang Hari asli",
        "Kartu Kabupaten Batang Hari salinan",
    ]


def test_the_file_is_proposed_under_its_name(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kartu.pdf"

    def save(dialog: PrintDialog) -> None:
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)

    answers = Answers().expect(PrintDialog, save).expect_file(path)
    choose_menu(window, "Naskah", "Cetak kartu kendali…")
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy, timeout=20_000)
    assert "Kartu Kabupaten" in PdfReader(path).pages[0].extract_text()
