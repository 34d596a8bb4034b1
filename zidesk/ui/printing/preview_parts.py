"""What the pages of the import preview share: tables, panes of text, and two texts with their differences."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from zidesk.ui.look.theme import colors
from zidesk.ui.widgets.common import dress_table


def marked(before: str, after: str, *, alike: bool = False) -> tuple[str, str]:
    """Return two texts as HTML, the words that differ marked: as gone and come, or ``alike`` in both."""
    old, new = before.split(" "), after.split(" ")
    shown = colors()
    new_style = f"background:{shown.info.name()};color:{shown.info_text.name()}"
    old_parts: list[str] = []
    new_parts: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = _html(" ".join(old[i:j])), _html(" ".join(new[k:m]))
        if kind == "equal":
            old_parts.append(gone)
            new_parts.append(come)
            continue
        if gone and not alike:
            style = f"background:{shown.error.name()};color:{shown.error_text.name()}"
            old_parts.append(f'<span style="{style}">{gone}</span>')
        elif gone:
            old_parts.append(f'<b style="{new_style}">{gone}</b>')
        if come:
            new_parts.append(f'<b style="{new_style}">{come}</b>')
    return " ".join(old_parts), " ".join(new_parts)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def preview_table(
    model: QAbstractTableModel, name: str, letters: Sequence[int], *, stretched: int
) -> QTableView:
    """Return a table to choose a row in; ``letters``: the columns' widths, ``stretched`` takes the rest."""
    table = QTableView()
    table.setModel(model)
    dress_table(table, name)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.6))
    header = table.horizontalHeader()
    letter = table.fontMetrics().averageCharWidth()
    for column, count in enumerate(letters):
        table.setColumnWidth(column, letter * count)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def text_pane(name: str) -> QTextBrowser:
    """Return a pane that shows a text, called ``name`` for screen readers."""
    pane = QTextBrowser()
    pane.setAccessibleName(name)
    pane.setOpenLinks(False)
    return pane


def captioned(caption: str, pane: QWidget) -> QWidget:
    """Return ``pane`` with a caption above it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(QLabel(caption))
    column.addWidget(pane, 1)
    return holder
