"""Limits of what a plan may hold, and the cleaning of text that comes from outside."""

import re
import unicodedata
from datetime import date

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.schedule.dates import format_date

MAX_TEXT = 10_000
"""Longest text of a row, a month or a remark, in characters."""
MAX_NAME = 300
"""Longest name of a unit, a person, a file or a title, in characters."""
MAX_ACTIONS = 50_000
"""Most actions in one plan."""
MIN_YEAR = 2000
MAX_YEAR = 2100
MAX_PERCENT = 100

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]0+)?\s*%?")


def clean_text(text: str) -> str:
    """Return ``text`` with plain newlines, without control characters, composed (NFC).

    Tabs, newlines and spaces at the ends stay. What cannot be stored as UTF-8 or XML is left out.
    """
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _NEWLINES.sub("\n", text)))


def check_text(text: str, label: str, *, limit: int = MAX_TEXT, required: bool = False) -> str:
    """Return ``text`` cleaned; ``label`` names the field in Indonesian.

    Raises ``InvalidInputError`` when it is longer than ``limit`` characters, or blank though required.
    """
    cleaned = clean_text(text)
    if len(cleaned) > limit:
        message = (
            f"{label} terlalu panjang ({len(cleaned)} huruf); ringkaslah sampai paling banyak {limit} huruf."
        )
        raise InvalidInputError(message)
    if required and not cleaned.strip():
        message = f"{label} masih kosong; isilah lebih dahulu."
        raise InvalidInputError(message)
    return cleaned


def check_wording(text: str | None, label: str = "Tulisan jadwal", *, limit: int = MAX_NAME) -> str | None:
    """Return an office's own wording of something cleaned; ``None``, for the computed one, when it is blank.

    Raises ``InvalidInputError`` when it is too long.
    """
    cleaned = check_text(text or "", label, limit=limit)
    return cleaned if cleaned.strip() else None


def check_year(year: int) -> int:
    """Return a plan's year; raises ``InvalidInputError`` outside 2000-2100."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        message = f"Tahun {year} tidak dapat dipakai; isilah tahun antara {MIN_YEAR} dan {MAX_YEAR}."
        raise InvalidInputError(message)
    return year


def check_month(month: int, *, whole_year: bool = False) -> int:
    """Return a month, 1-12, or 0 too if ``whole_year``; raises ``InvalidInputError`` for other numbers."""
    if not (0 if whole_year else 1) <= month <= 12:
        message = f"Bulan {month} tidak ada; isilah angka 1 sampai 12."
        raise InvalidInputError(message)
    return month


def is_day(day: date) -> bool:
    """Whether something can have been done on ``day``: 2000-2100; others are slips of the pen."""
    return MIN_YEAR <= day.year <= MAX_YEAR


def check_day(day: date | None, label: str) -> date | None:
    """Return the date on which something was done; raises ``InvalidInputError`` for an unlikely year."""
    if day is not None and not is_day(day):
        message = (
            f"{label} {format_date(day)} tidak dapat dipakai; "
            f"isilah tanggal dari tahun {MIN_YEAR} sampai {MAX_YEAR}."
        )
        raise InvalidInputError(message)
    return day


def check_percent(percent: int | None, label: str = "Target") -> int | None:
    """Return a percentage, 0-100, or ``None``; raises ``InvalidInputError`` for other numbers."""
    if percent is not None and not 0 <= percent <= MAX_PERCENT:
        message = f"{label} {percent}% tidak dapat dipakai; isilah angka 0 sampai 100."
        raise InvalidInputError(message)
    return percent


def parse_percent(text: str, label: str = "Target") -> int | None:
    """Read "100%", "100 %", "100" or "100,0%"; an empty text is ``None``.

    Raises ``InvalidInputError`` for anything else, fractions of a percent included.
    """
    stripped = text.strip()
    if not stripped:
        return None
    match = _PERCENT.fullmatch(stripped)
    if match is None:
        message = f"{label} “{stripped}” tidak dikenali; tuliskan angka bulat seperti 100%."
        raise InvalidInputError(message)
    return check_percent(int(match[1]), label)
