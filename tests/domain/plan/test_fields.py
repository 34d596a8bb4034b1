"""The table of fields is complete: whatever a value holds is a field or structure, and has a column."""

from dataclasses import fields
from typing import Any

import pytest

from zidesk.db.tables import table
from zidesk.domain.importing.differences import PLACE_LABEL
from zidesk.domain.importing.row_values import REMARK_LABEL
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    MONTH_FIELDS,
    NODE_FIELDS,
    PLAN_FIELDS,
    PLANNED,
    UNIT_FIELDS,
    Field,
)
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell, NodeKind, Plan, Unit
from zidesk.exchange.reading import normalized
from zidesk.exchange.workbook.layout import REALIZATION_TITLES

# What a value holds besides its fields: identity, place, and what hangs on it.
CASES = [
    (Unit, "unit", UNIT_FIELDS, {"id"}),
    (Plan, "plan", PLAN_FIELDS, {"id", "unit_id", "revises_id", "areas", "decree", "status"}),
    (Area, "area", NODE_FIELDS[NodeKind.AREA], {"id", "components"}),
    (Component, "component", NODE_FIELDS[NodeKind.COMPONENT], {"id", "indicators"}),
    (Indicator, "indicator", NODE_FIELDS[NodeKind.INDICATOR], {"id", "actions"}),
    (Action, "action", NODE_FIELDS[NodeKind.ACTION], {"id", "months", "evidence", "remarks"}),
    (MonthCell, "action_month", MONTH_FIELDS, {"month"}),
]


@pytest.mark.parametrize(("kind", "name", "declared", "structure"), CASES)
def test_every_value_is_a_field_or_structure_and_every_field_is_stored(
    kind: Any, name: str, declared: tuple[Field, ...], structure: set[str]
) -> None:
    names = [field.name for field in declared]
    assert len(names) == len(set(names))
    assert set(names) | structure == {field.name for field in fields(kind)}
    assert set(names) <= set(table(name).columns.keys())


def test_a_heading_says_its_text_only() -> None:
    # A workbook has no column for more, and would read it as emptied: make a place for it first.
    for kind in (NodeKind.AREA, NodeKind.COMPONENT, NodeKind.INDICATOR):
        assert [field.name for field in NODE_FIELDS[kind]] == ["text"]


@pytest.mark.parametrize(
    "declared",
    [ACTION_FIELDS, DONE_FIELDS, (*UNIT_FIELDS, *PLAN_FIELDS)],
    ids=["action", "month", "identity"],
)
def test_no_two_fields_of_one_thing_are_called_alike(declared: tuple[Field, ...]) -> None:
    names = [field.name for field in declared]
    keys = [field.json_key for field in declared]
    labels = [field.label for field in declared]
    titles = [normalized(title) for field in declared for title in {field.heading, *field.aliases}]
    for called in (names, keys, labels, titles):
        assert len(called) == len(set(called))


def test_a_title_is_none_that_the_workbook_uses_otherwise() -> None:
    taken = {"no", "komponen", "indikator", "pelaksanaan", *map(normalized, REALIZATION_TITLES[:7])} - {
        "langkahaksi"
    }
    assert not taken & {
        normalized(title) for field in ACTION_FIELDS for title in (field.heading, *field.aliases)
    }
    assert not taken & {normalized(field.heading) for field in DONE_FIELDS}


def test_no_field_of_an_action_is_called_like_what_else_a_preview_tells() -> None:
    taken = {REMARK_LABEL, PLACE_LABEL, PLANNED.label, "Berkas bukti"}
    assert not taken & {field.label for field in ACTION_FIELDS}


def test_a_blank_value_is_that_of_the_model() -> None:
    for value, declared in ((Action(""), ACTION_FIELDS), (MonthCell(1), MONTH_FIELDS)):
        assert {field.name: getattr(value, field.name) for field in declared} == {
            field.name: field.blank for field in declared
        }
