"""The figures that SQLite sums up are those that the domain counts, for any plans, dates and periods."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.db.conftest import UNIT, small_plan
from tests.strategies import plan_records
from zidesk.db.operations.plans import add_plan, delete_plan
from zidesk.db.store import Store
from zidesk.domain.figures.progress import Progress, progress_of
from zidesk.domain.figures.summary import PlanFigures
from zidesk.domain.plan.model import Plan, PlanRecord

PERIODS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda ends: range(min(ends), max(ends) + 1))
Counts = tuple[int, int, int, Progress]


def counted(plan: Plan, as_of: date, months: range) -> list[Counts]:
    """What the domain counts of each area."""
    found = []
    for area in plan.areas:
        indicators = [indicator for component in area.components for indicator in component.indicators]
        actions = sum(len(indicator.actions) for indicator in indicators)
        progress = progress_of(area, plan.year, as_of, months)
        found.append((len(area.components), len(indicators), actions, progress))
    return found


def summed(figures: PlanFigures) -> list[Counts]:
    return [(area.components, area.indicators, area.actions, area.progress) for area in figures.areas]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    records=st.lists(plan_records(), min_size=1, max_size=3),
    as_of=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    years=st.lists(st.integers(2025, 2027), min_size=3, max_size=3),
    months=PERIODS,
)
def test_sql_and_domain_count_the_same(
    store: Store, records: list[PlanRecord], as_of: date, years: list[int], months: range
) -> None:
    added = [
        add_plan(store, record.unit, replace(record.plan, year=year, id="")).created[0]
        for record, year in zip(records, years, strict=False)
    ]
    figures = store.figures(as_of, months)
    assert set(figures) == {plan.id for plan in store.plans()}
    for plan_id in added:
        plan = store.load_record(plan_id).plan
        assert summed(figures[plan_id]) == counted(plan, as_of, months)
        assert figures[plan_id].progress == progress_of(plan, plan.year, as_of, months)
        delete_plan(store, plan_id, even_signed=True)


def test_plans_are_told_apart_and_one_without_rows_is_there(store: Store) -> None:
    (whole,) = add_plan(store, UNIT, small_plan()).created
    (empty,) = add_plan(store, UNIT, Plan(2027)).created
    figures = store.figures(date(2026, 7, 1))
    assert (figures[empty].progress, figures[empty].areas) == (Progress(), ())
    progress = figures[whole].progress
    assert (progress.planned, progress.realized, progress.late) == (6, 1, 3)
    assert (figures[whole].components, figures[whole].indicators, figures[whole].actions) == (2, 3, 4)
