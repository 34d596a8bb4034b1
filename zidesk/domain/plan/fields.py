"""The table of fields: each thing that a unit, a plan, a row, a month … says, declared once.

Validation, the lock of a signed plan, reading and the operations loop over these tables; the dataclasses of
``model`` hold the values, and the tables of ``db`` store them under the same names. What a dataclass holds
besides is structure (ids, children, links).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from zidesk.domain.plan.model import (
    Level,
    NodeKind,
    ScheduleStyle,
)
from zidesk.domain.plan.validation import (
    MAX_NAME,
    MAX_TEXT,
    check_day,
    check_percent,
    check_text,
    check_wording,
    check_year,
)


class ValueKind(Enum):
    """What kind of value a field holds."""

    TEXT = "text"
    WORDING = "wording"
    """A text, or ``None`` where it is blank and what it words is computed."""
    PERCENT = "percent"
    """A whole percentage, 0-100, or ``None``."""
    DAY = "day"
    """A date, or ``None``."""
    DAY_DONE = "day_done"
    """The date on which something was done, 2000-2100, or ``None``."""
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that something says.

    ``label`` is what a person calls it, ``noun`` the same within the name of an operation ("Ubah target
    langkah aksi"). ``fixed``: a signed plan no longer lets it change.
    """

    name: str
    label: str
    kind: ValueKind = ValueKind.TEXT
    limit: int = MAX_TEXT
    fixed: bool = True
    required: bool = False
    noun: str = ""
    choices: type[StrEnum] | None = None

    @property
    def called(self) -> str:
        """The field within an operation's name."""
        return self.noun or self.label.lower()

    @property
    def blank(self) -> Any:
        """The value that says nothing."""
        if self.kind is ValueKind.TEXT:
            return ""
        return False if self.kind is ValueKind.FLAG else None

    def check(self, value: Any) -> Any:
        """Return ``value`` cleaned; raises ``InvalidInputError`` where it is outside the limits."""
        match self.kind:
            case ValueKind.TEXT:
                return check_text(value, self.label, limit=self.limit, required=self.required)
            case ValueKind.WORDING:
                return check_wording(value, self.label, limit=self.limit)
            case ValueKind.PERCENT:
                return check_percent(value, self.label)
            case ValueKind.DAY_DONE:
                return check_day(value, self.label)
            case ValueKind.YEAR:
                return check_year(value)
            case ValueKind.CHOICE if self.choices is not None:
                return self.choices(value)
            case ValueKind.FLAG:
                return bool(value)
            case _:
                return value


UNIT_FIELDS = (
    Field("name", "Nama satuan kerja", limit=MAX_NAME, required=True),
    Field("level", "Tingkat", ValueKind.CHOICE, choices=Level),
    Field("province", "Provinsi", limit=MAX_NAME),
    Field("seat", "Kedudukan", limit=MAX_NAME),
    Field("jdih", "Alamat JDIH", limit=MAX_NAME),
    Field("chair_name", "Nama ketua", limit=MAX_NAME),
    Field("certifier_title", "Jabatan pengesah salinan", limit=MAX_NAME),
    Field("certifier_name", "Nama pengesah salinan", limit=MAX_NAME),
)
"""What an office says of itself."""

PLAN_FIELDS = (
    Field("year", "Tahun", ValueKind.YEAR),
    Field("decree_number", "Nomor keputusan", limit=MAX_NAME),
    Field("decree_date", "Tanggal keputusan", ValueKind.DAY),
    Field("schedule_style", "Gaya jadwal", ValueKind.CHOICE, choices=ScheduleStyle),
    Field("title", "Judul", limit=MAX_NAME),
)
"""What a plan says besides its tree; its status is not a field: ``lock`` says how it changes."""

ACTION_FIELDS = (
    Field("text", "Langkah aksi", noun="tulisan"),
    Field("evidence_text", "Bukti", noun="uraian bukti"),
    Field("target_percent", "Target", ValueKind.PERCENT),
    Field("schedule_text", "Tulisan jadwal", ValueKind.WORDING, limit=MAX_NAME),
    Field("person_in_charge", "Penanggung jawab", limit=MAX_NAME, fixed=False),
)
"""What an action says; the formal table's columns come first."""

NODE_FIELDS: Mapping[NodeKind, tuple[Field, ...]] = {
    NodeKind.AREA: (Field("text", "Area", noun="tulisan"),),
    NodeKind.COMPONENT: (Field("text", "Komponen", noun="tulisan"),),
    NodeKind.INDICATOR: (Field("text", "Indikator", noun="tulisan"),),
    NodeKind.ACTION: ACTION_FIELDS,
}
"""What the rows of each level say."""

PLANNED = Field("planned", "Jadwal", ValueKind.FLAG)
DONE_FIELDS = (
    Field("realized_on", "Tanggal realisasi", ValueKind.DAY_DONE, fixed=False),
    Field("percent", "Persentase realisasi", ValueKind.PERCENT, fixed=False),
    Field("obstacle", "Kendala", fixed=False),
    Field("follow_up", "Tindak lanjut", fixed=False),
    Field("note", "Catatan", fixed=False),
)
"""What is recorded of an action's month, as against whether it is planned."""
MONTH_FIELDS = (PLANNED, *DONE_FIELDS)


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Return the fields by their names, in order."""
    return {field.name: field for field in fields}
