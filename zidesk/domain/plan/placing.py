"""Fitting what was read from outside to the plan that it goes to."""

from collections.abc import Iterator
from dataclasses import replace

from zidesk.domain.importing.incoming import Incoming, Place, Problem
from zidesk.domain.plan.model import Unit
from zidesk.domain.plan.template import plan_from_template
from zidesk.domain.plan.units import same_unit

_YEAR_LABEL = "Tahun"


def placed(incoming: Incoming, unit: Unit, year: int, plan_id: str = "") -> Incoming:
    """Return ``incoming`` as it goes into the plan ``plan_id`` (``""``: a new one) of ``unit`` for ``year``.

    An export of another unit's or another year's plan gives its rows, schedules and targets only, as a
    template does: what was done there was not done here. That is listed as a problem, as is another year
    that an export of this very plan names.
    """
    plan = incoming.plan
    if plan.id and plan.id == plan_id:
        problems = (*incoming.problems, *_year_problems(incoming, year))
        return replace(incoming, plan=replace(plan, year=year), problems=problems)
    if not plan.id or not _is_elsewhere(incoming, unit, year):
        return replace(incoming, plan=replace(plan, year=year))
    owner = f" {incoming.unit.name}" if incoming.unit else ""
    message = (
        f"Sumber ini ekspor rencana{owner} {plan.year}, sedangkan tujuannya rencana {unit.name} {year}; "
        "hanya baris, jadwal dan targetnya yang dibaca, tanpa realisasi, bukti, catatan, judul dan keputusan."
    )
    return replace(
        incoming,
        plan=plan_from_template(plan, year),
        problems=(*incoming.problems, Problem(Place(), message)),
        carries_ids=False,
        carries_realization=False,
        carries_remarks=False,
        evidence={},
        exported={},
    )


def _year_problems(incoming: Incoming, year: int) -> Iterator[Problem]:
    told = any(edit.label == _YEAR_LABEL for edit in incoming.identity_edits)
    if incoming.plan.year not in (0, year) and not told and not incoming.knows_what_was_exported:
        message = f"{_YEAR_LABEL} dalam sumber {incoming.plan.year}; yang dipertahankan {year}."
        yield Problem(Place(), message)


def _is_elsewhere(incoming: Incoming, unit: Unit, year: int) -> bool:
    source = incoming.unit
    of_another_unit = source is not None and source.id != unit.id and not same_unit(source, unit)
    return of_another_unit or incoming.plan.year not in (0, year)
