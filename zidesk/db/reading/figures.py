"""The figures of all plans of a file, summed up by SQLite: one query, whatever the number of plans.

What is counted is what ``domain.figures`` defines; a property test compares the two.
"""

import sqlite3
from collections import defaultdict
from datetime import date

from zidesk.domain.figures.progress import Progress
from zidesk.domain.figures.summary import AreaFigures, PlanFigures
from zidesk.domain.plan.model import MONTHS

_FIGURES = """
WITH cell AS (
    SELECT
        action_month.action_id,
        planned,
        realized_on IS NOT NULL AS done,
        month <= CASE
            WHEN plan.year < :year THEN 12
            WHEN plan.year > :year THEN 0
            ELSE :months_over
        END AS over,
        EXISTS (
            SELECT 1 FROM evidence_link AS link
            WHERE link.action_id = action_month.action_id AND link.month IN (0, action_month.month)
        ) AS proven,
        coalesce(percent, CASE WHEN realized_on IS NULL THEN 0 ELSE 100 END) AS hundredths
    FROM action_month
    JOIN action ON action.id = action_id
    JOIN indicator ON indicator.id = indicator_id
    JOIN component ON component.id = component_id
    JOIN area ON area.id = area_id
    JOIN plan ON plan.id = plan_id
    WHERE month BETWEEN :first AND :last
),
of_action AS (
    SELECT
        action_id,
        sum(planned) AS planned,
        sum(planned AND done) AS realized,
        sum(planned AND NOT done AND over) AS late,
        sum(done AND NOT proven) AS without_evidence,
        sum(planned AND done AND proven) AS evidenced,
        sum(iif(planned, hundredths, 0)) AS hundredths
    FROM cell GROUP BY action_id
)
SELECT
    plan.id, area.id,
    count(DISTINCT component.id), count(DISTINCT indicator.id), count(action.id),
    coalesce(sum(planned), 0), coalesce(sum(realized), 0), coalesce(sum(late), 0),
    coalesce(sum(without_evidence), 0), coalesce(sum(evidenced), 0), coalesce(sum(hundredths), 0)
FROM plan
LEFT JOIN area ON area.plan_id = plan.id
LEFT JOIN component ON component.area_id = area.id
LEFT JOIN indicator ON indicator.component_id = component.id
LEFT JOIN action ON action.indicator_id = indicator.id
LEFT JOIN of_action ON of_action.action_id = action.id
GROUP BY plan.id, area.id
ORDER BY plan.id, area.position, area.id
"""


def read_figures(
    connection: sqlite3.Connection, as_of: date, months: range = MONTHS
) -> dict[str, PlanFigures]:
    """Return the figures of every plan by its id; only ``months`` are counted."""
    parameters = {
        "year": as_of.year,
        "months_over": as_of.month - 1,
        "first": months.start,
        "last": months.stop - 1,
    }
    areas: dict[str, list[AreaFigures]] = defaultdict(list)
    for plan_id, area_id, components, indicators, actions, *cells in connection.execute(_FIGURES, parameters):
        own = areas[plan_id]
        if area_id is not None:
            own.append(AreaFigures(area_id, components, indicators, actions, Progress(*cells)))
    return {plan_id: PlanFigures(plan_id, tuple(found)) for plan_id, found in areas.items()}
