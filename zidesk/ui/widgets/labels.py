"""What the choices of level and schedule style are called in every dialog."""

from zidesk.domain.plan.model import Level, ScheduleStyle
from zidesk.printing.documents.choices import STYLE

LEVEL_LABELS = {Level.PROVINSI: "Provinsi", Level.KABUPATEN: "Kabupaten", Level.KOTA: "Kota"}
STYLE_LABELS = {ScheduleStyle(answer.value): answer.label for answer in STYLE.answers}
