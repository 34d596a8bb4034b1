"""How wide words and columns come out in the document's font: asked by those who have no fonts themselves."""

from collections.abc import Sequence
from typing import Protocol

from zidesk.domain.document.table import Table


class Measures(Protocol):
    """Widths in points, of type set in ``size`` points."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide ``text`` is on one line."""

    def balanced_width(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """Return the width up to ``width`` in which ``text`` takes as few lines, of about equal length."""

    def columns(self, table: Table, size: float, width: float) -> Sequence[float]:
        """Return the widths of the columns of ``table``, together at most ``width``."""
