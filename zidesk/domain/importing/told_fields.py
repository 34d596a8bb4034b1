"""Which fields a source tells of: the table of fields grows, and older exports go on being imported.

A field that a source does not tell of is kept as it is here, never read as emptied; one that only a newer
zidesk knows is told to the person. Exports list the fields that they tell of; those of before that tell of
the fields that there were then.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from zidesk.domain.importing.conflicts import quoted
from zidesk.domain.importing.incoming import Place, Problem
from zidesk.domain.plan.fields import ACTION_FIELDS, DONE_FIELDS, Field

ACTION, MONTH = "action", "month"
_FIELDS: Mapping[str, tuple[Field, ...]] = {ACTION: ACTION_FIELDS, MONTH: DONE_FIELDS}
_BEFORE = {
    ACTION: ("text", "evidence_text", "target_percent", "schedule_text", "person_in_charge"),
    MONTH: ("realized_on", "percent", "obstacle", "follow_up", "note"),
}
"""The fields that there were before exports listed them."""
_SHOWN = 5

Listing = Mapping[str, Mapping[str, str]]
"""The labels of the fields of actions and of months, by ``ACTION`` and ``MONTH`` and the fields' names."""


def listing() -> Listing:
    """Return the fields that an export tells of today."""
    return {kind: {field.name: field.label for field in fields} for kind, fields in _FIELDS.items()}


def is_told_unlisted() -> bool:
    """Whether there are no more fields than those that an export without a list tells of."""
    return all({field.name for field in _FIELDS[kind]} <= {*names} for kind, names in _BEFORE.items())


@dataclass(frozen=True, slots=True)
class ToldFields:
    """What an export tells of, by ``ACTION`` and ``MONTH``: names of fields we know, labels of others."""

    names: Mapping[str, frozenset[str]]
    unknown: tuple[str, ...] = ()

    def tells(self, kind: str, field: Field) -> bool:
        """Whether the export tells of a field."""
        return field.name in self.names[kind]

    def lacking(self, kind: str, shown: Collection[str] = ()) -> frozenset[str]:
        """Return the names of the fields that it does not tell of, those ``shown`` in it anyway left out."""
        return frozenset(field.name for field in _FIELDS[kind]) - self.names[kind] - {*shown}

    def problems(self) -> Iterator[Problem]:
        """Yield the problem that it tells of fields that only a newer zidesk knows."""
        if self.unknown:
            labels = ", ".join(map(quoted, self.unknown[:_SHOWN]))
            message = (
                f"Berkas ini dibuat oleh zidesk yang lebih baru dan memuat isian {labels} yang belum dikenal "
                "di sini; isian itu tidak dibaca, jadi perbarui zidesk di komputer ini bila memerlukannya."
            )
            yield Problem(Place(), message)


def told_fields(listed: Listing | None) -> ToldFields:
    """Return what an export tells of that lists these fields, ``None`` if it lists none."""
    if listed is None:
        return ToldFields({kind: frozenset(names) for kind, names in _BEFORE.items()})
    names, unknown = {}, []
    for kind, fields in _FIELDS.items():
        found = listed.get(kind, {})
        names[kind] = frozenset(field.name for field in fields) & found.keys()
        unknown += [label for name, label in found.items() if name not in names[kind]]
    return ToldFields(names, tuple(dict.fromkeys(unknown)))
