"""What a cell under a month, a week or a quarter says: planned, not planned, or something to ask about."""

import re
from dataclasses import dataclass
from datetime import date

from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.exchange.reading import TICKS, short
from zidesk.exchange.seen import Cell

_TICKS = TICKS | frozenset("•*■▪◾⬛⚫☑✅✶★●o") - {"o"}
_NO_TICKS = frozenset({"-", "–", "—", "0", "false", ".", "_", "☐", "□", "○"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s*%?")
_NOT = re.compile(r"\b(?:tidak|tdk|bukan|n/a|nihil)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a period is planned; ``kind`` of doubt and ``message`` are ``""`` where that is certain."""

    planned: bool
    kind: str = ""
    message: str = ""
    takeable: bool = True
    months: frozenset[int] = frozenset()
    """The months that it names, where they are not those of its column."""


def read_mark(cell: Cell, months: frozenset[int]) -> Mark:
    """Return what a cell under ``months`` says."""
    text = cell.text.strip()
    if cell.error:
        return Mark(
            planned=False, kind="rumus", message=f"Sel berisi kesalahan rumus {short(text)}", takeable=False
        )
    if cell.formula and not text:
        return Mark(
            planned=False, kind="rumus", message="Hasil rumus di sel ini tidak tersimpan", takeable=False
        )
    lowered = text.casefold()
    if not text or lowered in _NO_TICKS or lowered.rstrip("%") in ("0", "0,0", "0.0"):
        return Mark(planned=False)
    if set(lowered.split()) <= _TICKS or set(lowered) <= _TICKS - {"1"}:
        return Mark(planned=True)
    if isinstance(cell.value, date):
        return _proposed("tanggal", f"Tanggal {text} di kolom bulan")
    if isinstance(cell.value, float | bool) or _NUMBER.fullmatch(text):
        return _proposed("angka", f"Angka {short(text)} di kolom bulan")
    parsed = parse_schedule(text)
    if parsed.months and parsed.months == months and not parsed.unread:
        return Mark(planned=True)
    if parsed.months and not parsed.unread:
        reading = format_schedule(parsed.months)
        message = f"Tulisan {short(text)} di kolom bulan; usulan: {reading}"
        return Mark(planned=True, kind="kata", message=message, months=parsed.months)
    if len(text) <= 2:
        return _proposed("tanda", f"Tanda {short(text)} di kolom bulan tidak dikenali")
    if _NOT.search(text):
        return Mark(
            planned=False,
            kind="kata",
            message=f"Tulisan {short(text)} di kolom bulan; usulan: tidak direncanakan",
        )
    return _proposed("kata", f"Tulisan {short(text)} di kolom bulan")


def looks_like_mark(text: str) -> bool:
    """Whether ``text`` is a tick, or so short that it may stand for one."""
    stripped = text.strip().casefold()
    return bool(stripped) and (set(stripped) <= _TICKS or len(stripped) == 1) and stripped not in _NO_TICKS


def is_tick(text: str) -> bool:
    """Whether ``text`` is a tick for certain."""
    stripped = text.strip().casefold()
    return bool(stripped) and set(stripped) <= _TICKS - {"1"}


def _proposed(kind: str, what: str) -> Mark:
    return Mark(planned=True, kind=kind, message=f"{what}; usulan: direncanakan")
