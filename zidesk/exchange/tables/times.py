"""What a cell says of the time in words: months, wording, a target beside it, and what is doubtful."""

import re
from dataclasses import dataclass
from datetime import date

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import MONTHS
from zidesk.domain.plan.validation import MAX_NAME, MAX_PERCENT
from zidesk.domain.schedule.dates import MONTH_NAMES, parse_date
from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.exchange.reading import short
from zidesk.exchange.seen import Cell

_PERCENT = re.compile(r"(?:\btarget\s*:?\s*)?(?<![\d.,])(\d{1,3})(?:[.,]0+)?\s*%", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)[-/](0?[1-9]|1[0-2])(?![-/\d])")
_MONTH_YEAR = re.compile(r"(?<![-/\d])(0?[1-9]|1[0-2])[-/](20\d\d)(?!\d)")
_LABEL = re.compile(r"^\s*(?:waktu|jadwal|bulan|pelaksanaan)\s*:\s*", re.IGNORECASE | re.MULTILINE)
_EDGES = " \t\n,;:/|-–—()"
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+dan\s+|\s+&\s+")
NOTHING = frozenset({"-", "–", "—", "", ".", "0"})


@dataclass(frozen=True, slots=True)
class Times:
    """What was read; ``doubts`` are kinds with sentences that say the proposed reading."""

    months: frozenset[int] = frozenset()
    wording: str = ""
    target: int | None = None
    doubts: tuple[tuple[str, str, bool], ...] = ()


def read_times(cell: Cell, year: int, *, with_target: bool) -> Times:
    """Return what a cell says of the time in a plan for ``year`` (0: not known).

    ``with_target``: a percentage in it is the target, because the table has no other place for it.
    """
    text = cell.text.strip()
    if cell.error or (cell.formula and not text):
        return Times(doubts=(("rumus", "Rumus di sel ini tidak memberi hasil", False),))
    if text in NOTHING:
        return Times()
    if isinstance(cell.value, date):
        return _from_date(cell.value, text, year)
    target, rest = _without_target(text) if with_target else (None, text)
    if target is None and cell.percent:
        return Times(doubts=(("jadwal", f"Persentase {short(text)} berdiri di kolom waktu", False),))
    wording = rest.strip(_EDGES) if target is not None else text
    months, unread = _months(rest)
    doubts = []
    if unread or not months:
        what = ", ".join(short(piece) for piece in unread[:3]) or short(text)
        reading = format_schedule(months) or "tanpa bulan"
        doubts.append(("jadwal", f"Bagian jadwal {what} tidak dikenali; usulan: {reading}", True))
    years = {int(found) for found in _YEAR.findall(text)}
    if years and years != {year}:
        told = ", ".join(map(str, sorted(years)))
        doubts.append(
            ("tahun", f"Jadwal {short(text)} menyebut tahun {told}; usulan: bulannya dipakai", True)
        )
    if len(wording) > MAX_NAME:
        doubts.append(
            ("panjang", "Tulisan jadwal terlalu panjang; usulan: hanya bulannya dipakai", bool(months))
        )
        wording = ""
    return Times(months, wording, target, tuple(doubts))


def says_times(text: str) -> bool:
    """Whether ``text`` says months and nothing but that, a percentage aside."""
    months, unread = _months(_without_target(text)[1])
    return bool(months) and not unread


def _without_target(text: str) -> tuple[int | None, str]:
    found = _PERCENT.findall(text)
    if len(found) != 1 or int(found[0]) > MAX_PERCENT:
        return None, text
    return int(found[0]), _PERCENT.sub(" ", text)


def _months(text: str) -> tuple[frozenset[int], tuple[str, ...]]:
    line = _LABEL.sub("", text.strip(_EDGES))
    days = [_day(piece) for piece in _BETWEEN.split(line)]
    if days and all(days):
        return frozenset(day.month for day in days if day), ()
    line = _YEAR_MONTH.sub(lambda match: f"{MONTH_NAMES[int(match[2])]} {match[1]}", line)
    line = _MONTH_YEAR.sub(lambda match: f"{MONTH_NAMES[int(match[1])]} {match[2]}", line)
    parsed = parse_schedule(line)
    return parsed.months, parsed.unread


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except InvalidInputError:
        return None


def _from_date(day: date, text: str, year: int) -> Times:
    if day.year == year:
        return Times(frozenset({day.month}), text)
    parts = {day.day, day.month, day.year % 100}
    if parts <= set(MONTHS):
        months = frozenset(parts)
        reading = (
            f"bulan {', '.join(str(month) for month in sorted(months))} yang oleh Excel dijadikan tanggal"
        )
    else:
        months, reading = frozenset({day.month}), MONTH_NAMES[day.month]
    return Times(
        months, text, None, (("tanggal", f"Sel waktu berisi tanggal {text}; usulan: {reading}", True),)
    )
