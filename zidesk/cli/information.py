"""The verb ``info``: what a file holds and how far it is."""

import argparse
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zidesk.cli.files import open_for_reading, today
from zidesk.cli.output import print_object, say
from zidesk.db.store import Store
from zidesk.domain.figures.progress import progress_of
from zidesk.domain.plan.model import PlanSummary, ScheduleStyle
from zidesk.domain.schedule.dates import format_date, format_percent

_STYLES = {ScheduleStyle.GRID: "jadwal kisi", ScheduleStyle.TEXT: "jadwal waktu"}


def show_information(arguments: argparse.Namespace) -> int:
    """Print units, years, counts and progress of FILE, as text or as one JSON object."""
    as_of = arguments.per or today()
    with open_for_reading(arguments.file) as store:
        summaries = store.plans()
        units = [
            {
                "name": unit.name,
                "level": str(unit.level),
                "plans": [_plan_object(store, plan, as_of) for plan in summaries if plan.unit_id == unit.id],
            }
            for unit in store.units()
        ]
    if arguments.json:
        print_object({"as_of": as_of.isoformat(), "units": units})
    else:
        _print_text(units, as_of)
    return 0


def _plan_object(store: Store, summary: PlanSummary, as_of: date) -> dict[str, Any]:
    record = store.load_record(summary.id)
    plan = record.plan
    components = [component for area in plan.areas for component in area.components]
    indicators = [indicator for component in components for indicator in component.indicators]
    progress = progress_of(plan, plan.year, as_of)
    return {
        "year": plan.year,
        "status": str(plan.status),
        "schedule_style": str(plan.schedule_style),
        "areas": len(plan.areas),
        "components": len(components),
        "indicators": len(indicators),
        "actions": sum(1 for _ in plan.actions()),
        "planned": progress.planned,
        "realized": progress.realized,
        "late": progress.late,
        "without_evidence": progress.without_evidence,
        "progress": None if progress.ratio is None else round(float(progress.ratio), 4),
        "evidence_files": len(store.evidence_files(summary.id)),
    }


def _print_text(units: list[dict[str, Any]], as_of: date) -> None:
    for unit in units:
        say(unit["name"])
        for plan in unit["plans"]:
            _print_plan(plan)
    if not any(unit["plans"] for unit in units):
        say("Belum ada rencana.")
    say(f"Keadaan per {format_date(as_of)}.")


def _print_plan(plan: Mapping[str, Any]) -> None:
    done = Fraction(plan["realized"], plan["planned"]) if plan["planned"] else None
    share = f" ({format_percent(done)})" if done is not None else ""
    say(f"  {plan['year']}, {plan['status']}, {_STYLES[ScheduleStyle(plan['schedule_style'])]}")
    say(
        f"    {plan['areas']} area, {plan['components']} komponen, {plan['indicators']} indikator, "
        f"{plan['actions']} langkah aksi"
    )
    say(
        f"    {plan['planned']} bulan direncanakan, {plan['realized']} terlaksana{share}, "
        f"{plan['late']} terlambat, {plan['without_evidence']} tanpa bukti"
    )
    say(f"    {plan['evidence_files']} berkas bukti")
