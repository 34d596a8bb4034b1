"""What a row of the plan says, value by value, and a fingerprint of each to see later which have changed.

Keys are names of fields: "text", "target_percent"; those of a month end in its number ("planned 3",
"obstacle 12"), those of a remark in its id ("remark 4f…"), those of a link to evidence in the file's id and
the month ("link 9a… 3"). Blank values have no fingerprint: ``""``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import blake2b

from zidesk.domain.plan.fields import (
    FIELDS_OF_MONTH,
    MONTH_FIELDS,
    NODE_FIELDS,
    PLANNED,
    ROW_FIELDS,
    Field,
    by_name,
)
from zidesk.domain.plan.model import Action, EvidenceLink, MonthCell, Node, Remark, node_kind
from zidesk.domain.plan.validation import clean_text
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date

Value = str | int | date | Remark | None

REMARK_LABEL = "Catatan"
_DIGEST_BYTES = 6


def cell_key(name: str, month: int) -> str:
    """Return the key of a field of the month ``month`` (1-12)."""
    return f"{name} {month}"


def link_key(link: EvidenceLink) -> str:
    """Return the key that says that ``link`` exists."""
    return f"link {link.evidence_id} {link.month}"


def remark_key(remark_id: str) -> str:
    """Return the key of the remark with this id."""
    return f"remark {remark_id}"


def field_of(key: str) -> Field | None:
    """Return the field that the value with ``key`` is of; ``None`` for links, remarks, and unknown fields."""
    name, _, month = key.partition(" ")
    return (FIELDS_OF_MONTH if month else ROW_FIELDS).get(name)


def is_known(key: str) -> bool:
    """Whether ``key`` is one of ours, and not that of a field which only a newer zidesk knows."""
    return field_of(key) is not None or key.partition(" ")[0] in ("link", "remark")


def fingerprint(value: Value) -> str:
    """Return 12 hexadecimal digits that tell a value from others, ``""`` for a blank one.

    Nobody sees spaces and newlines at the ends of a text: they do not count.
    """
    if value is None or value is False:
        return ""
    text = clean_text(value).strip() if isinstance(value, str) else str(value)
    if not text:
        return ""
    if isinstance(value, Remark):
        text = f"{value.answered} {value.made_on} {clean_text(value.text).strip()}"
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def fingerprints(node: Node) -> dict[str, str]:
    """Return the fingerprints of all that a row says, blank values left out."""
    marks = ((key, fingerprint(value)) for key, value in row_values(node).items())
    return {key: mark for key, mark in marks if mark}


def changed_values(node: Node, then: Mapping[str, str]) -> dict[str, Value]:
    """Return what a row says otherwise than when its fingerprints were ``then``; ``None``: no longer."""
    values = row_values(node)
    keys = dict.fromkeys((*values, *then))
    return {key: values.get(key) for key in keys if fingerprint(values.get(key)) != then.get(key, "")}


def row_values(node: Node) -> dict[str, Value]:
    """Return all that a row itself says by key, blank values of months included."""
    values: dict[str, Value] = {
        field.name: getattr(node, field.name) for field in NODE_FIELDS[node_kind(node)]
    }
    if not isinstance(node, Action):
        return values
    for cell in node.months:
        values.update(_cell_values(cell))
    values.update((link_key(link), True) for link in node.evidence)
    for number, remark in enumerate(node.remarks, 1):
        values[remark_key(remark.id or f"+{number}")] = remark
    return values


def _cell_values(cell: MonthCell) -> Iterator[tuple[str, Value]]:
    for field in MONTH_FIELDS:
        yield cell_key(field.name, cell.month), getattr(cell, field.name)


def value_label(node: Node, key: str) -> str:
    """Return what a person calls the value with ``key`` of a row: "Target", "Kendala Maret"."""
    name, _, month = key.partition(" ")
    field = field_of(key)
    if field is None:
        return "Berkas bukti" if name == "link" else REMARK_LABEL
    if not month:
        return by_name(NODE_FIELDS[node_kind(node)])[name].label
    return field.label if field is PLANNED else f"{field.label} {MONTH_NAMES[int(month)]}"


def value_text(key: str, value: Value) -> str:
    """Return the value with ``key`` as a person reads it, ``""`` for a blank one."""
    if isinstance(value, Remark):
        return remark_text(value)
    field = field_of(key)
    return field.told(value) if field is not None else ""


def remark_text(remark: Remark) -> str:
    """Return a remark with its date and whether it was answered."""
    details = [format_date(remark.made_on)] if remark.made_on else []
    details += ["sudah dijawab"] if remark.answered else []
    return f"{remark.text} ({', '.join(details)})" if details else remark.text
