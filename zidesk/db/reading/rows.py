"""Small helpers for statements on rows."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, column, func, select

_listed = func.json_each(bindparam("ids")).table_valued(column("value", String))
_values = select(_listed.c.value)


def in_ids(target: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that ``target`` is one of the ids that ``ids_parameter`` gives.

    They go in as one JSON value, so that the statement stays the same and no limit on parameters applies.
    """
    return target.in_(_values)


def ids_parameter(ids: Collection[str]) -> dict[str, str]:
    """Return the parameters of a statement with ``in_ids``; there may be any number of ids."""
    return {"ids": json.dumps(sorted(ids))}
