"""The plan behind the golden exports, and the way they were made: once for each way they are written.

Those called "lama" are of before the workbook listed its fields and held its base.
python -m tests.exchange.golden.make_golden NAME makes NAME-kisi.xlsx and so on, never over old ones.
"""

import sys
from datetime import date
from pathlib import Path

from tests.exchange.exchange_helpers import AS_OF
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    Level,
    MonthCell,
    Plan,
    PlanRecord,
    PlanStatus,
    Remark,
    ScheduleStyle,
    Unit,
)
from zidesk.exchange.plan_json.writing import write_plan_json
from zidesk.exchange.workbook.writing import write_workbook

GOLDEN = Path(__file__).parent
_FILE = Evidence(
    "e1" * 16, "0f" * 32, "undangan rapat.pdf", 123_456, "application/pdf", date(2026, 1, 5), "Undangan"
)
_MONTHS = (
    MonthCell(1, True, date(2026, 1, 30), 100, "", "", "=tepat waktu"),
    MonthCell(2, True, None, 0, "Anggaran belum cair", "Rapat ulang\npekan depan"),
    MonthCell(4, True),
    MonthCell(5, False, date(2026, 5, 3), 57),
)
_FULL = Action(
    "Rapat evaluasi\npembangunan ZI",
    "Undangan\nDaftar hadir\n+ notulen",
    _MONTHS,
    100,
    "Subbag Hukum",
    "awal tahun",
    (EvidenceLink(_FILE.id, 0), EvidenceLink(_FILE.id, 1)),
    (Remark("c1" * 16, "Lampirkan notulen", date(2026, 4, 2), answered=True), Remark("c2" * 16, "Lengkapi")),
    "a1" * 16,
)
_BARE = Action("Sosialisasi", id="a2" * 16)
_ZERO = Action("Publikasi", months=(MonthCell(12, True),), target_percent=0, id="a3" * 16)
_AREAS = (
    Area(
        "MANAJEMEN PERUBAHAN",
        (
            Component(
                "Tim Kerja",
                (
                    Indicator("SK Tim", (_FULL, _BARE), "d1" * 16),
                    Indicator("Rencana", (_ZERO,), "d2" * 16),
                    Indicator("Kosong", (), "d3" * 16),
                ),
                "b1" * 16,
            ),
            Component("Tanpa indikator", (), "b2" * 16),
        ),
        "91" * 16,
    ),
    Area("PENATAAN TATA LAKSANA", (), "92" * 16),
)
_UNIT = Unit(
    "Kabupaten Batang Hari",
    Level.KABUPATEN,
    "Provinsi Jambi",
    "Muara Bulian",
    "jdih.kpu.go.id/jambi/batanghari",
    "A. KADIR",
    "Kepala Subbagian",
    "",
    "81" * 16,
)


def golden_record(style: ScheduleStyle = ScheduleStyle.GRID) -> PlanRecord:
    """Return a plan that says everything that a plan can say."""
    plan = Plan(
        2026,
        _AREAS,
        style,
        PlanStatus.DITETAPKAN,
        "10",
        date(2026, 1, 22),
        "RENCANA AKSI",
        revises_id="82" * 16,
        unit_id=_UNIT.id,
        id="83" * 16,
    )
    return PlanRecord(_UNIT, plan, {_FILE.id: _FILE}, moment="84" * 16)


def blank_record() -> PlanRecord:
    """Return a plan that says as little as possible, without ids."""
    areas = (Area("A", (Component("K", (Indicator("I", (Action("L"),)),)),)),)
    return PlanRecord(Unit("Kabupaten X"), Plan(2026, areas))


def make(record: PlanRecord, name: str) -> None:
    """Write both files; what is there already is an error."""
    for kind in ("xlsx", "json"):
        with (GOLDEN / f"{name}.{kind}").open("xb") as stream:
            if kind == "xlsx":
                write_workbook(record, stream, AS_OF)
            else:
                write_plan_json(record, stream)


if __name__ == "__main__":
    make(golden_record(), f"{sys.argv[1]}-kisi")
    make(golden_record(ScheduleStyle.TEXT), f"{sys.argv[1]}-waktu")
    make(blank_record(), f"{sys.argv[1]}-kosong")
