"""The plan as it was exported, packed into cells of the hidden sheet: a conflict can show the old text.

It is the plan's JSON, compressed, in pieces that Excel's cells hold. What came out of a workbook is believed
as far as it agrees with the fingerprints of the rows, and unpacked to a limited size only.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.importing.matching import walk
from zidesk.domain.importing.row_values import fingerprints
from zidesk.domain.plan.model import Evidence, Node, PlanRecord
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.parsing import MAX_BYTES, parse_document
from zidesk.exchange.plan_json.reading import read_plan_object
from zidesk.exchange.plan_json.writing import plan_object

CELL_LENGTH = 30_000
"""Excel holds 32,767 characters in a cell."""
MAX_PACKED = 8_000_000
"""Most characters of all pieces together."""


@dataclass(frozen=True, slots=True)
class Base:
    """The rows and the evidence files as they were exported, by id."""

    rows: Mapping[str, Node] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def base_pieces(record: PlanRecord) -> list[str]:
    """Return the plan of ``record`` as texts of one cell each; none of one that is too large to be read."""
    # The workbook tells of no decree.
    told = PlanRecord(record.unit, replace(record.plan, decree=BLANK_DECREE), record.evidence)
    document = plan_object(told)
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text = b64encode(zlib.compress(content)).decode()
    if len(content) > MAX_BYTES or len(text) > MAX_PACKED:
        return []
    return [text[start : start + CELL_LENGTH] for start in range(0, len(text), CELL_LENGTH)]


def read_base(
    pieces: Sequence[str], plan_id: str, states: Mapping[str, Mapping[str, str]], name: str
) -> Base:
    """Return the plan ``plan_id`` as it was exported, as far as its rows can be believed.

    ``states`` are the fingerprints of rows by id. Raises ``CannotReadError`` where the base of the workbook
    ``name`` would become too large.
    """
    text = "".join(pieces)
    unpacker = zlib.decompressobj()
    try:
        if len(text) > MAX_PACKED:
            raise _too_large(name)
        unpacked = unpacker.decompress(b64decode(text, validate=True), MAX_BYTES)
        if unpacker.unconsumed_tail:
            raise _too_large(name)
    except (ValueError, zlib.error):
        return Base()
    if not unpacker.eof:
        return Base()
    try:
        incoming = read_plan_object(parse_document(unpacked, name), name)
    except CannotReadError:
        return Base()
    plan = incoming.plan
    if plan.id != plan_id:
        return Base()
    rows = {node.id: node for _, node in walk(plan) if states.get(node.id) == fingerprints(node)}
    return Base(rows, incoming.evidence)


def _too_large(name: str) -> CannotReadError:
    return CannotReadError(
        f"Catatan tersembunyi zidesk di {name} mengembang terlalu besar; berkas ini tidak dibuka demi "
        "keamanan, jadi ekspor ulang lalu salin perubahannya."
    )
