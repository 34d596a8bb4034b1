"""Dates, month names and figures as an Indonesian office writes them: "21 November 2026", "12,5", "78%"."""

import re
from calendar import monthrange
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from zidesk.domain.errors import InvalidInputError

MONTH_NAMES = (
    "", "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
"""Names of the months at their numbers, 1 to 12; index 0 is empty."""

MONTH_SHORT = ("", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
"""Short names of the months at their numbers, 1 to 12; index 0 is empty."""

MONTH_INITIALS = ("", "J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D")
"""Initials of the months at their numbers, 1 to 12; index 0 is empty."""

_OTHER_SPELLINGS = {
    "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agust": 8, "agus": 8, "agst": 8, "febr": 2,
    "mrt": 3, "sept": 9, "nop": 11, "nopember": 11,
    "oct": 10, "dec": 12, "aug": 8, "may": 5,
}  # fmt: skip
_MONTH_BY_WORD = {
    **{name.lower(): month for month, name in enumerate(MONTH_NAMES) if month},
    **{name.lower(): month for month, name in enumerate(MONTH_SHORT) if month},
    **_OTHER_SPELLINGS,
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
_WRITTEN = re.compile(r"([0-9]{1,2})[\s-]+([^\W\d_]+)\.?[\s-]+([0-9]{4})")
_SIZE_UNITS = ("byte", "KB", "MB", "GB")
_SIZE_STEP = 1024


def local_time(moment: datetime) -> datetime:
    """Return ``moment`` in this computer's time zone; as it is where the system cannot tell.

    Windows knows no local time before 1970, and no system one at the ends of the calendar.
    """
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        return moment


def month_number(word: str) -> int | None:
    """Return the month (1-12) that one word names in full or in short, in any case; else ``None``."""
    return _MONTH_BY_WORD.get(word.lower().removesuffix("."))


def nearest_day(year: int, month: int, to: date) -> date:
    """Return the day of a month that is the nearest to ``to``."""
    first = date(year, month, 1)
    return min(max(to, first), first.replace(day=monthrange(year, month)[1]))


def format_date(value: date) -> str:
    """Return a date as "21 November 2026"."""
    return f"{value.day} {MONTH_NAMES[value.month]} {value.year}"


def parse_date(text: str) -> date:
    """Read "2026-11-21", "21 November 2026", "21 Nov 2026", "21-11-2026", "21/11/2026" or "21.11.2026".

    A date in figures is read day first unless it begins with the year. Raises ``InvalidInputError`` for
    anything else and for days that do not exist.
    """
    stripped = text.strip()
    year = month = day = 0
    if match := _ISO.fullmatch(stripped):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC.fullmatch(stripped):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WRITTEN.fullmatch(stripped):
        day, month, year = int(match[1]), month_number(match[2]) or 0, int(match[3])
    try:
        return date(year, month, day)
    except ValueError:
        message = f"Tanggal “{stripped}” tidak dikenali; tuliskan seperti 21 November 2026 atau 2026-11-21."
        raise InvalidInputError(message) from None


def is_of_another_year(day: date | None, year: int) -> bool:
    """Whether something of a plan of ``year`` was done in another year, which may be a slip of the pen."""
    return day is not None and day.year != year


def format_decimal(value: Decimal | Fraction | float, places: int = 1) -> str:
    """Return a number with a decimal comma and at most ``places`` decimals: 12.5 is "12,5", 3.0 is "3"."""
    exact = Fraction(value)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def format_count(value: int) -> str:
    """Return a whole number with points between thousands: 40000 is "40.000"."""
    return f"{value:,}".replace(",", ".")


def format_size(size: int) -> str:
    """Return a file's size in bytes as a person reads it: 1536 is "1,5 KB"."""
    amount = Fraction(size)
    for name in _SIZE_UNITS[:-1]:
        if amount < _SIZE_STEP:
            return f"{format_decimal(amount)} {name}"
        amount /= _SIZE_STEP
    return f"{format_decimal(amount)} {_SIZE_UNITS[-1]}"


def format_percent(share: Fraction | None) -> str:
    """Return a share of 0 to 1 as "78%"; ``None`` (nothing was planned) is an empty text.

    "100%" is written only when nothing is left and "0%" only when nothing is done, whatever rounding says.
    """
    if share is None:
        return ""
    percent = int(share * 100 + Fraction(1, 2))
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"
