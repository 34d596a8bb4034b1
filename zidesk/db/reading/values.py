"""Values of the domain's fields as the tables hold them: dates as ISO text, truth as 0 and 1."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from zidesk.domain.plan.fields import Field, ValueKind
from zidesk.domain.plan.validation import check_wording, clean_text

Stored = str | int | None


def iso(day: date | None) -> str | None:
    """Return a date as it is stored."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """Return a stored date."""
    return date.fromisoformat(text) if text else None


def stored(field: Field, value: Any) -> Stored:
    """Return a field's value as it is stored; texts are cleaned, not checked."""
    match field.kind:
        case ValueKind.TEXT:
            return clean_text(value)
        case ValueKind.WORDING:
            return check_wording(value, limit=field.limit)
        case ValueKind.DAY | ValueKind.DAY_DONE:
            return iso(value)
        case ValueKind.FLAG:
            return int(value)
        case _:
            found: Stored = value
            return found


def stored_values(fields: Iterable[Field], thing: Any) -> dict[str, Stored]:
    """Return what ``thing`` says in ``fields``, by column."""
    return {field.name: stored(field, getattr(thing, field.name)) for field in fields}


def columns(fields: Iterable[Field], table: str) -> str:
    """Return the columns of fields for a query, in their order."""
    return ", ".join(f'{table}."{field.name}"' for field in fields)


def loader(fields: Sequence[Field]) -> Callable[[Sequence[Any]], dict[str, Any]]:
    """Return the function that makes keyword arguments of a row whose columns are those of ``fields``."""
    names = [field.name for field in fields]
    conversions = [
        (field.name, convert) for field in fields if (convert := _CONVERSIONS.get(field.kind)) is not None
    ]
    choices = [(field.name, field.choices) for field in fields if field.choices is not None]

    def load(row: Sequence[Any]) -> dict[str, Any]:
        values = dict(zip(names, row, strict=True))
        for name, convert in conversions:
            values[name] = convert(values[name])
        for name, choice in choices:
            values[name] = choice(values[name])
        return values

    return load


_CONVERSIONS: dict[ValueKind, Callable[[Any], Any]] = {
    ValueKind.DAY: day_of,
    ValueKind.DAY_DONE: day_of,
    ValueKind.FLAG: bool,
}
