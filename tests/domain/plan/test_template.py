from datetime import date

from zidesk.domain.plan.model import (
    AREA_NAMES,
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    MonthCell,
    Plan,
    PlanStatus,
    Remark,
    ScheduleStyle,
)
from zidesk.domain.plan.template import blank_plan, plan_from_template

DONE = Action(
    text="Rapat evaluasi",
    evidence_text="Notulen",
    months=(
        MonthCell(4, planned=True, realized_on=date(2026, 4, 30), percent=100, obstacle="hujan", note="x"),
        MonthCell(5, realized_on=date(2026, 5, 2)),
        MonthCell(7, planned=True),
    ),
    target_percent=100,
    person_in_charge="Umum",
    schedule_text="April, Juli",
    evidence=(EvidenceLink("e" * 32, 4),),
    remarks=(Remark("r" * 32, "kurang"),),
    id="a" * 32,
)
SIGNED = Plan(
    year=2026,
    areas=(
        Area(
            "MANAJEMEN PERUBAHAN",
            (Component("Tim Kerja", (Indicator("SK", (DONE,), id="i"),), id="c"),),
            id="x",
        ),
    ),
    schedule_style=ScheduleStyle.TEXT,
    status=PlanStatus.DITETAPKAN,
    decree_number="12",
    decree_date=date(2026, 3, 11),
    title="RENCANA AKSI 2026",
    unit_id="u",
    id="p",
)


def test_blank_plan_has_the_six_areas_and_no_rows() -> None:
    plan = blank_plan(2027)
    assert tuple(area.text for area in plan.areas) == AREA_NAMES
    assert (plan.year, list(plan.actions())) == (2027, [])


def test_template_gives_texts_schedules_and_targets_only() -> None:
    kept = Action(
        text="Rapat evaluasi",
        evidence_text="Notulen",
        months=(MonthCell(4, planned=True), MonthCell(7, planned=True)),
        target_percent=100,
        person_in_charge="Umum",
        schedule_text="April, Juli",
    )
    assert plan_from_template(SIGNED, 2027) == Plan(
        year=2027,
        areas=(Area("MANAJEMEN PERUBAHAN", (Component("Tim Kerja", (Indicator("SK", (kept,)),)),)),),
        schedule_style=ScheduleStyle.TEXT,
    )
