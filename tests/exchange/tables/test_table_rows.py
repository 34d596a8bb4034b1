"""Rows of the plan as rows of the formal table, and back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import values_of
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import ACTION_FIELDS
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell, Node, NodeKind
from zidesk.exchange.examples import read_example
from zidesk.exchange.tables.clipboard import from_tsv, to_tsv
from zidesk.exchange.tables.table_rows import FORMAL_WIDTH, nodes_of, parse_mark, rows_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)
SAID: dict[str, st.SearchStrategy[Any]] = {
    field.name: TEXTS | st.just(field.blank) if field.is_text else values_of(field) for field in ACTION_FIELDS
}
ACTIONS = st.builds(
    Action,
    **(SAID | {"text": TEXTS}),
    months=st.sets(st.integers(1, 12)).map(
        lambda months: tuple(MonthCell(month, planned=True) for month in sorted(months))
    ),
)
INDICATORS = st.builds(Indicator, TEXTS, st.lists(ACTIONS, max_size=3).map(tuple))
COMPONENTS = st.builds(Component, TEXTS, st.lists(INDICATORS, max_size=3).map(tuple))
AREAS = st.builds(Area, TEXTS, st.lists(COMPONENTS, max_size=2).map(tuple))


def everywhere(node: Any, change: Callable[[Any], dict[str, Any]]) -> Any:
    """Return ``node`` with the fields that ``change`` returns, on it and on every node below."""
    below = {
        name: tuple(everywhere(child, change) for child in getattr(node, name))
        for name in ("components", "indicators", "actions")
        if hasattr(node, name)
    }
    return replace(node, **change(node), **below)


def without_ids(node: Any) -> Any:
    return everywhere(node, lambda _: {"id": ""})


def through_the_clipboard(nodes: list[Node]) -> tuple[NodeKind, list[Node]]:
    rows = rows_of([(node, number) for number, node in enumerate(nodes, start=1)])
    return nodes_of(from_tsv(to_tsv(rows)), NodeKind.ACTION)


@pytest.mark.parametrize("name", ["batanghari-2026", "jambi-2026"])
def test_a_whole_real_plan_survives_the_clipboard(name: str) -> None:
    areas: list[Node] = [without_ids(area) for area in read_example(name).plan.areas]
    cleaned = [_trimmed(area) for area in areas]
    assert through_the_clipboard(areas) == (NodeKind.AREA, cleaned)


@given(st.lists(AREAS, min_size=1, max_size=3))
def test_areas_survive_the_clipboard(areas: list[Node]) -> None:
    assert through_the_clipboard(areas) == (NodeKind.AREA, areas)


@given(st.lists(COMPONENTS, min_size=1, max_size=3))
def test_components_survive_the_clipboard(components: list[Node]) -> None:
    assert through_the_clipboard(components) == (NodeKind.COMPONENT, components)


@given(st.lists(ACTIONS, min_size=1, max_size=4))
def test_actions_survive_the_clipboard(actions: list[Node]) -> None:
    assert through_the_clipboard(actions) == (NodeKind.ACTION, actions)


def test_an_action_is_a_row_of_the_formal_table() -> None:
    action = Action("Rapat", "Notulen", (MonthCell(4, planned=True),), 100, "Hukum", "Triwulan")
    (row,) = rows_of([(action, 1)])
    assert row[:5] == ["", "", "", "Rapat", "Notulen"]
    assert row[5:17] == ["", "", "", "√", *[""] * 8]
    assert row[17:] == ["100%", "Hukum", "Triwulan"]


def test_one_column_is_texts_of_the_kind_that_is_asked_for() -> None:
    assert nodes_of([["a"], [""], ["b "]], NodeKind.INDICATOR) == (
        NodeKind.INDICATOR,
        [Indicator("a"), Indicator("b")],
    )
    assert nodes_of([["a", "bukti a"]], NodeKind.ACTION) == (NodeKind.ACTION, [Action("a", "bukti a")])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("√", True),
        (" V ", True),
        ("x", True),
        ("1", True),
        ("●", True),
        ("", False),
        ("  ", False),
        ("abc", None),
    ],
)
def test_marks_are_read_as_offices_write_them(text: str, marked: bool | None) -> None:
    assert parse_mark(text) is marked


def _formal(**cells: str) -> list[str]:
    row = [""] * FORMAL_WIDTH
    for name, text in cells.items():
        row[int(name[1:])] = text
    return row


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        ([], "kosong"),
        ([["", ""]], "kosong"),
        ([["a", "b", "c"]], "Bentuk tabel"),
        ([["a", "b"]], "Bentuk tabel"),
        ([_formal(c3="a", c5="mungkin")], "mungkin"),
        ([_formal(c3="a", c17="sekian")], "sekian"),
        ([_formal(c3="a"), _formal(c0="2", c1="Komponen")], "lebih tinggi"),
        ([_formal(c0="1", c1="Komponen"), _formal(c3="a")], "induk"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(rows: list[list[str]], hint: str) -> None:
    with pytest.raises(InvalidInputError, match=hint):
        nodes_of(rows, NodeKind.INDICATOR)


def _trimmed(node: Any) -> Any:
    return everywhere(
        node,
        lambda each: {
            name: getattr(each, name).strip() for name in ("text", "evidence_text") if hasattr(each, name)
        },
    )
