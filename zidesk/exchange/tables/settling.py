"""Make the plan of what was read: certain rows, and doubtful ones whose proposed reading was accepted."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from zidesk.domain.importing.incoming import Place, Problem
from zidesk.domain.plan.area_names import area_number
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell
from zidesk.exchange.reading import short
from zidesk.exchange.tables.drafts import Draft
from zidesk.exchange.tables.report import Report
from zidesk.exchange.tables.steps import Entry

_TAKEN = "; usulan itu dipakai."
_LEFT_OUT = "; baris ini belum diimpor."


@dataclass(slots=True)
class _Heading:
    text: str
    drafts: int = 0
    kept: int = 0
    children: dict[str, "_Heading"] = field(default_factory=dict)
    steps: list[Draft] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether the plan has it: one whose rows are all left out would seem to have none."""
        return self.kept > 0 or (self.drafts == 0 and bool(self.text))


def is_taken(draft: Draft, accepted: Collection[str]) -> bool:
    """Whether a row is certain, or all its doubts were answered with the proposed reading."""
    return all(doubt.takeable and doubt.kind in accepted for doubt in draft.doubts)


def drafts_of(entries: Sequence[Entry]) -> list[Draft]:
    """Return the steps of the entries."""
    return [entry.draft for entry in entries if entry.draft]


def doubt_kinds(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the kinds of doubt that can be answered, with how many rows each concerns."""
    kinds: dict[str, int] = {}
    for draft in drafts_of(entries):
        for kind in {doubt.kind for doubt in draft.doubts if doubt.takeable}:
            kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def settle(
    entries: Sequence[Entry], accepted: Collection[str], report: Report, *, words: bool
) -> tuple[tuple[Area, ...], dict[tuple[int, int, int, int], Place], list[Problem]]:
    """Return the areas with the rows taken, where each was read, and the problems of doubtful rows.

    ``words``: the table words its schedule, which the plan keeps.
    """
    areas: dict[str, _Heading] = {}
    problems: list[Problem] = []
    for entry in entries:
        taken = entry.draft is not None and is_taken(entry.draft, accepted)
        headings = _headings(areas, entry)
        for heading in headings:
            heading.drafts += entry.draft is not None
            heading.kept += taken
        if entry.draft and taken:
            headings[-1].steps.append(entry.draft)
        if entry.draft:
            problems += _problems(entry.draft, report, taken=taken)
    shown = _in_order(areas.values())
    places: dict[tuple[int, int, int, int], Place] = {}
    built = tuple(_area(heading, index, places, report, words=words) for index, heading in enumerate(shown))
    return built, places, list(dict.fromkeys(problems))


def _headings(areas: dict[str, _Heading], entry: Entry) -> list[_Heading]:
    number = area_number(entry.area)
    area = areas.setdefault(f"#{number}" if number else _key(entry.area), _Heading(entry.area))
    found = [area]
    for text in (entry.component, entry.indicator):
        if text is None:
            break
        below = found[-1].children
        found.append(below.setdefault(_key(text), _Heading(text)))
    return found


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _in_order(areas: Iterable[_Heading]) -> list[_Heading]:
    """Return the areas in their fixed order where all are known, else as they came."""
    shown = [area for area in areas if area.is_shown]
    numbers = [area_number(area.text) or 0 for area in shown]
    return sorted(shown, key=lambda area: area_number(area.text) or 0) if all(numbers) else shown


def _problems(draft: Draft, report: Report, *, taken: bool) -> list[Problem]:
    told = list(dict.fromkeys(draft.doubts))
    ending = _TAKEN if taken else _LEFT_OUT
    problems = [Problem(report.place(doubt.spot), doubt.message + ending) for doubt in told]
    rows = {doubt.spot.row for doubt in told if doubt.spot.sheet == draft.spot.sheet}
    if told and not taken and draft.spot.row not in rows:
        message = f"Langkah aksi {short(draft.text)} belum pasti{_LEFT_OUT}"
        problems.append(Problem(report.place(draft.spot), message))
    return problems


def _area(
    heading: _Heading, a: int, places: dict[tuple[int, int, int, int], Place], report: Report, *, words: bool
) -> Area:
    components = []
    for c, component in enumerate(_shown(heading)):
        indicators = []
        for i, indicator in enumerate(_shown(component)):
            actions = []
            for n, draft in enumerate(indicator.steps):
                actions.append(_action(draft, words=words))
                places[a, c, i, n] = report.place(replace(draft.spot, column=0))
            indicators.append(Indicator(indicator.text, tuple(actions)))
        components.append(Component(component.text, tuple(indicators)))
    return Area(heading.text, tuple(components))


def _shown(heading: _Heading) -> list[_Heading]:
    return [child for child in heading.children.values() if child.is_shown]


def _action(draft: Draft, *, words: bool) -> Action:
    return Action(
        draft.text,
        draft.evidence,
        tuple(MonthCell(month, planned=True) for month in sorted(draft.months)),
        draft.target,
        draft.person,
        (draft.wording or None) if words else None,
    )
