"""The decree of a source: taken by a draft that has none, told of where it meets another one."""

from dataclasses import replace

import pytest

from tests.domain.decree.decrees import SMALL_DECREE
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import Action, Area, Component, Indicator, Plan, PlanStatus, new_id

AREAS = (
    Area(
        "A", (Component("K", (Indicator("I", (Action("L", id=new_id()),), new_id()),), new_id()),), new_id()
    ),
)
PLAN = Plan(2026, AREAS, id=new_id())
SOURCE = Incoming(Plan(2026, AREAS, decree=SMALL_DECREE))


def test_a_draft_without_a_decree_takes_that_of_the_source() -> None:
    comparison = compare(PLAN, SOURCE)
    assert comparison.takes_decree
    assert comparison.merged() == replace(PLAN, decree=SMALL_DECREE)
    assert [each.message for each in comparison.problems] == [
        "Naskah keputusan ikut diambil: 7 butir dan 2 bagian narasi."
    ]


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, decree=replace(SMALL_DECREE, place="Lain")),
        replace(PLAN, status=PlanStatus.DITETAPKAN),
    ],
)
def test_a_decree_that_is_here_or_signed_stays_and_that_is_told(plan: Plan) -> None:
    comparison = compare(plan, SOURCE)
    assert not comparison.takes_decree
    assert comparison.merged() == plan
    assert [each.message for each in comparison.problems] == [
        "Naskah keputusan dalam sumber berbeda dari yang ada di sini; yang ada di sini dipertahankan."
    ]


@pytest.mark.parametrize("decree", [SMALL_DECREE, BLANK_DECREE])
def test_nothing_is_told_of_a_decree_that_is_the_same_or_missing(decree: object) -> None:
    source = replace(SOURCE, plan=replace(SOURCE.plan, decree=decree))
    comparison = compare(replace(PLAN, decree=SMALL_DECREE), source)
    assert not comparison.takes_decree
    assert comparison.problems == ()
