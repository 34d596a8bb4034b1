"""The verb ``info``: what a file holds and how far it is."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zidesk.cli.files import open_for_reading, today
from zidesk.cli.output import print_object, say
from zidesk.domain.figures.progress import Progress
from zidesk.domain.figures.summary import PlanFigures
from zidesk.domain.plan.model import PlanSummary, ScheduleStyle, Unit
from zidesk.domain.schedule.dates import format_date, format_percent

_STYLES = {ScheduleStyle.GRID: "jadwal kisi", ScheduleStyle.TEXT: "jadwal waktu"}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is told of one plan."""

    plan: PlanSummary
    figures: PlanFigures
    evidence_files: int


def show_information(arguments: argparse.Namespace) -> int:
    """Print units, years, counts and progress of FILE, as text or as one JSON object."""
    as_of = arguments.per or today()
    with open_for_reading(arguments.file) as store:
        figures = store.figures(as_of)
        known = [_Known(plan, figures[plan.id], len(store.evidence_files(plan.id))) for plan in store.plans()]
        units = [(unit, [each for each in known if each.plan.unit_id == unit.id]) for unit in store.units()]
    if arguments.json:
        print_object(
            {
                "as_of": as_of.isoformat(),
                "units": [
                    {"name": unit.name, "level": str(unit.level), "plans": list(map(_plan_object, plans))}
                    for unit, plans in units
                ],
            }
        )
    else:
        _print_text(units, as_of)
    return 0


def _plan_object(known: _Known) -> dict[str, Any]:
    figures = known.figures
    return {
        "year": known.plan.year,
        "status": str(known.plan.status),
        "schedule_style": str(known.plan.schedule_style),
        "areas": len(figures.areas),
        "components": figures.components,
        "indicators": figures.indicators,
        "actions": figures.actions,
        **_counts(figures.progress),
        "progress": _rounded(figures.progress),
        "evidence_files": known.evidence_files,
        "areas_detail": [
            {"number": number, **_counts(area.progress)} for number, area in enumerate(figures.areas, start=1)
        ],
    }


def _counts(progress: Progress) -> dict[str, int]:
    return {
        "planned": progress.planned,
        "realized": progress.realized,
        "late": progress.late,
        "without_evidence": progress.without_evidence,
    }


def _rounded(progress: Progress) -> float | None:
    return None if progress.ratio is None else round(float(progress.ratio), 4)


def _print_text(units: Sequence[tuple[Unit, Sequence[_Known]]], as_of: date) -> None:
    for unit, plans in units:
        say(unit.name)
        for known in plans:
            _print_plan(known)
    if not any(plans for _, plans in units):
        say("Belum ada rencana.")
    say(f"Keadaan per {format_date(as_of)}.")


def _print_plan(known: _Known) -> None:
    plan, figures, progress = known.plan, known.figures, known.figures.progress
    share = f" ({format_percent(progress.ratio)})" if progress.ratio is not None else ""
    say(f"  {plan.year}, {plan.status}, {_STYLES[plan.schedule_style]}")
    say(
        f"    {len(figures.areas)} area, {figures.components} komponen, {figures.indicators} indikator, "
        f"{figures.actions} langkah aksi"
    )
    say(
        f"    {progress.planned} bulan direncanakan, {progress.realized} terlaksana{share}, "
        f"{progress.late} terlambat, {progress.without_evidence} tanpa bukti"
    )
    say(f"    {known.evidence_files} berkas bukti")
