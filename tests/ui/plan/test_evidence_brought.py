"""What people bring as evidence: files, screenshots, drags from mail and browser, shortcuts."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from tests.ui.driving import Answers, button, click
from tests.ui.plan.conftest import Desk
from zidesk.ui.plan.sheet import columns

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
OUTLOOK = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
MAIL, WEB = "aplikasi surel", "peramban"


def picture() -> QImage:
    """Return a small screenshot."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return image


def mime(*, urls: Sequence[str] = (), formats: Sequence[str] = (), text: str = "") -> QMimeData:
    """Return what a program puts on a drag."""
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    for name in formats:
        data.setData(name, b"x")
    if text:
        data.setText(text)
    return data


def written(folder: Path, *names: str) -> list[str]:
    """Write files and return their addresses."""
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [QUrl.fromLocalFile(str(folder / name)).toString() for name in names]


def drop(desk: Desk, target: QWidget, spot: QPoint, data: QMimeData) -> bool:
    """Drag over a place and let go; return whether the drop was taken."""
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot, copy, data, LEFT, none)
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(spot, copy, data, LEFT, none)
    if enter.isAccepted():
        QApplication.sendEvent(target, move)
    taken = enter.isAccepted() and move.isAccepted()
    if taken:
        QApplication.sendEvent(target, QDropEvent(QPointF(spot), copy, data, LEFT, none))
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    return taken


def names(desk: Desk) -> list[str]:
    """Return the names of all evidence files."""
    return sorted(file.evidence.name for file in desk.store.evidence_files())


FOREIGN = {
    "Outlook on Windows": (mime(formats=[OUTLOOK]), MAIL),
    "Thunderbird's message": (mime(urls=["imap://u@h/INBOX?uid=3"], formats=["text/x-moz-message"]), MAIL),
    "Thunderbird on Linux": (mime(formats=["text/x-moz-message", "text/x-moz-url"]), MAIL),
    "Apple Mail": (mime(urls=["message://%3Cabc@x%3E"], formats=["com.apple.mail.email"]), MAIL),
    "a promised file on macOS": (mime(formats=["com.apple.pasteboard.promised-file-url"]), MAIL),
    "a link": (mime(urls=["https://drive.google.com/x"], text="https://drive.google.com/x"), WEB),
    "a picture in WhatsApp Web": (mime(urls=["https://web.whatsapp.com/a.jpg"], formats=[OUTLOOK]), WEB),
    "a blob": (mime(urls=["blob:https://web.whatsapp.com/1"], formats=["text/html"]), WEB),
    "Chrome's attachment": (
        mime(formats=['application/octet-stream;value="DownloadURL"', "downloadurl"]),
        WEB,
    ),
    "Firefox's link on Linux": (mime(formats=["text/x-moz-url"], text="https://x"), WEB),
}


@pytest.mark.parametrize("place", ["month", "row", "row above", "panel"])
@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_file_yet_gets_its_sentence_anywhere(desk: Desk, what: str, place: str) -> None:
    data, word = FOREIGN[what]
    desk.go("Rapat evaluasi", 4)
    match place:
        case "month":
            where = desk.place("Rapat evaluasi", 4)
        case "row":
            where = desk.place("Rapat evaluasi", 0)
        case "row above":
            where = desk.place("MANAJEMEN PERUBAHAN", 0)
        case _:
            where = desk.view.panel.files_part, QPoint(20, 40)
    assert drop(desk, *where, data)
    (sentence,) = desk.refusals
    assert word in sentence
    assert "lalu seret berkasnya dari folder itu" in sentence
    assert names(desk) == []


def test_a_selected_text_dragged_over_the_sheet_is_not_taken(desk: Desk) -> None:
    assert not drop(desk, *desk.place("Rapat evaluasi", 4), mime(text="kata", formats=["text/html"]))
    assert desk.refusals == []


def test_a_mixed_drop_attaches_the_files_and_names_what_was_left_out(desk: Desk, tmp_path: Path) -> None:
    data = mime(urls=[*written(tmp_path, "a.pdf"), "https://drive.google.com/x"])
    drop(desk, *desk.place("Rapat evaluasi", 0), data)
    assert names(desk) == ["a.pdf"]
    told = desk.view.notice.text
    assert "a.pdf dilampirkan. Yang tidak ikut: https://drive.google.com/x." in told
    assert WEB in told


@pytest.mark.parametrize("column", [0, 4, columns.TARGET])
def test_a_screenshot_on_the_clipboard_is_attached(desk: Desk, column: int) -> None:
    QGuiApplication.clipboard().setImage(picture())
    desk.go("Rapat evaluasi", column)
    desk.press(KEY.Key_V, CONTROL)
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    (name,) = names(desk)
    assert name.startswith("Tangkapan layar ")
    assert name.endswith(".png")
    (link,) = desk.action("Rapat evaluasi").evidence
    assert link.month == (4 if column == 4 else 0)
    (file,) = desk.store.evidence_files()
    with (Path(desk.workspace.path or "").with_name("keluar.png")).open("wb") as stream:
        desk.store.copy_evidence(file.evidence.sha256, stream)
        path = stream.name
    assert QImage(path).size() == picture().size()
    assert desk.refusals == []


def test_cells_copied_in_excel_come_as_cells_though_there_is_a_picture_of_them(desk: Desk) -> None:
    data = mime(text="√\t√")
    data.setImageData(picture())
    QGuiApplication.clipboard().setMimeData(data)
    desk.go("Sosialisasi", 5)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Sosialisasi") == {5, 6}
    assert names(desk) == []


def test_a_screenshot_pasted_on_an_area_says_where_it_belongs(desk: Desk) -> None:
    QGuiApplication.clipboard().setImage(picture())
    desk.go("MANAJEMEN PERUBAHAN")
    desk.press(KEY.Key_V, CONTROL)
    (sentence,) = desk.refusals
    assert "pilih dahulu langkah aksinya" in sentence


def test_a_picture_dragged_from_another_program_is_attached(desk: Desk) -> None:
    data = QMimeData()
    data.setImageData(picture())
    drop(desk, *desk.place("Rapat evaluasi", 4), data)
    assert len(names(desk)) == 1


@pytest.mark.parametrize(
    ("answer", "attached"),
    [("Lampirkan juga", ["Undangan.pdf.lnk", "b.pdf", "~$Laporan.docx"]), ("Jangan lampirkan", ["b.pdf"])],
)
def test_what_proves_nothing_is_asked_about(
    desk: Desk, tmp_path: Path, answer: str, attached: list[str]
) -> None:
    data = mime(urls=written(tmp_path, "Undangan.pdf.lnk", "b.pdf", "~$Laporan.docx"))
    asked: list[str] = []

    def reply(box: QMessageBox) -> None:
        asked.append(f"{box.text()}\n{box.informativeText()}")
        click(button(box, answer))

    answers = Answers().expect(QMessageBox, reply)
    drop(desk, *desk.place("Rapat evaluasi", 0), data)
    assert names(desk) == []
    desk.bot.waitUntil(lambda: answers.done)
    desk.bot.waitUntil(lambda: names(desk) == attached)
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy)
    assert asked[0].startswith("2 berkas ini tampaknya tidak membuktikan apa pun. Lampirkan juga?")
    assert "“Undangan.pdf.lnk”: hanya pintasan" in asked[0]
    if len(attached) == 1:
        assert "b.pdf dilampirkan. 2 berkas tidak ikut dilampirkan." in desk.view.notice.text


def test_a_lone_shortcut_that_is_declined_leaves_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Jangan lampirkan")))
    drop(desk, *desk.place("Rapat evaluasi", 0), mime(urls=written(tmp_path, "Laporan.url")))
    desk.bot.waitUntil(lambda: answers.done)
    assert names(desk) == []
    assert desk.undo_names() == []


def test_a_file_on_a_month_not_yet_done_is_offered_to_be_marked(desk: Desk, tmp_path: Path) -> None:
    drop(desk, *desk.place("Rapat evaluasi", 4), mime(urls=written(tmp_path, "a.pdf")))
    told = desk.view.notice
    assert told.isVisible()
    assert told.text == (
        "a.pdf dilampirkan pada I.2.1.1 “Rapat evaluasi”, April, yang belum ditandai terlaksana."
    )
    click(button(told, "Tandai terlaksana"))
    assert desk.action("Rapat evaluasi").cell(4).realized
    assert not told.isVisible()
    drop(desk, *desk.place("Rapat evaluasi", 4), mime(urls=written(tmp_path, "b.pdf")))
    assert not told.isVisible()


def test_a_file_for_the_whole_year_offers_nothing(desk: Desk, tmp_path: Path) -> None:
    drop(desk, *desk.place("Rapat evaluasi", 0), mime(urls=written(tmp_path, "a.pdf")))
    assert not desk.view.notice.isVisible()


def test_what_was_attached_can_be_undone_from_the_offer(desk: Desk, tmp_path: Path) -> None:
    drop(desk, *desk.place("Rapat evaluasi", 4), mime(urls=written(tmp_path, "a.pdf")))
    click(button(desk.view.notice, "Urungkan"))
    assert names(desk) == []


def test_a_file_on_a_month_not_yet_done_leaves_a_mark_in_its_cell(desk: Desk, tmp_path: Path) -> None:
    model = desk.view.model
    before = {month: cell_picture(desk, "Rapat evaluasi", month) for month in (4, 5, 10)}
    for month in before:
        drop(desk, *desk.place("Rapat evaluasi", month), mime(urls=written(tmp_path, f"{month}.pdf")))
    row = desk.row("Rapat evaluasi")
    assert [model.data(model.index_of(row, month)) for month in (4, 5, 7, 10)] == ["!∙", "∙", "○", "○∙"]
    assert "ada bukti, belum ditandai terlaksana" in model.describe(row, 4)
    assert all(cell_picture(desk, "Rapat evaluasi", month) != picture for month, picture in before.items())
    desk.go("Rapat evaluasi", 4)
    desk.view.activateWindow()
    desk.bot.waitUntil(desk.view.isActiveWindow)
    desk.press(KEY.Key_T, CONTROL)
    assert model.data(model.index_of(row, 4)) == "✔"
    assert "belum ditandai" not in model.describe(row, 4)


def test_a_file_for_the_whole_year_marks_no_single_month(desk: Desk, tmp_path: Path) -> None:
    drop(desk, *desk.place("Rapat evaluasi", 0), mime(urls=written(tmp_path, "a.pdf")))
    model = desk.view.model
    assert model.data(model.index_of(desk.row("Rapat evaluasi"), 4)) == "!"


def cell_picture(desk: Desk, text: str, month: int) -> QImage:
    """Return what is painted in a month's cell while another row is the current one."""
    desk.go("MANAJEMEN PERUBAHAN")
    viewport, _ = desk.place(text, month)
    rect = desk.view.sheet.grid.visualRect(desk.view.model.index_of(desk.row(text), month))
    return viewport.grab(rect).toImage()
