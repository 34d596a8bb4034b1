"""The office's own name inside a plan's texts: whoever starts from another office's plan gets their own."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from zidesk.domain.plan.model import Action, Area, Level, Node, Plan, Unit, children, with_children

_SHORT = {Level.PROVINSI: r"prov\.?", Level.KABUPATEN: r"kab\.?", Level.KOTA: r"kota"}


def with_office_named(plan: Plan, before: Unit, after: Unit) -> Plan:
    """Return a plan in whose texts the office ``before`` is called ``after``.

    What is meant is its name with its level, written out or short, or after "KPU": another office that is
    only called alike keeps its name. A name in capitals stays in capitals.
    """
    rename = _renaming(before, after)
    if rename is None:
        return plan
    return replace(plan, areas=cast("tuple[Area, ...]", tuple(_renamed(area, rename) for area in plan.areas)))


def _renaming(before: Unit, after: Unit) -> Callable[[str], str] | None:
    bare_before, bare_after = _bare(before), _bare(after)
    if before.name == after.name or not bare_before:
        return None
    place = r"\s+".join(map(re.escape, bare_before.split()))
    level = rf"(?:{before.level}|{_SHORT[before.level]})\s*"
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<office>kpu\s+)?{level}{place}|(?P<short>kpu\s+){place})(?!\w)", re.IGNORECASE
    )

    def name(match: re.Match[str]) -> str:
        office = match["office"] or match["short"] or ""
        own = after.name if match["short"] is None else bare_after
        rest = match[0][len(office) :]
        return office + (own.upper() if rest.isupper() else own)

    return lambda text: pattern.sub(name, text)


def _bare(unit: Unit) -> str:
    words = unit.name.split()
    return " ".join(words[1:] if words and words[0].lower() == unit.level else words)


def _renamed(node: Node, rename: Callable[[str], str]) -> Node:
    if isinstance(node, Action):
        return replace(
            node,
            text=rename(node.text),
            evidence_text=rename(node.evidence_text),
            person_in_charge=rename(node.person_in_charge),
            schedule_text=rename(node.schedule_text) if node.schedule_text is not None else None,
        )
    below = tuple(_renamed(child, rename) for child in children(node))
    return replace(with_children(node, below), text=rename(node.text))
