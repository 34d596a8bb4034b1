"""Letting an editor finish before something else acts on what was typed in it."""

from PySide6.QtWidgets import QApplication


def commit_editor() -> None:
    """Let the editor that has the focus commit what was typed in it."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
        focused.setFocus()
