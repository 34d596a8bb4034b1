"""Schedules: the set of planned months, written in the office's words and read from every notation of it.

Writing is canonical: runs of three months or more are "Januari s.d Maret", two lone months are "Juli dan
Desember", everything else is a list with commas. Reading never guesses: a quarter or a semester is its
whole span of months, "setiap triwulan" is each quarter's last month, and a piece that is not certain (a
run that ends before it begins, prose, a day of the month) is reported as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType

from zidesk.domain.plan.model import MONTHS
from zidesk.domain.plan.numbering import parse_roman
from zidesk.domain.plan.validation import clean_text
from zidesk.domain.schedule.dates import MONTH_NAMES, MONTH_SHORT, month_number

PATTERNS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        "Setiap bulan": frozenset(MONTHS),
        "Setiap triwulan": frozenset({3, 6, 9, 12}),
        "Setiap semester": frozenset({6, 12}),
    }
)
"""Recurring schedules by the name that menus show."""

_SHORTEST_RUN = 3
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class ParsedSchedule:
    """What was understood of a schedule, and the pieces that were not, as they were written."""

    months: frozenset[int] = frozenset()
    unread: tuple[str, ...] = ()


def format_schedule(months: Iterable[int]) -> str:
    """Return months (1-12) in the office's words: "Januari s.d Desember", "April, Juli, Oktober, Desember".

    No months give an empty text. ``parse_schedule`` reads every text back to the same months.
    """
    pieces: list[str] = []
    for first, last in _runs(months):
        if last - first + 1 >= _SHORTEST_RUN:
            pieces.append(f"{MONTH_NAMES[first]} s.d {MONTH_NAMES[last]}")
        else:
            pieces.extend(MONTH_NAMES[first : last + 1])
    two_lone_months = len(pieces) == 2 and all(piece in MONTH_NAMES for piece in pieces)
    return (" dan " if two_lone_months else ", ").join(pieces)


def parse_schedule(text: str) -> ParsedSchedule:
    """Read a schedule in any of the offices' notations.

    Understood: month names in full and in short, runs ("s.d", "s/d", "sampai dengan", dashes), lists
    (commas, "dan", "&", ";", "/", new lines), "TW I" and "Semester II" (all their months), "setiap bulan",
    "setiap triwulan" (3, 6, 9, 12), "setiap semester" (6, 12), "B03 B06", and plain numbers where nothing
    but numbers stands. A year beside them is accepted. Everything else comes back in ``unread``.
    """
    cleaned = _BLANKS.sub(_one_blank, clean_text(text).strip())
    tokens = _with_plain_numbers(_with_series(list(_tokenize(cleaned))))
    months: set[int] = set()
    unread: list[_Token] = []
    for segment in _segments(tokens):
        for token in _read_segment(segment):
            if _says_months(token, segment):
                months |= token.months
            else:
                unread.append(token)
    accepted = {_Kind.YEAR, _Kind.FILLER} if months else set()
    pieces = tuple(
        cleaned[piece[0].start : piece[-1].end].strip()
        for piece in _neighbours(unread, cleaned)
        if any(token.kind not in accepted for token in piece)
    )
    return ParsedSchedule(frozenset(months), pieces)


class _Kind(Enum):
    EXCEPTION = auto()
    DATE = auto()
    EVERY_MONTH = auto()
    EVERY_QUARTER = auto()
    EVERY_SEMESTER = auto()
    LINK = auto()
    QUARTER = auto()
    SEMESTER = auto()
    CODE = auto()
    YEAR = auto()
    AMOUNT = auto()
    PERCENT = auto()
    NUMBER = auto()
    SEPARATOR = auto()
    FILLER = auto()
    VAGUE = auto()
    WORD = auto()
    OTHER = auto()
    TERM = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    start: int
    end: int
    months: frozenset[int] = frozenset()
    year: str = ""


_ANY_MONTH = "|".join(name for name in {*MONTH_NAMES[1:], *MONTH_SHORT[1:], "Nop", "Agt", "Ags", "Sept"})
_EACH = r"(?:\b(?:setiap|tiap(?:[\s-]+tiap)?|per|saban)\s*-?\s*(?:akhir\s+)?)"
_A_QUARTER = "(?:triwulan|tribulan|trw|tw|kuartal)"
# "Setiap triwulan (April, Juli)", "setiap bulan Maret", "setiap TW I": what follows says the months.
_NAMED = rf"\s*[(:]?\s*(?:{_ANY_MONTH})"
_UNNAMED = rf"\b(?!{_NAMED}|[\s.-]*(?:[ivx]+|\d)\b)"
_NUMERAL = r"[\s.-]*(?:ke\s*-?\s*)?({numerals})(?![^\W_])"
_LEXICON = re.compile(
    "|".join(
        f"(?P<{kind.name}>{pattern})"
        for kind, pattern in (
            (_Kind.EXCEPTION, r"\b(?:kecuali|selain)\b.*"),
            (_Kind.DATE, r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2}"),
            (_Kind.EVERY_MONTH, rf"{_EACH}bulan(?:nya)?{_UNNAMED}|\bbulanan\b|\bsepanjang\s+tahun\b"),
            (_Kind.EVERY_QUARTER, rf"{_EACH}(?:{_A_QUARTER}|(?:3|tiga)\s+bulan){_UNNAMED}|\btriwulanan\b"),
            (_Kind.EVERY_SEMESTER, rf"{_EACH}(?:semester|(?:6|enam)\s+bulan){_UNNAMED}|\bsemesteran\b"),
            (
                _Kind.LINK,
                r"\bs\s*[./]\s*d\b\.?|\bsd\b\.?|\b(?:sampai(?:\s+(?:dengan|dgn))?|hingga)\b|[-–—‐‑−]+",
            ),
            (
                _Kind.QUARTER,
                rf"\b{_A_QUARTER}" + _NUMERAL.format(numerals="iv|i{1,3}|[1-4]"),
            ),
            (_Kind.SEMESTER, r"\b(?:semester|smt)" + _NUMERAL.format(numerals="i{1,2}|[12]")),
            (_Kind.CODE, r"\bB(?:0?[1-9]|1[0-2])\b"),
            (_Kind.YEAR, r"(?:\b(?:tahun|thn|th)\b\.?\s*)?(?<!\d)(?:19|20)\d\d(?![\d%])"),
            (_Kind.AMOUNT, r"\d+(?:\.\d+)+|\d+\s*(?:bulan|bln)\b"),
            (_Kind.PERCENT, r"\d+(?:,\d+)?\s*%"),
            (_Kind.NUMBER, r"\d+"),
            (_Kind.SEPARATOR, r"[,;/&+|\n]|\b(?:dan|serta)\b"),
            (
                _Kind.FILLER,
                rf"{_EACH}(?:{_A_QUARTER}|semester)(?={_NAMED})|\b(?:bulan|bln|pada|dari|setiap|tiap|yaitu|sekali)\b\.?",
            ),
            (_Kind.VAGUE, r"\b(?:awal|akhir|pertengahan|minggu|tanggal|tgl)\b\.?"),
            (_Kind.WORD, r"[^\W\d_]+\.?"),
            (_Kind.OTHER, r"[^\s.:()\[\]\"'“”‘’*•●·]"),
        )
    ),
    re.IGNORECASE | re.DOTALL,
)
_ADJECTIVES = ("bulanan", "triwulanan", "semesteran")
_RECURRING = dict(
    zip((_Kind.EVERY_MONTH, _Kind.EVERY_QUARTER, _Kind.EVERY_SEMESTER), PATTERNS.values(), strict=True)
)
_SERIES = {_Kind.QUARTER: 3, _Kind.SEMESTER: 6}
_BESIDE_NUMBERS = frozenset(
    {_Kind.NUMBER, _Kind.SEPARATOR, _Kind.LINK, _Kind.YEAR, _Kind.FILLER, _Kind.PERCENT}
)
# What may stand between a link word and the month it leads to, or comes from: "10 Januari s.d akhir Maret".
_INSIDE_A_RUN = frozenset({_Kind.NUMBER, _Kind.YEAR, _Kind.FILLER, _Kind.VAGUE})
_BLANKS = re.compile(r"\s+")
_LAST_NUMERAL = re.compile(r"(?:[iv]+|\d)$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–—]\s*")
_LINE_AFTER_LINK = re.compile(
    r"((?:\bs\s*[./]\s*d\b\.?|\bsd\b|\bsampai|\bdengan|[-–—])[ \t]*)\n", re.IGNORECASE
)
_LINE_BEFORE_LINK = re.compile(r"\n(?=\s*(?:s\s*[./]\s*d\b|sd\b|sampai\b))", re.IGNORECASE)
_BULLETS = re.compile(r"^[ \t]*[-–—]", re.MULTILINE)


def _runs(months: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for month in sorted(set(months)):
        if first and month == last + 1:
            last = month
            continue
        if first:
            yield first, last
        first = last = month
    if first:
        yield first, last


def _one_blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _tokenize(text: str) -> Iterator[_Token]:
    # The replacements keep the length, so that positions stay those of the original text.
    if _BULLET.match(text):
        text = _BULLETS.sub(lambda match: " " * len(match[0]), text)
    text = _LINE_BEFORE_LINK.sub(" ", _LINE_AFTER_LINK.sub(r"\1 ", text))
    for match in _LEXICON.finditer(text):
        kind = _Kind[match.lastgroup or ""] if match.lastgroup else _Kind.OTHER
        token = _Token(kind, match[0], match.start(), match.end())
        if kind in _RECURRING:
            token = replace(token, months=_RECURRING[kind])
        elif kind is _Kind.CODE:
            token = _term(token, 1, int(match[0][1:]))
        elif kind is _Kind.WORD and (month := month_number(match[0])) is not None:
            token = _term(token, 1, month)
        yield token


def _term(token: _Token, length: int, number: int) -> _Token:
    first = (number - 1) * length + 1
    return replace(token, kind=_Kind.TERM, months=frozenset(range(first, first + length)))


def _numeral_value(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_roman(text.rstrip("."))


def _with_series(tokens: list[_Token]) -> list[_Token]:
    """Turn "TW I, III" and "Semester I dan II" into their months: a bare numeral goes on with the series."""
    result: list[_Token] = []
    series = 0
    for token in tokens:
        if token.kind in _SERIES:
            series = _SERIES[token.kind]
            value = _numeral_value(_LAST_NUMERAL.findall(token.text)[0])
            result.append(_term(token, series, value) if value else token)
            continue
        if series and token.kind in (_Kind.NUMBER, _Kind.WORD):
            value = _numeral_value(token.text)
            if value and value * series <= _LAST_MONTH:
                result.append(_term(token, series, value))
                continue
        if token.kind not in (_Kind.SEPARATOR, _Kind.LINK, _Kind.YEAR):
            series = 0
        result.append(token)
    return result


def _with_plain_numbers(tokens: list[_Token]) -> list[_Token]:
    """Read numbers as months where nothing but numbers stands; elsewhere they may be days or amounts."""
    if any(token.kind not in _BESIDE_NUMBERS for token in tokens):
        return tokens
    return [
        _term(token, 1, int(token.text))
        if token.kind is _Kind.NUMBER and len(token.text) <= 2 and int(token.text) in MONTHS
        else token
        for token in tokens
    ]


def _segments(tokens: list[_Token]) -> Iterator[list[_Token]]:
    segment: list[_Token] = []
    for token in tokens:
        if token.kind is _Kind.SEPARATOR:
            yield segment
            segment = []
        else:
            segment.append(token)
    yield segment


def _read_segment(segment: list[_Token]) -> list[_Token]:
    """Join the ends of each run in a segment; a run that is not certain becomes one unread piece."""
    result: list[_Token] = []
    position = 0
    while position < len(segment):
        ends = [position]
        while (following := _other_end(segment, ends[-1])) is not None:
            ends.append(following)
        after = ends[-1] + 1
        if len(ends) == 1:
            result.append(segment[position])
        else:
            if after < len(segment) and segment[after].kind is _Kind.YEAR:
                after += 1
            result.extend(_read_run([segment[end] for end in ends], segment[position:after]))
        position = after
    return result


def _other_end(segment: list[_Token], position: int) -> int | None:
    """Return where the term stands that a link joins to the term at ``position``."""
    if segment[position].kind is not _Kind.TERM:
        return None
    linked = False
    for index in range(position + 1, len(segment)):
        kind = segment[index].kind
        if kind is _Kind.TERM:
            return index if linked else None
        if kind is _Kind.LINK and not linked:
            linked = True
        elif kind not in _INSIDE_A_RUN:
            return None
    return None


def _read_run(ends: list[_Token], stretch: list[_Token]) -> list[_Token]:
    # "Januari-Februari-Maret" is the same as a run and as a list; "Maret-Juni-September" is not.
    firsts = [min(end.months) for end in ends]
    steps = [(max(end.months), after) for end, after in zip(ends, firsts[1:], strict=False)]
    years = {token.text for token in stretch if token.kind is _Kind.YEAR}
    forwards = firsts == sorted(firsts)
    consecutive = all(last + 1 == first for last, first in steps)
    whole = replace(stretch[0], kind=_Kind.OTHER, months=frozenset(), end=stretch[-1].end)
    if not forwards or len(years) > 1 or (len(ends) > 2 and not consecutive):
        return [whole]
    run = replace(whole, kind=_Kind.TERM, months=frozenset(range(firsts[0], max(ends[-1].months) + 1)))
    details = [t for t in stretch if t.kind in (_Kind.NUMBER, _Kind.VAGUE)]
    return [run, *details]


def _says_months(token: _Token, segment: list[_Token]) -> bool:
    # "Laporan bulanan" names a report; only by itself does the adjective say when.
    if token.text.lower() in _ADJECTIVES:
        return all(other.kind in (token.kind, _Kind.YEAR) for other in segment)
    return bool(token.months)


def _neighbours(tokens: list[_Token], text: str) -> Iterator[list[_Token]]:
    """Yield tokens in order, in groups that have only blanks and brackets between them in ``text``."""
    group: list[_Token] = []
    for token in sorted(tokens, key=lambda one: one.start):
        if group and text[group[-1].end : token.start].strip(" .:()"):
            yield group
            group = []
        group.append(token)
    if group:
        yield group
