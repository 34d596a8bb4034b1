"""The table of fields is complete: whatever a value holds is a field or structure, and has a column."""

from dataclasses import fields
from typing import Any

import pytest

from zidesk.db.tables import table
from zidesk.domain.plan.fields import MONTH_FIELDS, NODE_FIELDS, PLAN_FIELDS, UNIT_FIELDS, Field
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell, NodeKind, Plan, Unit

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
