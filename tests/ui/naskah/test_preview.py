"""The live preview: the bytes that are saved and printed, newest first, at the place being worked on."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, click
from tests.ui.naskah.conftest import CONSIDERING, CONTROL, Desk
from zidesk.domain.decree.model import ClausePart
from zidesk.domain.decree.parts import DecreePart
from zidesk.ui.naskah import page_making
from zidesk.ui.naskah.page_making import MadePages
from zidesk.ui.naskah.preview_pane import PreviewPane
from zidesk.ui.printing import pdfium, print_flow
from zidesk.ui.shell import settings


def is_ready(pane: PreviewPane) -> bool:
    return pane.is_current and pane.view.is_fresh and pane._places is not None


def shown_text(pane: PreviewPane) -> str:
    assert pane.pages is not None
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pane.pages.pdf)).pages)


@pytest.fixture
def pane(desk: Desk, qtbot: QtBot) -> PreviewPane:
    """The preview of the example, made and in sight."""
    qtbot.waitUntil(lambda: is_ready(desk.page.preview))
    return desk.page.preview


@pytest.fixture
def made(pane: PreviewPane) -> Iterator[list[MadePages]]:
    """Every version that was made from now on."""
    found: list[MadePages] = []
    pane.made.connect(found.append)
    yield found
    pane.made.disconnect(found.append)


def test_what_is_typed_is_seen_before_it_is_stored(desk: Desk, pane: PreviewPane, qtbot: QtBot) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("zebrakuning ")
    qtbot.waitUntil(lambda: is_ready(pane) and "zebrakuning" in shown_text(pane))
    desk.entries.commit()
    qtbot.waitUntil(lambda: is_ready(pane))
    assert "zebrakuning" in shown_text(pane)
    desk.press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: is_ready(pane) and "zebrakuning" not in shown_text(pane))


def test_work_that_is_outdated_is_dropped(
    desk: Desk, pane: PreviewPane, made: list[MadePages], qtbot: QtBot
) -> None:
    record = desk.window.workspace.record
    for _ in range(30):
        pane.show_record(record)
        pane._make()
    assert not pane.is_current
    qtbot.waitUntil(lambda: is_ready(pane))
    assert len(made) == 1


def test_a_version_finished_but_outdated_meanwhile_is_not_shown(
    desk: Desk, pane: PreviewPane, made: list[MadePages], qtbot: QtBot
) -> None:
    record = desk.window.workspace.record
    pane.show_record(record)
    pane._make()
    # The worker finishes while the window is busy; what it made waits in the queue of events.
    qtbot.waitUntil(lambda: True)
    QTest.qSleep(800)
    pane.show_record(record, typing=True)
    qtbot.waitUntil(lambda: is_ready(pane))
    assert len(made) == 1


def test_two_hundred_versions_leave_no_page_behind(
    desk: Desk, pane: PreviewPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    open_pages, close_pages = pdfium.PdfPages.__init__, pdfium.PdfPages.__exit__

    def opening(self: pdfium.PdfPages, pdf: bytes) -> None:
        open_pages(self, pdf)
        opened.append(1)

    def closing(self: pdfium.PdfPages, *error: object) -> None:
        close_pages(self, *error)  # type: ignore[arg-type]
        opened.append(-1)

    monkeypatch.setattr(pdfium.PdfPages, "__init__", opening)
    monkeypatch.setattr(pdfium.PdfPages, "__exit__", closing)
    assert pane.pages is not None
    for _ in range(200):
        pane.view.show_document(pane.pages.pdf, pane.pages.sizes)
        qtbot.waitUntil(lambda: pane.view.is_fresh)
    assert sum(opened) == 0
    assert len(opened) >= 400
    assert pane.view.kept_pictures <= 6
    assert len(pane._tasks) <= 1


def test_scrolling_through_keeps_the_pictures_in_sight_only(pane: PreviewPane, qtbot: QtBot) -> None:
    for page in range(pane.view.pages):
        pane.view.go_to_page(page)
        qtbot.waitUntil(lambda: pane.view.is_fresh)
        assert pane.view.kept_pictures <= 7
    assert pane.page_number.text() == f"{pane.view.pages} dari {pane.view.pages}"
    assert not pane.after.isEnabled()


def test_the_place_stays_through_edits_and_zoom(desk: Desk, pane: PreviewPane, qtbot: QtBot) -> None:
    pane.view.go_to_page(5)
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().value() + 100)
    before = pane.view.place()
    pane.show_record(desk.window.workspace.record)
    qtbot.waitUntil(lambda: is_ready(pane))
    assert pane.view.place() == before
    click(pane.larger)
    assert pane.view.zoom is not None
    place = pane.view.place()
    assert place.page == before.page
    assert abs(place.share - before.share) < 0.02
    click(pane.fit)
    assert pane.view.zoom is None


def test_the_preview_follows_what_is_edited(desk: Desk, pane: PreviewPane, qtbot: QtBot) -> None:
    desk.open_part("Maksud")
    desk.click_text(0)
    title = "Maksud dan Tujuan"
    assert pane.pages is not None
    pages = [page.extract_text() for page in PdfReader(BytesIO(pane.pages.pdf)).pages]
    expected = next(number for number, text in enumerate(pages) if title in text)
    qtbot.waitUntil(lambda: expected in pane.view._in_sight())
    desk.open_part("Identitas")
    qtbot.waitUntil(lambda: pane.view.page == 0)


def click_on(pane: PreviewPane, page: int, words: str) -> None:
    """Click the middle of the first of ``words`` on a page."""
    import pypdfium2

    assert pane.pages is not None
    document = pypdfium2.PdfDocument(pane.pages.pdf)
    sheet = document[page]
    text = sheet.get_textpage()
    index, _count = text.search(words).get_next()
    left, bottom, right, top = text.get_charbox(index)
    text.close()
    sheet.close()
    document.close()
    view = pane.view
    height = pane.pages.sizes[page][1]
    view.reveal(page, height - top)
    scale, rect = view._page_scale(page), view._rect(page)
    x = rect.x() + round((left + right) / 2 * scale)
    y = rect.y() + round((height - (top + bottom) / 2) * scale)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_a_click_leads_to_the_clause_or_paragraph(desk: Desk, pane: PreviewPane, qtbot: QtBot) -> None:
    click_on(pane, 0, "Undang-Undang Nomor 25 Tahun 2009")
    qtbot.waitUntil(lambda: desk.entries.edited == desk.decree.recalling[1].id)
    assert desk.page.editor.part == DecreePart(ClausePart.RECALLING)
    assert desk.editor.hasFocus()
    click_on(pane, 0, "daya saing")
    qtbot.waitUntil(lambda: desk.entries.edited == desk.decree.considering[1].id)
    click_on(pane, 0, "KOMISI PEMILIHAN UMUM")
    qtbot.waitUntil(lambda: desk.page.stack.currentWidget() is desk.page.identity)


@pytest.mark.parametrize(("name", "word"), [("salinan", "SALINAN"), ("lampiran", "LAMPIRAN")])
def test_another_document_is_chosen_above_it(
    desk: Desk, pane: PreviewPane, qtbot: QtBot, name: str, word: str
) -> None:
    pane.kind_box.setCurrentIndex(pane.kind_box.findData(name))
    qtbot.waitUntil(lambda: is_ready(pane))
    assert pane.pages is not None
    assert pane.pages.kind.name == name
    assert word in PdfReader(BytesIO(pane.pages.pdf)).pages[0].extract_text()


def test_the_very_bytes_shown_are_saved_after_what_was_typed(
    desk: Desk, pane: PreviewPane, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("zebrabiru ")
    target = tmp_path / "Keputusan.pdf"
    answers = Answers().expect_file(target)
    click(pane.save_button)
    qtbot.waitUntil(lambda: answers.done and target.exists() and not desk.window.workspace.is_busy)
    assert desk.texts(CONSIDERING)[0].startswith("zebrabiru")
    assert pane.pages is not None
    assert target.read_bytes() == pane.pages.pdf
    assert "zebrabiru" in shown_text(pane)


def test_the_very_bytes_shown_are_printed(
    desk: Desk, pane: PreviewPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr(print_flow, "print_pages", lambda pdf, *_rest: printed.append(pdf) or 1)
    answers = Answers().expect(QPrintDialog, lambda dialog: dialog.accept())
    click(pane.print_button)
    qtbot.waitUntil(lambda: answers.done and bool(printed))
    assert pane.pages is not None
    assert printed == [pane.pages.pdf]
    qtbot.waitUntil(lambda: not desk.window.workspace.is_busy)


def test_what_is_shown_is_saved_as_word(desk: Desk, pane: PreviewPane, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "Keputusan.docx"
    answers = Answers().expect_file(target)
    click(pane.word_button)
    qtbot.waitUntil(
        lambda: answers.done and target.exists() and not desk.window.workspace.is_busy, timeout=20_000
    )
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    assert "MEMUTUSKAN:" in text


def test_nothing_is_made_while_it_is_hidden(
    desk: Desk, pane: PreviewPane, made: list[MadePages], qtbot: QtBot
) -> None:
    desk.page.show_preview.trigger()
    assert not pane.isVisible()
    assert settings.load_flag("naskah/pratinjau", default=True) is False
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.type("abc")
    desk.entries.commit()
    QTest.qWait(300)
    assert made == []
    desk.page.show_preview.trigger()
    qtbot.waitUntil(lambda: is_ready(pane))
    assert len(made) == 1


def test_pages_finished_while_another_page_is_shown_are_seen_on_coming_back(
    desk: Desk, pane: PreviewPane, qtbot: QtBot
) -> None:
    pane.show_record(desk.window.workspace.record)
    pane._make()
    desk.press(Qt.Key.Key_1, CONTROL)
    assert not pane.isVisible()
    qtbot.waitUntil(lambda: pane.is_current)
    QTest.qWait(100)
    assert not is_ready(pane)
    desk.press(Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: is_ready(pane))


def test_a_document_that_cannot_be_set_is_said_so(
    desk: Desk, pane: PreviewPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zidesk.domain.errors import InvalidInputError

    def refuse(*_arguments: object) -> object:
        def work(_tick: object) -> object:
            raise InvalidInputError("Judul terlalu panjang.")

        return work

    monkeypatch.setattr(page_making, "document_writer", refuse)
    pane.show_record(desk.window.workspace.record)
    qtbot.waitUntil(lambda: pane.view._sentence == "Judul terlalu panjang.")
    assert pane.pages is None
