import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan import numbering
from zidesk.domain.plan.model import Action, Area, Component, Indicator, Plan

PLAN = Plan(
    2026,
    (
        Area("A", (Component("K", (Indicator("I", (Action("satu"), Action("dua"))),)),)),
        Area("B", (Component("K"), Component("K", (Indicator("I", (Action("tiga"),)),)))),
    ),
)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (6, "VI"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (1994, "MCMXCIV")],
)
def test_roman_numerals_are_the_usual_ones(number: int, numeral: str) -> None:
    assert numbering.roman(number) == numeral
    assert numbering.parse_roman(numeral.lower()) == number


@pytest.mark.parametrize("number", [0, -1])
def test_no_roman_numeral_below_one(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numbering.roman(number)


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "A", "I I", "1"])
def test_improper_roman_numerals_are_not_read(text: str) -> None:
    assert numbering.parse_roman(text) is None


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=4).map(tuple))
def test_codes_round_trip(indexes: tuple[int, ...]) -> None:
    assert numbering.parse_code(numbering.code(indexes)) == indexes


def test_codes_count_from_one_with_a_roman_area() -> None:
    assert numbering.code((4, 3, 1, 0)) == "V.4.2.1"
    assert numbering.code((0,)) == "I"


@pytest.mark.parametrize("text", ["v.4.2.1", " V.4.2.1 ", "5.4.2.1", "V.4.2.1."])
def test_codes_are_read_as_people_type_them(text: str) -> None:
    assert numbering.parse_code(text) == (4, 3, 1, 0)


@pytest.mark.parametrize(
    "text", ["", ".", "V.0", "0.1", "V.-1", "V.4.2.1.1", "V..2", "Q.1", "V.x", "V.²", "V 4 2 1"]
)
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(InvalidInputError, match="tidak dikenali"):
        numbering.parse_code(text)


def test_an_action_is_found_by_its_code_with_its_ancestors() -> None:
    path = numbering.find_action(PLAN, "II.2.1.1")
    assert path.action.text == "tiga"
    assert path.area.text == "B"
    assert path.indexes == (1, 1, 0, 0)
    assert numbering.find_action(PLAN, "I.1.1.2").action.text == "dua"


@pytest.mark.parametrize("text", ["I.1.1.3", "II.1.1.1", "III.1.1.1"])
def test_a_missing_action_is_named_in_the_refusal(text: str) -> None:
    with pytest.raises(NotFoundError, match=text):
        numbering.find_action(PLAN, text)


def test_a_code_that_stops_above_the_actions_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="belum sampai"):
        numbering.find_action(PLAN, "I.1.1")


def test_every_action_of_a_plan_is_found_under_the_code_of_its_indexes() -> None:
    for path in PLAN.actions():
        assert numbering.find_action(PLAN, numbering.code(path.indexes)) == path
