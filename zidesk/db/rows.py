"""Small helpers for statements on rows."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, column, func, select


def in_ids(target: ColumnElement[Any], ids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that ``target`` is one of ``ids``, of which there may be any number.

    They go in as one JSON value, so that the statement stays the same and no limit on parameters applies.
    """
    listed = func.json_each(json.dumps(sorted(ids))).table_valued(column("value", String))
    return target.in_(select(listed.c.value))
