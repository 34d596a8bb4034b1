"""Qt's own texts are Indonesian: every menu, dialog and button of Qt's that a user can meet."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6
import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QAction, QContextMenuEvent, QUndoStack
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QColorDialog,
    QComboBox,
    QDialogButtonBox,
    QDockWidget,
    QErrorMessage,
    QFileDialog,
    QFontDialog,
    QGroupBox,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zidesk.resource_path import resource_path
from zidesk.ui.shell import translation

SOURCE = resource_path("translations", "qtbase_id.ts")
COMPILED = resource_path("translations", "qtbase_id.qm")
# Names of keys stay as they are printed on the keyboard; a direction of layout and a library's error are
# not shown; kinds of files come from the system's own list; of writing systems only the font dialog speaks.
NOT_FOR_READING = {"QShortcut", "QGuiApplication", "QLibrary", "QMimeType", "QFontDatabase"}
ENGLISH_WORDS = re.compile(
    r"\b(the|this|file|files|folder name|open|save|cancel|close|yes|no|help|apply|look|name|size|type|date|"
    r"modified|print|page|pages|copies|copy|paste|cut|undo|redo|delete|select|all|show|hide|details|new|parent|"
    r"directory|computer|back|forward|paper|orientation|portrait|landscape|options|properties|location|output|"
    r"range|from|to|color|duplex|off|none|automatic|custom|step|scroll|top|bottom|left|right|up|down|edge|"
    r"zoom|fit|width|next|previous|first|last|font|style|effects|sample|basic|red|green|blue)\b",
    re.IGNORECASE,
)
# Words that are Indonesian too, and names: an output format, a file system's own name, sizes of paper.
ALSO_INDONESIAN = re.compile(r"\b(font|top level|PDF)\b", re.IGNORECASE)


def messages() -> dict[tuple[str, str], str]:
    """(context, English) -> Indonesian, as the .ts file says."""
    found = {}
    source = ET.fromstring(SOURCE.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    for context in source.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[name, message.findtext("source") or ""] = message.findtext("translation") or ""
    return found


class Recorder(QTranslator):
    """Is asked before the translation in use, and notes what Qt asks for that it does not have."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.missing: set[tuple[str, str]] = set()
        self.asked = 0
        self._known = messages()

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        self.asked += 1
        if (
            (context, source) not in self._known
            and context not in NOT_FOR_READING
            and context.startswith("Q")
        ):
            self.missing.add((context, source))
        return self._known.get((context, source))


@pytest.fixture
def recorder(qapp: QApplication) -> Iterator[Recorder]:
    recorder = Recorder(qapp)
    qapp.installTranslator(recorder)
    yield recorder
    qapp.removeTranslator(recorder)
    recorder.deleteLater()


def texts_of(root: QWidget) -> set[str]:
    """Everything a person can read or hear in ``root``: titles, labels, buttons, entries, headers, tips."""
    found: set[str] = {root.windowTitle()}
    for widget in [root, *root.findChildren(QWidget)]:
        found |= {widget.toolTip(), widget.accessibleName(), widget.statusTip(), widget.whatsThis()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QGroupBox):
            found.add(widget.title())
        if isinstance(widget, QMenu):
            found.add(widget.title())
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(row) for row in range(widget.count())}
        if isinstance(widget, QTabWidget):
            found |= {widget.tabText(tab) for tab in range(widget.count())}
        if isinstance(widget, QHeaderView) and widget.model() is not None:
            model = widget.model()
            found |= {
                str(model.headerData(section, widget.orientation()) or "")
                for section in range(widget.count())
            }
        if isinstance(widget, QSpinBox):
            found |= {widget.suffix(), widget.prefix()}
        found |= {text for action in widget.actions() for text in (action.text(), action.toolTip())}
    found |= {text for action in root.findChildren(QAction) for text in (action.text(), action.toolTip())}
    return {text.replace("&", "") for text in found if text}


def assert_indonesian(texts: set[str]) -> None:
    english = {
        source.replace("&", "")
        for (_, source), text in messages().items()
        if source != text and not ALSO_INDONESIAN.fullmatch(source.replace("&", ""))
    }
    assert texts
    assert not texts & english
    assert not {text for text in texts if ENGLISH_WORDS.search(ALSO_INDONESIAN.sub("", without_names(text)))}


def without_names(text: str) -> str:
    """``text`` without a shortcut after a tab, without tags and without paths."""
    return re.sub(r"<[^>]*>|/\S*", "", text.split("\t", maxsplit=1)[0])


def texts_of_context_menu(widget: QWidget) -> set[str]:
    """What the menu says that a right click on ``widget`` opens."""
    found: list[set[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            found.append(texts_of(menu))
            menu.close()

    QTimer.singleShot(0, look)
    centre = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, widget.mapToGlobal(centre))
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()
    assert found
    return found[0]


LRELEASE = next(Path(PySide6.__file__).parent.glob("lrelease*"), None)


@pytest.mark.skipif(LRELEASE is None, reason="PySide6 came without lrelease")
def test_the_compiled_translation_is_what_the_source_says(tmp_path: Path) -> None:
    assert LRELEASE is not None
    fresh = tmp_path / "fresh.qm"
    subprocess.run([LRELEASE, "-silent", SOURCE, "-qm", fresh], check=True, timeout=60)
    assert fresh.read_bytes() == COMPILED.read_bytes()
    translator = QTranslator()
    assert translator.load(str(COMPILED))
    for (context, source), text in messages().items():
        assert translator.translate(context, source) == text


def test_no_translation_is_empty_or_loses_a_placeholder_or_an_access_key() -> None:
    for (context, source), text in messages().items():
        assert text.strip(), (context, source)
        assert set(re.findall(r"%\d", source)) == set(re.findall(r"%\d", text)), (context, source)
        if "nbsp" not in source:
            assert source.count("&") == text.count("&"), (context, source)


def test_access_keys_of_one_text_menu_are_all_different() -> None:
    for context in ("QLineEdit", "QWidgetTextControl", "QAbstractSpinBox", "QPrintWidget"):
        keys = [
            text[text.index("&") + 1].lower()
            for (name, _), text in messages().items()
            if name == context and "&" in text
        ]
        assert len(keys) == len(set(keys)), context


def test_installing_twice_is_installing_once(qapp: QApplication) -> None:
    before = len(qapp.findChildren(QTranslator))
    translation.install(qapp)
    assert len(qapp.findChildren(QTranslator)) == before


def test_numbers_and_dates_are_written_the_indonesian_way() -> None:
    locale = QLocale()
    assert locale.name() == "id_ID"
    assert locale.toString(1234.5, "f", 1) == "1.234,5"
    assert locale.toString(QDate(2026, 11, 21), "d MMMM yyyy") == "21 November 2026"
    assert locale.dayName(5) == "Jumat"


def test_a_calendar_names_months_and_days_in_indonesian(qtbot: QtBot) -> None:
    calendar = QCalendarWidget()
    calendar.setSelectedDate(QDate(2026, 8, 17))
    qtbot.addWidget(calendar)
    calendar.show()
    buttons = {button.text() for button in calendar.findChildren(QAbstractButton)}
    assert "Agustus" in buttons
    model = calendar.findChild(QWidget, "qt_calendar_calendarview").model()
    assert {"Sen", "Jum"} <= {str(model.index(0, column).data()) for column in range(8)}


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QScrollBar, QComboBox])
def test_a_right_click_shows_an_indonesian_menu(
    qtbot: QtBot, recorder: Recorder, kind: type[QWidget]
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    if isinstance(widget, QComboBox):
        widget.setEditable(True)
    if isinstance(widget, QLineEdit):
        widget.setText("teks")
    if isinstance(widget, QTextEdit):
        widget.setHtml('<a href="x">teks</a>')
    widget.resize(300, 200)
    widget.show()
    target = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    scrolled = isinstance(target, QTextEdit | QPlainTextEdit)
    assert_indonesian(texts_of_context_menu(target.viewport() if scrolled else target))
    assert recorder.asked
    assert not recorder.missing


def test_a_text_fields_menu_has_the_usual_words(qtbot: QtBot) -> None:
    field = QLineEdit("teks")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]
    menu.deleteLater()


def test_all_standard_buttons_are_indonesian(qtbot: QtBot, recorder: Recorder) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button.value.bit_count() == 1 and 0x400 <= button.value <= 0x8000000:
            box.addButton(button)
    assert len(box.buttons()) == 18
    assert_indonesian(texts_of(box))
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Batal"
    assert not recorder.missing


def test_message_boxes_are_indonesian(qtbot: QtBot, recorder: Recorder) -> None:
    buttons = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question, "zidesk", "Hapus baris ini?", buttons.Yes | buttons.No | buttons.Cancel
    )
    box.setDetailedText("rincian")
    qtbot.addWidget(box)
    box.show()
    texts = texts_of(box)
    assert_indonesian(texts)
    assert {"Ya", "Tidak", "Batal", "Tampilkan rincian..."} <= texts
    details = next(button for button in box.buttons() if "rincian" in button.text())
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert details.text() == "Sembunyikan rincian..."
    assert not recorder.missing


@pytest.mark.parametrize(
    ("mode", "accept"),
    [
        (QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
        (QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
        (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    ],
    ids=["open", "save", "folder"],
)
def test_file_dialogs_are_indonesian(
    qtbot: QtBot,
    recorder: Recorder,
    tmp_path: Path,
    mode: QFileDialog.FileMode,
    accept: QFileDialog.AcceptMode,
) -> None:
    (tmp_path / "rencana.xlsx").write_bytes(b"x" * 3000)
    (tmp_path / "bukti").mkdir()
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setDirectory(str(tmp_path))
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.findChild(QTreeView)
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) > 0)
    texts = texts_of(dialog)
    cells = {
        str(tree.model().index(row, column, tree.rootIndex()).data() or "")
        for row in range(tree.model().rowCount(tree.rootIndex()))
        # On Windows the system itself names the kinds of files.
        for column in ((1,) if sys.platform == "win32" else (1, 2))
    }
    assert_indonesian((texts | cells) - {str(tmp_path), tmp_path.name, ""})
    assert {"Nama", "Ukuran", "Tanggal diubah"} <= texts
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert_indonesian(texts_of(dialog) - {str(tmp_path), tmp_path.name})
    assert not recorder.missing
    dialog.close()


def test_saving_over_a_file_asks_in_indonesian(qtbot: QtBot, recorder: Recorder, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"lama")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDirectory(str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    asked: list[set[str]] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(texts_of(box))
        box.reject()

    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setText("a.pdf")
    QTimer.singleShot(50, answer)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert any("a.pdf sudah ada.\nApakah Anda ingin menggantinya?" in text for text in asked[0])
    assert_indonesian(asked[0])
    assert not recorder.missing
    dialog.close()


def test_progress_input_and_error_dialogs_are_indonesian(qtbot: QtBot, recorder: Recorder) -> None:
    progress = QProgressDialog()
    progress.setLabelText("Mencetak...")
    progress.setWindowTitle("zidesk")
    entry = QInputDialog()
    error = QErrorMessage()
    for dialog in (progress, entry, error):
        qtbot.addWidget(dialog)
        dialog.show()
        assert_indonesian(texts_of(dialog))
    assert "Batal" in texts_of(progress)
    assert not recorder.missing
    progress.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shows its own print dialog")
def test_the_print_dialog_is_indonesian_in_all_its_tabs(qtbot: QtBot, recorder: Recorder) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    options = next(button for button in dialog.findChildren(QAbstractButton) if "Pilihan" in button.text())
    qtbot.mouseClick(options, Qt.MouseButton.LeftButton)
    opened: list[set[str]] = []

    def look() -> None:
        properties = QApplication.activeModalWidget()
        assert properties is not None
        opened.append(texts_of(properties))
        properties.close()

    QTimer.singleShot(50, look)
    button = next(b for b in dialog.findChildren(QAbstractButton) if b.text().replace("&", "") == "Properti")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    texts = texts_of(dialog)
    assert {"Cetak semua", "Halaman dari"} <= texts
    assert {"Margin", "Tegak", "Mendatar"} <= opened[0]
    assert_indonesian({text for text in texts | opened[0] if not is_paper(text)})
    assert not recorder.missing
    dialog.close()


def test_the_print_preview_is_indonesian(qtbot: QtBot, recorder: Recorder) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    preview = QPrintPreviewDialog(printer)
    qtbot.addWidget(preview)
    preview.show()
    assert_indonesian(texts_of(preview))
    assert not recorder.missing
    preview.close()


def test_colour_and_font_dialogs_and_docks_are_indonesian(qtbot: QtBot, recorder: Recorder) -> None:
    colour = QColorDialog()
    colour.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    font = QFontDialog()
    font.setOption(QFontDialog.FontDialogOption.DontUseNativeDialog)
    for dialog in (colour, font):
        qtbot.addWidget(dialog)
        dialog.show()
        texts = texts_of(dialog)
        assert {"Batal", "OK"} <= texts
    dock = QDockWidget("Riwayat")
    qtbot.addWidget(dock)
    dock.show()
    assert_indonesian(texts_of(dock))
    assert not recorder.missing


def test_undo_actions_are_indonesian() -> None:
    stack = QUndoStack()
    assert stack.createUndoAction(stack).text() == "Urungkan"
    assert stack.createRedoAction(stack).text() == "Ulangi"


def is_paper(text: str) -> bool:
    """Whether ``text`` is the name of a paper size, which no language translates."""
    return any(name == "QPageSize" and text == kept for (name, _), kept in messages().items())
