"""Importing a plan read from outside: which plan it goes to, what it changes, and applying it as one step.

The window and the command line both go through here, always in this order::

    preview = preview_import(store, incoming, unit_name, year)   # writes nothing
    outcome = apply_import(store, preview, source_name)          # one operation, one undo step
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from zidesk.db.history.outcome import Outcome
from zidesk.db.operations.plans import add_plan, replace_plan
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.importing.comparison import Comparison, compare
from zidesk.domain.importing.conflicts import ConflictKey
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import Plan, PlanStatus, PlanSummary, Unit
from zidesk.domain.plan.placing import placed
from zidesk.domain.plan.units import find_unit, is_named, level_of, named_unit, same_unit


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do: ``target`` is the plan it changes, ``None`` if it adds one for ``unit``."""

    unit: Unit
    target: PlanSummary | None
    comparison: Comparison

    def taking(self, conflicts: Collection[ConflictKey]) -> "ImportPreview":
        """Return the preview with the source's side of these conflicts, and ours of the others."""
        return replace(self, comparison=self.comparison.taking(conflicts))


def preview_import(
    store: Store, incoming: Incoming, unit_name: str | None = None, year: int | None = None
) -> ImportPreview:
    """Compare ``incoming`` with the plan it belongs to; nothing is written.

    What the user names (``unit_name``, ``year``) goes before what the source says; what neither says is
    taken from the file where it holds only one. Raises NotFoundError or InvalidInputError where the
    choice is not certain.

    An export is told from what was changed here since only where it was made from this very file: what
    another copy of the plan says is compared with ours as it is now.
    """
    unit, target, chosen_year = _choose(store, incoming, unit_name, year)
    if not store.has_been_at(incoming.moment):
        incoming = incoming.of_another_history()
    fitted = placed(incoming, unit, chosen_year, target.id if target else "")
    current = store.load_record(target.id).plan if target else None
    return ImportPreview(unit, target, compare(current, fitted, store.evidence_ids()))


def apply_import(
    store: Store, preview: ImportPreview, source_name: str, *, keep_missing: bool = False
) -> Outcome:
    """Apply a preview in one operation named after ``source_name`` (a file name).

    ``keep_missing`` keeps rows that the source no longer has. Raises PlanLockedError for a plan that is
    ``ditetapkan`` and whose locked parts would change.
    """
    comparison = preview.comparison
    plan = comparison.merged(keep_missing=keep_missing)
    if preview.target is None:
        name = f"Impor rencana {plan.year} {preview.unit.name} dari {source_name}"
        with store.operation(name, imports=True) as operation:
            add_plan(store, preview.unit, plan)
        return operation.outcome
    removed = comparison.removed(keep_missing=keep_missing)
    count = comparison.added + comparison.changed + removed + comparison.takes_decree
    name = f"Impor {count} perubahan dari {source_name}"
    with store.operation(name, imports=True) as operation:
        replace_plan(store, plan, name)
    return operation.outcome


def _choose(
    store: Store, incoming: Incoming, unit_name: str | None, year: int | None
) -> tuple[Unit, PlanSummary | None, int]:
    plans = store.plans()
    if incoming.plan.id and unit_name is None and year is None:
        for plan in plans:
            if plan.id == incoming.plan.id:
                unit = next(unit for unit in store.units() if unit.id == plan.unit_id)
                return unit, plan, plan.year
    unit = _choose_unit(store.units(), incoming, unit_name)
    own = tuple(plan for plan in plans if unit.id and plan.unit_id == unit.id)
    chosen_year = _choose_year(own, incoming.plan, year)
    in_year = [plan for plan in own if plan.year == chosen_year and plan.status is not PlanStatus.DIUBAH]
    if len(in_year) > 1:
        raise InvalidInputError(
            f"{unit.name} punya beberapa rencana {chosen_year} dalam berkas ini; pilihlah di jendela zidesk."
        )
    return unit, in_year[0] if in_year else None, chosen_year


def _choose_unit(units: tuple[Unit, ...], incoming: Incoming, unit_name: str | None) -> Unit:
    source = incoming.unit
    if unit_name is not None:
        try:
            return find_unit(units, unit_name)
        except NotFoundError:
            if source is None and level_of(unit_name):
                return named_unit(unit_name)
            if source is None or not is_named(source, unit_name):
                raise
            return source
    if source:
        known = (unit for unit in units if (source.id and unit.id == source.id) or same_unit(unit, source))
        return next(known, source)
    if len(units) == 1:
        return units[0]
    raise InvalidInputError(
        "Sumber tidak menyebut satuan kerjanya, sedangkan berkas ini tidak berisi tepat satu; "
        "sebutkan satuan kerjanya."
    )


def _choose_year(own: tuple[PlanSummary, ...], plan: Plan, year: int | None) -> int:
    if year is not None:
        return year
    if plan.year:
        return plan.year
    years = {summary.year for summary in own}
    if len(years) == 1:
        return years.pop()
    raise InvalidInputError("Sumber tidak menyebut tahun rencananya; sebutkan tahunnya.")
