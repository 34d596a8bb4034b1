"""Ids for rows that were added to one of our exports, the same at every reading.

So a row is recognised when its workbook comes again, also after it was corrected here since the first import.
"""

from collections.abc import Collection
from dataclasses import replace
from hashlib import blake2b
from itertools import count
from typing import cast

from zidesk.domain.matching import normalized
from zidesk.domain.merging import with_children
from zidesk.domain.model import Area, Node, children

_DIGEST_BYTES = 16


def name_new_rows(areas: tuple[Area, ...], plan_id: str, known: Collection[str]) -> tuple[Area, ...]:
    """Return ``areas`` with ids on the rows without one: made of the heading above and the row's words.

    ``known`` are the ids of all rows as exported, which no new row gets.
    """
    taken = set(known)

    def named(node: Node, parent: str) -> Node:
        row = node.id or _new_id(parent, node.text, taken)
        taken.add(row)
        return replace(with_children(node, tuple(named(child, row) for child in children(node))), id=row)

    return cast("tuple[Area, ...]", tuple(named(area, plan_id) for area in areas))


def _new_id(parent: str, text: str, taken: Collection[str]) -> str:
    ids = (
        blake2b(f"{parent}\n{number}\n{normalized(text)}".encode(), digest_size=_DIGEST_BYTES).hexdigest()
        for number in count()
    )
    return next(row for row in ids if row not in taken)
