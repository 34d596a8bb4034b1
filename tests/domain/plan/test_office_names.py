"""A plan that starts from another office's plan names the office that it is for."""

from dataclasses import replace

import pytest

from zidesk.domain.plan.model import Action, Area, Component, Indicator, Level, Plan, Unit
from zidesk.domain.plan.office_names import with_office_named
from zidesk.domain.plan.template import plan_from_template
from zidesk.exchange.examples import read_example

BATANG_HARI = Unit("Kabupaten Batang Hari")
TEBO = Unit("Kabupaten Tebo")
JAMBI = Unit("Provinsi Jambi", level=Level.PROVINSI)


def renamed(text: str, before: Unit = BATANG_HARI, after: Unit = TEBO) -> str:
    """Return an action's text after the office got its name."""
    action = Action(text, text, person_in_charge=text, schedule_text=text)
    plan = Plan(2027, (Area("A", (Component("B", (Indicator("C", (action,)),)),)),))
    (path,) = with_office_named(plan, before, after).actions()
    assert {path.action.evidence_text, path.action.person_in_charge, path.action.schedule_text} == {
        path.action.text
    }
    return path.action.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sekretariat KPU Kabupaten Batang Hari, dan lain", "Sekretariat KPU Kabupaten Tebo, dan lain"),
        ("KPU KABUPATEN BATANG HARI", "KPU KABUPATEN TEBO"),
        ("JDIH KPU Kab. Batang Hari", "JDIH KPU Kabupaten Tebo"),
        ("di Kab Batang  Hari", "di Kabupaten Tebo"),
        ("KPU Kabupaten Batang\nHari", "KPU Kabupaten Tebo"),
        ("laman KPU Batang Hari", "laman KPU Tebo"),
        ("Sungai Batang Hari", "Sungai Batang Hari"),
        ("Kabupaten Batang Harian", "Kabupaten Batang Harian"),
        ("KPU Provinsi Jambi", "KPU Provinsi Jambi"),
    ],
)
def test_the_office_is_renamed_where_it_is_meant(text: str, expected: str) -> None:
    assert renamed(text) == expected


def test_a_province_and_a_town_of_one_name_are_told_apart() -> None:
    town = Unit("Kota Jambi", level=Level.KOTA)
    text = "KPU Kota Jambi dan KPU Provinsi Jambi"
    assert renamed(text, town) == "KPU Kabupaten Tebo dan KPU Provinsi Jambi"
    assert renamed(text, JAMBI) == "KPU Kota Jambi dan KPU Kabupaten Tebo"


def test_the_same_office_keeps_every_letter() -> None:
    plan = read_example("batanghari-2026").plan
    assert with_office_named(plan, BATANG_HARI, replace(BATANG_HARI, id="x")) == plan


@pytest.mark.parametrize(("name", "word"), [("batanghari-2026", "Batang Hari"), ("jambi-2026", "Jambi")])
def test_no_example_keeps_the_name_of_its_own_office(name: str, word: str) -> None:
    example = read_example(name)
    assert example.unit is not None
    plan = plan_from_template(example.plan, 2027)
    assert word.casefold() in repr(plan).casefold()
    ours = with_office_named(plan, example.unit, Unit("Kabupaten Merangin"))
    assert word.casefold() not in repr(ours).casefold()
    assert repr(ours).count("Kabupaten Merangin") >= 30
