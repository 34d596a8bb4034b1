"""The columns of the plan's sheet: the text, twelve months, and what stands to the right of them."""

from zidesk.domain.plan.fields import ROW_FIELDS
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.schedule.dates import MONTH_INITIALS, MONTH_NAMES

TEXT = 0
FIRST_MONTH = 1
LAST_MONTH = 12
TARGET = 13
PROGRESS = 14
EVIDENCE = 15
PERSON = 16
COLUMN_COUNT = 17

_QUOTED = 60
"""Most characters of a row's text that a sentence quotes."""

HEADINGS = (
    "Area / komponen / indikator / langkah aksi",
    *MONTH_INITIALS[1:],
    "Target",
    "Capaian",
    "Bukti",
    "PJ",
)
"""What the header shows."""

FULL_HEADINGS = (
    "Area, komponen, indikator, langkah aksi",
    *MONTH_NAMES[1:],
    "Target",
    "Capaian: bagian bulan terencana yang sudah terlaksana",
    "Bukti: bulan terlaksana yang sudah ada buktinya, dari bulan yang direncanakan",
    "Penanggung jawab",
)
"""The same in full, for tooltips and screen readers."""

KIND_NAMES = {
    NodeKind.AREA: "area",
    NodeKind.COMPONENT: "komponen",
    NodeKind.INDICATOR: "indikator",
    NodeKind.ACTION: "langkah aksi",
}
"""What the user calls a row of each kind."""


FIELDS = {
    column: ROW_FIELDS[name]
    for column, name in ((TEXT, "text"), (TARGET, "target_percent"), (PERSON, "person_in_charge"))
}
"""What is typed in place, by column."""


def shortened(label: str) -> str:
    """Return a row's text as a sentence quotes it."""
    return label if len(label) <= _QUOTED else label[: _QUOTED - 3] + "…"


def is_month(column: int) -> bool:
    """Whether ``column`` is one of the twelve months; its number is then the month's."""
    return FIRST_MONTH <= column <= LAST_MONTH
