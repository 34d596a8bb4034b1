"""Style options by their fields, which PySide6's stubs leave out."""

from typing import Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStyleOptionViewItem, QWidget


class ItemFields(Protocol):
    """What a ``QStyleOptionViewItem`` holds."""

    rect: QRect
    text: str
    widget: QWidget
    state: QStyle.StateFlag
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815 - Qt's own name
    palette: QPalette


class BoxFields(Protocol):
    """What a ``QStyleOptionComboBox`` holds."""

    currentText: str  # noqa: N815 - Qt's own name


def item_fields(option: QStyleOptionViewItem) -> ItemFields:
    """Return ``option``, to read and set its fields."""
    return cast("ItemFields", option)


def box_fields(option: QStyleOptionComboBox) -> BoxFields:
    """Return ``option``, to read and set its fields."""
    return cast("BoxFields", option)
