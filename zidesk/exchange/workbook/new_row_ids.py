"""Ids for rows and remarks that were added to one of our exports, the same at every reading.

So they are recognised when their workbook comes again, also if they were corrected here meanwhile.
"""

from collections.abc import Collection
from dataclasses import replace
from hashlib import blake2b
from itertools import count
from typing import cast

from zidesk.domain.importing.matching import normalized
from zidesk.domain.plan.model import Area, Node, children, with_children

_DIGEST_BYTES = 16


def name_new_rows(areas: tuple[Area, ...], plan_id: str, known: Collection[str]) -> tuple[Area, ...]:
    """Return ``areas`` with ids on the rows without one: made of the heading above and the row's words.

    ``known`` are the ids of all rows as exported, which no new row gets.
    """
    taken = set(known)

    def named(node: Node, parent: str) -> Node:
        row = node.id or stable_id(parent, node.text, taken)
        taken.add(row)
        return replace(with_children(node, tuple(named(child, row) for child in children(node))), id=row)

    return cast("tuple[Area, ...]", tuple(named(area, plan_id) for area in areas))


def stable_id(owner: str, text: str, taken: Collection[str]) -> str:
    """Return the id of something new that reads ``text`` under the row ``owner``; none of those ``taken``."""
    ids = (
        blake2b(f"{owner}\n{number}\n{normalized(text)}".encode(), digest_size=_DIGEST_BYTES).hexdigest()
        for number in count()
    )
    return next(row for row in ids if row not in taken)
