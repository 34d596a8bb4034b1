"""The look: legible in both schemes, following the system or the user, the same at any scaling."""

import re

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zidesk.ui.look import theme
from zidesk.ui.look.colors import DARK, LIGHT, Colors, contrast
from zidesk.ui.widgets.common import HeadingLabel, MessageBar, MessageKind

TEXTS = ("text", "muted", "accent", "link", "late", "done", "done_unproven", "planned")
GROUNDS = (
    "window", "base", "raised", "zebra", "area_row", "component_row", "selection", "current_month",
)  # fmt: skip
SCHEMES = pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@SCHEMES
def test_every_text_is_legible_on_every_background(shown: Colors) -> None:
    poor = {
        (text, ground): round(contrast(getattr(shown, text), getattr(shown, ground)), 2)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(getattr(shown, text), getattr(shown, ground)) < 4.5
    }
    assert not poor


@SCHEMES
def test_messages_and_accented_text_are_legible(shown: Colors) -> None:
    for kind in ("info", "warning", "error"):
        assert contrast(getattr(shown, f"{kind}_text"), getattr(shown, kind)) >= 7
    assert contrast(shown.on_accent, shown.accent_fill) >= 4.5


@SCHEMES
def test_bars_frames_and_the_accent_stand_out_from_what_is_behind_them(shown: Colors) -> None:
    for ground in ("base", "window", "area_row", "component_row"):
        assert contrast(shown.bar, getattr(shown, ground)) >= 3
    for ground in ("base", "window", "raised"):
        assert contrast(shown.input_frame, getattr(shown, ground)) >= 3


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_where_two_scroll_bars_meet_there_is_nothing_to_see(
    qapp: QApplication, qtbot: QtBot, scheme: theme.Scheme
) -> None:
    theme.choose_scheme(scheme)
    text = QPlainTextEdit("\n".join(["x" * 200] * 60))
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.resize(200, 200)
    qtbot.addWidget(text)
    text.show()
    qtbot.waitUntil(lambda: text.horizontalScrollBar().isVisible() and text.verticalScrollBar().isVisible())
    below_bar = text.verticalScrollBar().mapTo(text, text.verticalScrollBar().rect().bottomLeft())
    corner = text.grab().toImage().pixelColor(below_bar.x() + 4, below_bar.y() + 6)
    assert corner == theme.colors().window


def test_a_chosen_scheme_is_shown_at_once_and_remembered(qapp: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    theme.choose_scheme(theme.Scheme.DARK)
    assert theme.colors() is DARK
    assert widget.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert qapp.styleSheet().count(DARK.grid_line.name()) > 0
    QSettings().sync()
    assert theme.scheme() is theme.Scheme.DARK
    theme.choose_scheme(theme.Scheme.LIGHT)
    assert theme.colors() is LIGHT
    assert widget.palette().color(QPalette.ColorRole.Window) == LIGHT.window


def test_without_a_choice_the_systems_scheme_is_followed(qapp: QApplication) -> None:
    assert theme.scheme() is theme.Scheme.SYSTEM
    theme.choose_scheme(theme.Scheme.SYSTEM)
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.colors() is (DARK if dark else LIGHT)


def test_a_damaged_setting_counts_as_no_choice() -> None:
    QSettings().setValue("tampilan/skema", "ungu")
    assert theme.scheme() is theme.Scheme.SYSTEM


def test_selected_rows_and_menu_entries_keep_the_colour_of_text(qtbot: QtBot) -> None:
    for widget in (QTableWidget(), QMenu()):
        qtbot.addWidget(widget)
        widget.show()
        palette = widget.palette()
        assert palette.color(QPalette.ColorRole.Highlight) == LIGHT.selection
        assert palette.color(QPalette.ColorRole.HighlightedText) == LIGHT.text
    field = QLineEdit()
    qtbot.addWidget(field)
    assert field.palette().color(QPalette.ColorRole.Highlight) == LIGHT.accent_fill


def test_no_measure_in_the_style_sheet_is_in_pixels_but_hairlines(qapp: QApplication) -> None:
    assert set(re.findall(r"[\d.]+p[xt]", qapp.styleSheet())) == {"1px"}


def test_a_message_bar_shows_one_sentence_until_it_is_closed(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_message("Berkas ini dibuka baca-saja.", MessageKind.WARNING)
    assert bar.isVisible()
    assert (bar.text, bar.kind) == ("Berkas ini dibuka baca-saja.", MessageKind.WARNING)
    assert bar.accessibleName() == "Berkas ini dibuka baca-saja."
    assert bar.palette().color(QPalette.ColorRole.Window) == LIGHT.warning
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_message_bar_changes_its_colours_with_the_scheme(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("Gagal.", MessageKind.ERROR)
    theme.choose_scheme(theme.Scheme.DARK)
    assert bar.palette().color(QPalette.ColorRole.Window) == DARK.error
    assert bar.palette().color(QPalette.ColorRole.WindowText) == DARK.error_text


def test_markup_in_a_message_is_shown_as_it_is(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("Berkas <b>a&b</b>.xlsx tidak ada.")
    wide = bar.sizeHint().width()
    bar.show_message("Berkas a&b.xlsx tidak ada.")
    assert bar.sizeHint().width() < wide


def test_headings_are_larger_than_the_applications_font_by_level(qapp: QApplication, qtbot: QtBot) -> None:
    for level, scale in ((1, 1.5), (2, 1.2)):
        heading = HeadingLabel("Rencana aksi", level)
        qtbot.addWidget(heading)
        assert heading.font().pointSizeF() == pytest.approx(qapp.font().pointSizeF() * scale)
        assert heading.font().bold() or heading.font().weight() >= QFont.Weight.DemiBold
