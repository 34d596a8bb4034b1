"""What the choices of level and schedule style are called in every dialog."""

from zidesk.domain.plan.model import Level, ScheduleStyle

LEVEL_LABELS = {Level.PROVINSI: "Provinsi", Level.KABUPATEN: "Kabupaten", Level.KOTA: "Kota"}
STYLE_LABELS = {
    ScheduleStyle.GRID: "Kisi: dua belas kolom bulan",
    ScheduleStyle.TEXT: "Waktu: bulan ditulis dengan kata",
}
