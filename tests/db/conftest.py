"""A small plan in a file of its own, and ways to reach its rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.db.desk import Desk
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Level,
    MonthCell,
    Plan,
    Remark,
    ScheduleStyle,
    Unit,
)

UNIT = Unit(name="Kabupaten Batang Hari", level=Level.KABUPATEN, province="Jambi", chair_name="AHMAD HALIM")


def small_plan() -> Plan:
    """Two areas; the first with two components, three indicators, four actions."""
    work = Action(
        text="Menerbitkan SK\n“Tim Kerja” \\ ZI",
        evidence_text="SK Tim Kerja",
        months=(MonthCell(1, planned=True), MonthCell(4, planned=True, realized_on=date(2026, 4, 30))),
        target_percent=100,
        person_in_charge="Umum",
        schedule_text="Januari dan April",
        remarks=(Remark("", "Lengkapi nomornya", date(2026, 5, 2)), Remark("", "Bagus")),
    )
    meeting = Action(text="Rapat", months=tuple(MonthCell(month, planned=True) for month in (3, 6, 9, 12)))
    report = Action(text="Laporan", target_percent=50)
    news = Action(text="Berita", months=(MonthCell(7, note="ditunda"),))
    team = Component("Tim Kerja", (Indicator("SK", (work, meeting)), Indicator("Laporan tim", (report,))))
    culture = Component("Pola Pikir", (Indicator("Sosialisasi", (news,)),))
    return Plan(
        year=2026,
        areas=(Area("MANAJEMEN PERUBAHAN", (team, culture)), Area("PENGUATAN PENGAWASAN")),
        schedule_style=ScheduleStyle.TEXT,
        title="RENCANA AKSI",
        decree_number="10",
        decree_date=date(2026, 1, 22),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's file lies."""
    return tmp_path / "rencana.zidesk"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty file, open."""
    with Store.create(path) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    """The file with the small plan in it."""
    plan_id = add_plan(store, UNIT, small_plan()).created[0]
    return Desk(store, plan_id)
