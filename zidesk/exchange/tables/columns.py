"""Give the columns of a table their roles: by heading, by the headings above it, by their neighbours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zidesk.exchange.tables.header import Heading, HeadRows
from zidesk.exchange.tables.headings import MAIN, Meaning, Period, PeriodKind, Role

_YEAR_OF_MONTHS = "jfmamjjasond"
_MONTHS_IN_QUARTER = 3
_LAST_QUARTER, _LAST_WEEK, _LAST_MONTH = 4, 5, 12
_LEVELS = (Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION)
_FAINT, _SURE = 1, 3
_QUARTERS = re.compile(r"\b(?:triwulan|tw|kuartal|tribulan)\b", re.IGNORECASE)
_DONE_LETTERS = frozenset({"r", "real", "realisasi"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what stands in it.

    ``role`` is ``None`` where its heading does not tell; ``months`` are those of a period's column, which is
    ``weekly`` where it is one of several for a month; ``doubt`` is an Indonesian half sentence that says how
    it is read although that is not certain, ``""`` where it is.
    """

    index: int
    heading: str
    role: Role | None
    months: frozenset[int] = frozenset()
    kind: PeriodKind | None = None
    year: int = 0
    weight: int = 0
    doubt: str = ""
    beside: Role | None = None
    """The role that it would have had, were there no better column for it."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table by their index, counted from 1."""

    by_index: dict[int, Column]
    _asked: dict[tuple[Role, ...], list[Column]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, *roles: Role) -> list[Column]:
        """Return the columns with these roles, from the left."""
        found = self._asked.get(roles)
        if found is None:
            found = [column for column in self.by_index.values() if column.role in roles]
            self._asked[roles] = found
        return found

    def has(self, *roles: Role) -> bool:
        """Whether there is a column with one of these roles."""
        return bool(self.of(*roles))

    @property
    def left(self) -> int:
        """The leftmost column with a heading."""
        return min(index for index, column in self.by_index.items() if column.heading)

    @property
    def right(self) -> int:
        """The rightmost column with a heading."""
        return max(index for index, column in self.by_index.items() if column.heading)

    @property
    def is_plan(self) -> bool:
        """Whether the columns are those of an action plan."""
        roles = {column.role for column in self.by_index.values()}
        return bool(roles & {Role.ACTION, Role.INDICATOR}) and len(roles & {*MAIN, Role.PERIOD}) > 1


def columns_of(head: HeadRows) -> TableColumns:
    """Return the columns under a head, each with the role that its headings give it."""
    columns = {index: _column(index, path) for index, path in head.paths.items()}
    for run in _runs(columns, head.paths):
        for column in _settled_run(run, head.paths):
            columns[column.index] = column
    columns = _without_second_year(columns)
    return TableColumns(_one_for_each_role(columns))


def _column(index: int, path: tuple[Heading, ...]) -> Column:
    heading = " – ".join(part.text for part in path)
    if not path:
        return Column(index, "", None)
    meanings = [part.meaning for part in path if part.meaning]
    periods = [part.period for part in path if part.period]
    is_target = any(meaning.role is Role.TARGET for meaning in meanings)
    is_done = any(
        meaning.role is Role.DONE and not (is_target and meaning.weight < _SURE) for meaning in meanings
    )
    is_done = is_done or (len(path) > 1 and path[-1].text.casefold() in _DONE_LETTERS)
    if periods and not (
        meanings and path[-1].meaning and path[-1].meaning.role in (Role.NUMBER, Role.EVIDENCE)
    ):
        year = max(period.year for period in periods)
        if is_done:
            return Column(index, heading, Role.DONE, weight=3)
        return _period_column(index, heading, periods, year)
    meaning = path[-1].meaning
    if meaning is None and meanings:
        return Column(
            index,
            heading,
            meanings[-1].role,
            weight=_FAINT,
            doubt=f"dibaca sebagai {meanings[-1].role.value}",
        )
    if is_target and not is_done and meaning is not None and meaning.role is Role.DONE:
        meaning = Meaning(Role.TARGET, meaning.weight)
    if is_done and meaning is not None and meaning.role in (Role.SCHEDULE, Role.TARGET):
        meaning = Meaning(Role.DONE, meaning.weight)
    return Column(index, heading, meaning.role if meaning else None, weight=meaning.weight if meaning else 0)


def _period_column(index: int, heading: str, periods: list[Period], year: int) -> Column:
    """Return a column for the shortest period over it; ordinals are settled with their neighbours."""
    by_kind = {period.kind: period for period in periods}
    month = by_kind.get(PeriodKind.MONTH)
    if month:
        weekly = PeriodKind.WEEK in by_kind or PeriodKind.ORDINAL in by_kind
        kind = PeriodKind.WEEK if weekly else PeriodKind.MONTH
        return Column(index, heading, Role.PERIOD, month.months, kind, year, 3)
    quarter, ordinal = by_kind.get(PeriodKind.QUARTER), by_kind.get(PeriodKind.ORDINAL)
    if quarter and ordinal:
        number = ordinal.number
        if number <= _MONTHS_IN_QUARTER:
            number += (quarter.number - 1) * _MONTHS_IN_QUARTER
        if number in quarter.months:
            return Column(index, heading, Role.PERIOD, frozenset({number}), PeriodKind.MONTH, year, 3)
    longer = quarter or by_kind.get(PeriodKind.SEMESTER)
    if longer:
        return Column(index, heading, Role.PERIOD, longer.months, longer.kind, year, 3)
    return Column(index, heading, Role.PERIOD, frozenset(), periods[-1].kind, year, 3)


def _runs(columns: dict[int, Column], paths: dict[int, tuple[Heading, ...]]) -> Iterable[list[Column]]:
    """Yield neighbouring columns whose headings say nothing alone: numbers, initials, weeks without month."""
    run: list[Column] = []
    for index in sorted(columns):
        column = columns[index]
        alike = not run or paths[index][:-1] == paths[run[-1].index][:-1] or not paths[index][:-1]
        if (
            column.role is Role.PERIOD
            and not column.months
            and (not run or (alike and run[-1].index == index - 1))
        ):
            run.append(column)
            continue
        if run:
            yield run
        run = [column] if column.role is Role.PERIOD and not column.months else []
    if run:
        yield run


def _settled_run(run: list[Column], paths: dict[int, tuple[Heading, ...]]) -> list[Column]:
    lowest = [paths[column.index][-1] for column in run]
    numbers = [part.period.number if part.period else 0 for part in lowest]
    whole_year = list(range(1, _LAST_MONTH + 1))
    if "".join(part.text.casefold() for part in lowest) == _YEAR_OF_MONTHS or numbers == whole_year:
        return [_as_month(column, month) for column, month in zip(run, whole_year, strict=True)]
    schedules = any(part.meaning and part.meaning.role is Role.SCHEDULE for part in paths[run[0].index])
    rising = all(one + 1 == other for one, other in pairwise(numbers))
    if run[0].kind is PeriodKind.ORDINAL and schedules and rising and numbers[0]:
        quarters = numbers == list(range(1, _LAST_QUARTER + 1))
        named = _QUARTERS.search(run[0].heading) is not None
        if quarters:
            note = "" if named else "dibaca sebagai triwulan"
            return [
                replace(_of_period(column, Period(PeriodKind.QUARTER, number)), doubt=note)
                for column, number in zip(run, numbers, strict=True)
            ]
        if numbers[-1] <= _LAST_MONTH and (len(run) == 6 or numbers[-1] > _LAST_WEEK):
            return [_as_month(column, number) for column, number in zip(run, numbers, strict=True)]
    groups = _groups(numbers)
    if len(groups) == _LAST_MONTH:
        months = [month for month, size in enumerate(groups, 1) for _ in range(size)]
        return [
            replace(
                _as_month(column, month),
                kind=PeriodKind.WEEK,
                doubt="dibaca sebagai minggu dari dua belas bulan",
            )
            for column, month in zip(run, months, strict=True)
        ]
    return [replace(column, role=None, kind=None) for column in run]


def _groups(numbers: list[int]) -> list[int]:
    """Return how many numbers stand in each group that begins with 1."""
    groups: list[int] = []
    for number in numbers:
        if number == 1:
            groups.append(0)
        if not groups:
            return []
        groups[-1] += 1
    return groups if all(size <= _LAST_WEEK for size in groups) else []


def _as_month(column: Column, month: int) -> Column:
    return _of_period(column, Period(PeriodKind.MONTH, month))


def _of_period(column: Column, period: Period) -> Column:
    return replace(column, months=period.months, kind=period.kind)


def _without_second_year(columns: dict[int, Column]) -> dict[int, Column]:
    """Keep the first of two sets of the same periods; nobody can tell what the other is."""
    seen: set[tuple[PeriodKind | None, frozenset[int]]] = set()
    kept = dict(columns)
    last: Column | None = None
    for index, column in sorted(columns.items()):
        if column.role is not Role.PERIOD or column.kind is PeriodKind.WEEK:
            continue
        key = (column.kind, column.months)
        if key in seen and last is not None:
            kept[index] = replace(column, role=None)
        seen.add(key)
        last = column
    return kept


def _one_for_each_role(columns: dict[int, Column]) -> dict[int, Column]:
    kept = dict(columns)
    for role in MAIN:
        same = [column for column in kept.values() if column.role is role]
        if len(same) < 2:
            continue
        best = max(same, key=lambda column: (column.weight, -column.index))
        for column in same:
            if column is not best and column.heading != best.heading:
                kept[column.index] = _second(column, best, kept)
    if not any(column.role is Role.ACTION for column in kept.values()):
        return kept
    return kept


def _second(column: Column, best: Column, columns: dict[int, Column]) -> Column:
    """Return a column whose role another has too, as what it can be beside that."""
    taken = {other.role for other in columns.values()}
    if best.role in _LEVELS and column.index < best.index:
        for level in reversed(_LEVELS[: _LEVELS.index(best.role)]):
            if level not in taken:
                return replace(column, role=level, doubt=f"dibaca sebagai {level.value}")
    return replace(column, role=Role.EXTRA, beside=best.role)
