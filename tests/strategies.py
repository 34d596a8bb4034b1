"""Hypothesis strategies for whole plans, awkward text included; every text is already clean."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.domain.decree.decrees import decrees
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    PLAN_FIELDS,
    TEXT,
    UNIT_FIELDS,
    Field,
    ValueKind,
)
from zidesk.domain.plan.model import (
    MONTHS,
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    MonthCell,
    Plan,
    PlanRecord,
    PlanStatus,
    Remark,
    Unit,
)
from zidesk.domain.plan.validation import MAX_NAME, MAX_TEXT, clean_text

AWKWARD_TEXTS = (
    "=1+1",
    "+62 812",
    "-",
    "@SUM(A1)",
    "\tdi depan tab",
    "baris satu\nbaris dua\n\nbaris empat",
    "kata \"berkutip\" dan 'tunggal'",
    '"',
    "a\tb\tc",
    "√ ✓ ● – “panjang”",
    "日本語 العربية ไทย",
    "𝒁𝑰 👍🏽",
    " spasi di tepi ",
    "5%",
    "2026",
    "1.5",
    "I",
    "true",
    "#REF!",
    "<b>&amp;</b>",
    "_x000D_ _x0041_",
    "Triwulan I",
    "Triwulan II",
    "Rapat tahun 2025",
    "Rapat tahun 2026",
    "panjang sekali " * 66,
)
_LONGEST = ("kata " * MAX_TEXT)[: MAX_TEXT - 1] + "x"
_DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))
_LETTERS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\t\n")
_FREE_TEXTS = st.text(_LETTERS, max_size=12).map(clean_text)
_HEX = "0123456789abcdef"


@cache
def texts() -> st.SearchStrategy[str]:
    """Text of a row or month: ordinary, awkward, sometimes as long as the limit allows, sometimes empty."""
    return st.one_of(_FREE_TEXTS, st.sampled_from((*AWKWARD_TEXTS, _LONGEST)))


@cache
def filled_texts() -> st.SearchStrategy[str]:
    """Text with something to read in it."""
    return texts().map(lambda text: text if text.strip() else f"{text}langkah")


@cache
def names() -> st.SearchStrategy[str]:
    """One short line of text, as in names, titles and numbers."""
    awkward = st.sampled_from(AWKWARD_TEXTS).map(lambda text: " ".join(text.split())[:MAX_NAME].strip())
    free = _FREE_TEXTS.map(lambda text: " ".join(text.split()))
    return st.one_of(free, awkward)


@cache
def ids() -> st.SearchStrategy[str]:
    """Row ids: 32 hexadecimal digits, practically never twice the same."""
    return st.uuids().map(lambda value: value.hex)


@cache
def months_sets() -> st.SearchStrategy[frozenset[int]]:
    """Schedules."""
    return st.frozensets(st.sampled_from(MONTHS))


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Whatever a field may hold."""
    match field.kind:
        case ValueKind.WORDING:
            return st.none() | names().filter(bool)
        case ValueKind.PERCENT:
            return st.none() | st.integers(0, 100)
        case ValueKind.DAY | ValueKind.DAY_DONE:
            return st.none() | _DATES
        case ValueKind.YEAR:
            return st.integers(2000, 2100)
        case ValueKind.FLAG:
            return st.booleans()
        case ValueKind.CHOICE if field.choices is not None:
            return st.sampled_from(field.choices)
        case _:
            return texts() if field.has_lines else names()


@st.composite
def month_cells(draw: st.DrawFn) -> tuple[MonthCell, ...]:
    """The non-blank month cells of an action, in month order."""
    planned = draw(months_sets())
    spoken = draw(st.frozensets(st.sampled_from(MONTHS), max_size=3))
    cells = []
    for month in sorted(planned | spoken):
        cell = MonthCell(month, planned=month in planned)
        if month in spoken:
            done = {field.name: draw(values_of(field)) for field in DONE_FIELDS}
            cell = MonthCell(month, planned=month in planned, **done)
        if not cell.is_blank:
            cells.append(cell)
    return tuple(cells)


@cache
def remarks() -> st.SearchStrategy[Remark]:
    """Remarks of the province."""
    return st.builds(
        Remark, id=ids(), text=filled_texts(), made_on=st.none() | _DATES, answered=st.booleans()
    )


@cache
def evidence_links(evidence_ids: tuple[str, ...]) -> st.SearchStrategy[tuple[EvidenceLink, ...]]:
    """Sorted, distinct links to some of ``evidence_ids``."""
    if not evidence_ids:
        return st.just(())
    link = st.builds(EvidenceLink, evidence_id=st.sampled_from(evidence_ids), month=st.integers(0, 12))
    return st.frozensets(link, max_size=3).map(lambda links: tuple(sorted(links)))


@cache
def actions(evidence_ids: tuple[str, ...] = ()) -> st.SearchStrategy[Action]:
    """Actions, linked to some of ``evidence_ids``."""
    return st.builds(
        Action,
        **{field.name: values_of(field) for field in ACTION_FIELDS if field is not TEXT},
        text=filled_texts(),
        months=month_cells(),
        evidence=evidence_links(evidence_ids),
        remarks=st.lists(remarks(), max_size=2).map(tuple),
        id=ids(),
    )


@st.composite
def areas(draw: st.DrawFn, evidence_ids: tuple[str, ...] = ()) -> Area:
    """Areas with their whole subtree; some rows have nothing under them, some repeat their sibling's text."""
    indicator = st.builds(
        Indicator,
        text=filled_texts(),
        actions=st.lists(actions(evidence_ids), max_size=3).map(tuple),
        id=ids(),
    )
    component = st.builds(
        Component, text=filled_texts(), indicators=st.lists(indicator, max_size=2).map(tuple), id=ids()
    )
    return draw(
        st.builds(Area, text=filled_texts(), components=st.lists(component, max_size=2).map(tuple), id=ids())
    )


def plans(evidence_ids: tuple[str, ...] = ()) -> st.SearchStrategy[Plan]:
    """Plans with ids on every row; ``unit_id`` is empty."""
    return st.builds(
        Plan,
        **{field.name: values_of(field) for field in PLAN_FIELDS},
        areas=st.lists(areas(evidence_ids), max_size=3).map(tuple),
        decree=st.just(BLANK_DECREE) | decrees,
        status=st.sampled_from(PlanStatus),
        id=ids(),
    )


def units() -> st.SearchStrategy[Unit]:
    """Offices with an id and a name."""
    said = {field.name: values_of(field) for field in UNIT_FIELDS}
    said["name"] = names().map(lambda name: name or "Kabupaten Contoh")
    return st.builds(Unit, **said, id=ids())


def evidence() -> st.SearchStrategy[Evidence]:
    """Evidence files, described but without their bytes."""
    return st.builds(
        Evidence,
        id=ids(),
        sha256=st.text(_HEX, min_size=64, max_size=64),
        name=names().map(lambda name: f"{name or 'berkas'}.pdf"),
        size=st.integers(0, 2**40),
        media_type=st.sampled_from(("", "application/pdf", "image/jpeg")),
        document_date=st.none() | _DATES,
        description=texts(),
    )


@st.composite
def plan_records(draw: st.DrawFn) -> PlanRecord:
    """Plans with their unit and with every evidence file that they link to."""
    files = {file.id: file for file in draw(st.lists(evidence(), max_size=3))}
    unit = draw(units())
    plan = draw(plans(tuple(files)))
    linked = {link.evidence_id for path in plan.actions() for link in path.action.evidence}
    return PlanRecord(unit, replace(plan, unit_id=unit.id), {key: files[key] for key in sorted(linked)})
