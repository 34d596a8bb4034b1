"""Whether a decree is within the limits, whole."""

from collections.abc import Iterable
from typing import Any

from zidesk.domain.decree.fields import BLOCK_FIELDS, CLAUSE_FIELDS, DECREE_FIELDS, SECTION_FIELDS
from zidesk.domain.decree.model import BlockKind, ClausePart, Decree, NarrativeBlock
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import Field

MAX_LEVEL = 9
MAX_CLAUSES = 500
MAX_SECTIONS = 500
MAX_BLOCKS = 5_000
"""Most blocks of one section: far beyond any decree, near enough that a page of them can be set."""


def check_decree(decree: Decree) -> None:
    """Raise ``InvalidInputError`` when anything that a decree says is outside the limits."""
    _check_fields(decree, DECREE_FIELDS)
    for part in ClausePart:
        _check_count(len(decree.clauses(part)), MAX_CLAUSES, "butir dalam satu bagian keputusan")
        for clause in decree.clauses(part):
            _check_fields(clause, CLAUSE_FIELDS)
    _check_count(len(decree.sections), MAX_SECTIONS, "bagian narasi")
    for section in decree.sections:
        _check_fields(section, SECTION_FIELDS)
        _check_count(len(section.blocks), MAX_BLOCKS, "paragraf dalam satu bagian narasi")
        for block in section.blocks:
            _check_fields(block, BLOCK_FIELDS)
            _check_level(block)


def _check_fields(thing: Any, fields: Iterable[Field]) -> None:
    for field in fields:
        field.check(getattr(thing, field.name))


def _check_count(count: int, most: int, what: str) -> None:
    if count > most:
        raise InvalidInputError(f"Naskah berisi {count} {what}; paling banyak {most} yang dapat disimpan.")


def _check_level(block: NarrativeBlock) -> None:
    least = 1 if block.kind is BlockKind.ITEM else 0
    if not least <= block.level <= MAX_LEVEL:
        raise InvalidInputError(
            f"Tingkat butir {block.level} tidak dapat dipakai; isilah antara {least} dan {MAX_LEVEL}."
        )
