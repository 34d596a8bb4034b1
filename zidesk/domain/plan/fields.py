"""The table of fields: each thing that a unit, a plan, a row, a month … says, declared once.

Validation, the lock of a signed plan, storing, reading, the operations, comparison and merging, JSON, the
workbook, the clipboard and the detail panel loop over these tables; the dataclasses of ``model`` hold the
values, and the tables of ``db`` store them under the same names. What a dataclass holds besides is structure
(ids, children, links). A new field is a line here, an attribute there, a column and a step of the file's
format; ``tests/system/made_up_field`` adds one.
"""

from collections.abc import Iterable, Iterator, Mapping
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
    parse_percent,
)
from zidesk.domain.schedule.dates import format_date, parse_date


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
    langkah aksi"). ``fixed``: a signed plan no longer lets it change. ``formal``: a column of the formal
    table that a decree prints. ``key`` is its key in JSON, if not its name; ``always``: written there also
    where it says nothing. ``title`` heads its column, or its line, in a workbook, if not the label; that
    column is ``width`` characters wide, and ``aliases`` are what offices call it in tables of their own.
    ``prompt`` is its label in the detail panel, if not the label.
    """

    name: str
    label: str
    kind: ValueKind = ValueKind.TEXT
    limit: int = MAX_TEXT
    fixed: bool = True
    required: bool = False
    noun: str = ""
    choices: type[StrEnum] | None = None
    formal: bool = False
    key: str = ""
    always: bool = False
    title: str = ""
    width: float = 20
    aliases: tuple[str, ...] = ()
    prompt: str = ""

    @property
    def called(self) -> str:
        """The field within an operation's name."""
        return self.noun or self.label.lower()

    @property
    def json_key(self) -> str:
        """The key of the field in JSON."""
        return self.key or self.name

    @property
    def heading(self) -> str:
        """What stands over or before the field in a workbook."""
        return self.title or self.label

    @property
    def asked(self) -> str:
        """What stands beside the field where it is typed."""
        return self.prompt or self.label

    @property
    def is_text(self) -> bool:
        """Whether the field holds words that a person wrote."""
        return self.kind in (ValueKind.TEXT, ValueKind.WORDING)

    @property
    def has_lines(self) -> bool:
        """Whether the field holds prose, in several lines, rather than a name."""
        return self.is_text and self.limit > MAX_NAME

    @property
    def blank(self) -> Any:
        """The value that says nothing."""
        if self.kind is ValueKind.TEXT:
            return ""
        return False if self.kind is ValueKind.FLAG else None

    def told(self, value: Any) -> str:
        """Return a value as a person reads it, ``""`` for a blank one."""
        if value is None or value is False:
            return ""
        match self.kind:
            case ValueKind.PERCENT:
                return f"{value}%"
            case ValueKind.DAY | ValueKind.DAY_DONE:
                return format_date(value)
            case ValueKind.FLAG:
                return "Ya"
            case _:
                return str(value)

    def typed(self, text: str) -> Any:
        """Return the value that a person typed; raises ``InvalidInputError`` where it cannot be read."""
        stripped = text.strip()
        match self.kind:
            case ValueKind.WORDING:
                return stripped or None
            case ValueKind.PERCENT:
                return parse_percent(stripped, self.label)
            case ValueKind.DAY | ValueKind.DAY_DONE:
                return parse_date(stripped) if stripped else None
            case ValueKind.FLAG:
                return stripped.casefold() == "ya"
            case _:
                return stripped

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
    Field("name", "Nama satuan kerja", limit=MAX_NAME, required=True, always=True, title="Satuan kerja"),
    Field("level", "Tingkat", ValueKind.CHOICE, choices=Level, always=True),
    Field("province", "Provinsi", limit=MAX_NAME, always=True),
    Field("seat", "Kedudukan", limit=MAX_NAME, always=True),
    Field("jdih", "Alamat JDIH", limit=MAX_NAME, always=True),
    Field("chair_name", "Nama ketua", limit=MAX_NAME, always=True),
    Field("certifier_title", "Jabatan pengesah salinan", limit=MAX_NAME, always=True),
    Field("certifier_name", "Nama pengesah salinan", limit=MAX_NAME, always=True),
)
"""What an office says of itself."""

PLAN_FIELDS = (
    Field("year", "Tahun", ValueKind.YEAR, always=True),
    Field("schedule_style", "Gaya jadwal", ValueKind.CHOICE, choices=ScheduleStyle, always=True),
    Field("decree_number", "Nomor keputusan", limit=MAX_NAME, always=True),
    Field("decree_date", "Tanggal keputusan", ValueKind.DAY, always=True),
    Field("title", "Judul", limit=MAX_NAME),
)
"""What a plan says besides its tree; its status is not a field: ``lock`` says how it changes."""

TEXT = Field(
    "text",
    "Langkah aksi",
    noun="tulisan",
    formal=True,
    key="action",
    always=True,
    title="Langkah Aksi",
    width=38,
)
WORDING = Field(
    "schedule_text",
    "Tulisan jadwal",
    ValueKind.WORDING,
    limit=MAX_NAME,
    formal=True,
    title="Tulisan Jadwal",
    aliases=("Target Waktu", "Waktu", "Waktu Pelaksanaan", "Jadwal"),
    prompt="Bunyi jadwal di naskah",
)
"""How the office words the schedule: where a plan has it, the months must not belie it."""
ACTION_FIELDS = (
    TEXT,
    Field(
        "evidence_text",
        "Bukti",
        noun="uraian bukti",
        formal=True,
        key="evidence",
        always=True,
        width=38,
        aliases=("Bukti Fisik", "Data Dukung", "Eviden"),
        prompt="Bukti yang diperlukan",
    ),
    WORDING,
    Field("target_percent", "Target", ValueKind.PERCENT, formal=True, always=True, width=8),
    Field(
        "person_in_charge",
        "Penanggung jawab",
        limit=MAX_NAME,
        fixed=False,
        title="Penanggung Jawab",
        aliases=("PJ", "PIC"),
    ),
)
"""What an action says; the formal table's columns come first."""

NODE_FIELDS: Mapping[NodeKind, tuple[Field, ...]] = {
    NodeKind.AREA: (Field("text", "Area", noun="tulisan", key="name", always=True),),
    NodeKind.COMPONENT: (Field("text", "Komponen", noun="tulisan", key="name", always=True),),
    NodeKind.INDICATOR: (Field("text", "Indikator", noun="tulisan", always=True),),
    NodeKind.ACTION: ACTION_FIELDS,
}
"""What the rows of each level say."""

PLANNED = Field("planned", "Jadwal", ValueKind.FLAG)
DAY_DONE = Field(
    "realized_on", "Tanggal realisasi", ValueKind.DAY_DONE, fixed=False, title="Tanggal", width=18
)
PERCENT_DONE = Field(
    "percent", "Persentase realisasi", ValueKind.PERCENT, fixed=False, title="Persen", width=9, prompt="%"
)
DONE_FIELDS = (
    DAY_DONE,
    PERCENT_DONE,
    Field("obstacle", "Kendala", fixed=False, width=36),
    Field("follow_up", "Tindak lanjut", fixed=False, title="Tindak Lanjut", width=36),
    Field("note", "Catatan", fixed=False, width=30),
)
"""What is recorded of an action's month, as against whether it is planned."""
MONTH_FIELDS = (PLANNED, *DONE_FIELDS)


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Return the fields by their names, in order."""
    return {field.name: field for field in fields}


ROW_FIELDS = by_name(field for fields in NODE_FIELDS.values() for field in fields)
"""The fields of rows, of actions where other levels have one of the same name."""
FIELDS_OF_MONTH = by_name(MONTH_FIELDS)


def said_texts(fields: Iterable[Field], thing: Any) -> Iterator[str]:
    """Yield the texts that ``thing`` says in ``fields``, blank ones left out."""
    for field in fields:
        if field.is_text and (text := getattr(thing, field.name)):
            yield text
