"""The plan as the annex's table, in grid style and in text style."""

from collections.abc import Iterator, Mapping

from zidesk.domain.document.runs import Run
from zidesk.domain.document.table import (
    Alignment,
    Fitted,
    Share,
    Spanning,
    Table,
    TableBand,
    TableColumn,
    TableRow,
)
from zidesk.domain.plan.model import MONTHS, Action, Component, Indicator, Plan, ScheduleStyle
from zidesk.domain.plan.numbering import roman
from zidesk.domain.schedule.wording import format_schedule
from zidesk.printing.setting.options import AnnexColumn

TICK = "√"

_GRID_TITLES = {
    AnnexColumn.NUMBER: "No",
    AnnexColumn.COMPONENT: "Komponen",
    AnnexColumn.INDICATOR: "Indikator",
    AnnexColumn.ACTION: "Langkah Aksi",
    AnnexColumn.EVIDENCE: "Bukti",
    AnnexColumn.SCHEDULE: "Pelaksanaan",
    AnnexColumn.TARGET: "Target",
}
_TEXT_TITLES = {
    AnnexColumn.NUMBER: "NO",
    AnnexColumn.COMPONENT: "KOMPONEN",
    AnnexColumn.INDICATOR: "INDIKATOR",
    AnnexColumn.ACTION: "LANGKAH AKSI",
    AnnexColumn.EVIDENCE: "BUKTI FISIK",
    AnnexColumn.SCHEDULE: "TARGET WAKTU",
}
_SHARES = {
    AnnexColumn.COMPONENT: 14.0,
    AnnexColumn.INDICATOR: 27.0,
    AnnexColumn.ACTION: 31.0,
    AnnexColumn.EVIDENCE: 28.0,
}
"""How the four text columns share the width that the others leave: chosen for few lines in real plans."""

_CONTINUED = (AnnexColumn.COMPONENT, AnnexColumn.INDICATOR)


def annex_table(plan: Plan, style: ScheduleStyle, titles: Mapping[AnnexColumn, str]) -> Table:
    """Return the plan in reading order: a band per area, then a row per action.

    A component or indicator that holds nothing yet has a row of its own. ``titles`` replaces the titles of
    columns.
    """
    standard = _GRID_TITLES if style is ScheduleStyle.GRID else _TEXT_TITLES
    rows: list[TableRow | TableBand] = []
    for index, area in enumerate(plan.areas):
        rows.append(TableBand(roman(index + 1), area.text, empty=not area.components))
        for number, component in enumerate(area.components, start=1):
            rows.extend(_component_rows(number, component, style))
    return Table(tuple(_columns(style, {**standard, **titles})), tuple(rows))


def _columns(style: ScheduleStyle, titles: Mapping[AnnexColumn, str]) -> Iterator[TableColumn]:
    yield TableColumn(
        titles[AnnexColumn.NUMBER],
        Fitted((Run("VIII", bold=True),)),
        alignment=Alignment.CENTRE,
        spanning=Spanning.REPEATED,
    )
    for name, parts in _SHARES.items():
        spanning = Spanning.CONTINUED if name in _CONTINUED else Spanning.NO
        yield TableColumn(titles[name], Share(parts), spanning=spanning)
    if style is ScheduleStyle.TEXT:
        yield TableColumn(titles[AnnexColumn.SCHEDULE], Fitted((Run("Oktober, Desember"),)))
        return
    for month in MONTHS:
        yield TableColumn(
            str(month),
            Fitted((Run("12", bold=True),), spare=1),
            group=titles[AnnexColumn.SCHEDULE],
            alignment=Alignment.CENTRE,
        )
    yield TableColumn(
        titles[AnnexColumn.TARGET], Fitted((Run("100%", bold=True),), spare=2), alignment=Alignment.CENTRE
    )


def _component_rows(number: int, component: Component, style: ScheduleStyle) -> Iterator[TableRow]:
    label: tuple[str | None, str | None] = (str(number), component.text)
    for indicator in component.indicators or (Indicator(""),):
        heading: str | None = indicator.text
        for action in indicator.actions or (Action(""),):
            yield TableRow((*label, heading, action.text, action.evidence_text, *_schedule(action, style)))
            label, heading = (None, None), None


def _schedule(action: Action, style: ScheduleStyle) -> Iterator[str]:
    months = action.planned_months
    if style is ScheduleStyle.TEXT:
        words = action.schedule_text
        yield format_schedule(months) if words is None else words
        return
    for month in MONTHS:
        yield TICK if month in months else ""
    yield "" if action.target_percent is None else f"{action.target_percent}%"
