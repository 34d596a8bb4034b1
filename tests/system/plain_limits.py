"""The limits of what a plan may hold, written down once more for the plain model."""

from collections.abc import Iterator, Mapping
from typing import Any

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Action, Node, Plan, Unit, children
from zidesk.domain.plan.validation import clean_text

LONGEST_TEXT = 10_000
LONGEST_NAME = 300


def check_plan(plan: Plan) -> None:
    """Refuse a plan with anything outside the limits."""
    check_year(plan.year)
    check_length(plan.title, LONGEST_NAME)
    check_length(plan.decree_number, LONGEST_NAME)
    for area in plan.areas:
        check_tree(area)


def check_tree(node: Node) -> None:
    """Refuse a subtree with anything outside the limits."""
    for one in _all_of(node):
        check_length(one.text, LONGEST_TEXT)
        if isinstance(one, Action):
            names = ("evidence_text", "person_in_charge", "schedule_text", "target_percent")
            check_fields({name: getattr(one, name) for name in names})
            for remark in one.remarks:
                check_length(remark.text, LONGEST_TEXT)
            for cell in one.months:
                check_month(cell.month)
                check_percent(cell.percent)
                for text in (cell.obstacle, cell.follow_up, cell.note):
                    check_length(text, LONGEST_TEXT)


def _all_of(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _all_of(child)


def check_unit(unit: Unit) -> None:
    """Refuse a unit without a name, or with one that is too long."""
    check_length(unit.name, LONGEST_NAME)
    if not clean_text(unit.name).strip():
        raise InvalidInputError


def check_fields(fields: Mapping[str, Any]) -> None:
    """Refuse fields of a row that are outside the limits."""
    for name, value in fields.items():
        if name == "target_percent":
            check_percent(value)
        else:
            short = name in ("person_in_charge", "schedule_text")
            check_length(value, LONGEST_NAME if short else LONGEST_TEXT)


def check_length(text: str | None, limit: int) -> None:
    """Refuse a text that is too long."""
    if text is not None and len(clean_text(text)) > limit:
        raise InvalidInputError


def check_percent(percent: int | None) -> None:
    """Refuse what is no percentage."""
    if percent is not None and not 0 <= percent <= 100:
        raise InvalidInputError


def check_month(month: int, first: int = 1) -> None:
    """Refuse what is no month."""
    if not first <= month <= 12:
        raise InvalidInputError


def check_year(year: int) -> None:
    """Refuse a year outside 2000-2100."""
    if not 2000 <= year <= 2100:
        raise InvalidInputError
