"""The paper that a document goes on, its margins and sizes of type: for PDF and word processors alike."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zidesk.domain.errors import InvalidInputError

POINTS_PER_MM = 72 / 25.4
MARGIN_LIMITS = (15, 50)
TEXT_SIZE_LIMITS = (8, 14)
TABLE_SIZE_LIMITS = (6, 12)
SPACING_LIMITS = (1, 2)


class Paper(StrEnum):
    """Paper formats: F4, also sold as Folio in two widths, is what Indonesian offices keep in the printer.

    The wider one is 8.5 x 13 inches (215.9 x 330.2 mm).
    """

    F4 = "f4"
    F4_210 = "f4-210"
    A4 = "a4"

    @property
    def short_side(self) -> float:
        """The shorter side, in points."""
        return {Paper.F4: 215.9, Paper.F4_210: 210, Paper.A4: 210}[self] * POINTS_PER_MM

    @property
    def long_side(self) -> float:
        """The longer side, in points."""
        return {Paper.F4: 330.2, Paper.F4_210: 330, Paper.A4: 297}[self] * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Margins:
    """White space around a page, in millimetres; page number and footer stand inside it."""

    top: float = 25
    right: float = 25
    bottom: float = 25
    left: float = 25


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What a document's pages are like; sizes are in points.

    ``spacing`` stretches the distance between lines of prose; ``catchword``: the first word of the next page
    stands at the foot of a page of prose (kata penyambung). ``made_at`` is the time written into the file, by
    default the present. Raises ``InvalidInputError`` for margins, sizes or spacing out of bounds.
    """

    paper: Paper = Paper.F4
    margins: Margins = Margins()
    text_size: float = 12
    table_size: float = 8.5
    spacing: float = 1
    catchword: bool = False
    made_at: datetime | None = None

    def __post_init__(self) -> None:
        low, high = MARGIN_LIMITS
        margins = self.margins
        if not all(
            low <= side <= high for side in (margins.top, margins.right, margins.bottom, margins.left)
        ):
            raise InvalidInputError(f"Margin harus antara {low} dan {high} mm; periksa setelan naskah.")
        low, high = SPACING_LIMITS
        if not low <= self.spacing <= high:
            raise InvalidInputError(f"Jarak baris harus antara {low} dan {high}; periksa setelan naskah.")
        self._check_size("naskah", self.text_size, TEXT_SIZE_LIMITS)
        self._check_size("tabel", self.table_size, TABLE_SIZE_LIMITS)

    @staticmethod
    def _check_size(part: str, size: float, limits: tuple[int, int]) -> None:
        low, high = limits
        if not low <= size <= high:
            raise InvalidInputError(
                f"Ukuran huruf {part} harus antara {low} dan {high} pt; periksa setelan naskah."
            )
