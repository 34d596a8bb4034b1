"""Texts in the few lines that a row of the sheet has: broken between words, with an ellipsis at the end."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def wrapped(metrics: QFontMetrics, text: str, room: int, most: int) -> list[str]:
    """Return ``text`` in at most ``most`` lines of ``room`` logical pixels; what does not fit is elided."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(words)) > room:
        count = _fitting(metrics, words, room)
        if not count:
            break
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, room))
    return lines


def _fitting(metrics: QFontMetrics, words: list[str], room: int) -> int:
    """Return how many of the first words fit in a line."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(" ".join(words[:middle])) <= room:
            low = middle
        else:
            high = middle - 1
    return low
