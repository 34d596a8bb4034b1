"""The plan as the rows of the annex's table, in grid style and in text style."""

from collections.abc import Iterator
from dataclasses import dataclass

from zidesk.domain.model import MONTHS, Action, Area, Component, Indicator, Plan, ScheduleStyle
from zidesk.domain.numbering import roman
from zidesk.domain.schedule import format_schedule
from zidesk.domain.ticker import Ticker
from zidesk.printing.document import Align, text_style
from zidesk.printing.fonts import FontStyle
from zidesk.printing.options import Heading, PrintOptions
from zidesk.printing.rows import EMPTY, PADDING_X, Cell, Column, Row, RowSpec
from zidesk.printing.text import TextStyle, break_lines

TICK = "√"
CONTINUED = "(lanjutan)"

_MOST_REPEATED_LINES = 12
"""A longer label is shortened where it is repeated on the next page."""

_GRID_TITLES = {
    Heading.NUMBER: "No",
    Heading.COMPONENT: "Komponen",
    Heading.INDICATOR: "Indikator",
    Heading.ACTION: "Langkah Aksi",
    Heading.EVIDENCE: "Bukti",
    Heading.SCHEDULE: "Pelaksanaan",
    Heading.TARGET: "Target",
}
_TEXT_TITLES = {
    Heading.NUMBER: "NO",
    Heading.COMPONENT: "KOMPONEN",
    Heading.INDICATOR: "INDIKATOR",
    Heading.ACTION: "LANGKAH AKSI",
    Heading.EVIDENCE: "BUKTI FISIK",
    Heading.SCHEDULE: "TARGET WAKTU",
}
_WEIGHTS = {Heading.COMPONENT: 18, Heading.INDICATOR: 25, Heading.ACTION: 31, Heading.EVIDENCE: 29}
"""How the four text columns share the width that the fixed ones leave."""


def annex_spec(style: ScheduleStyle, options: PrintOptions, width: float) -> RowSpec:
    """Return the columns of the annex's table in ``style``, together ``width`` points wide."""
    regular = text_style(FontStyle.REGULAR, options.table_size)
    bold = text_style(FontStyle.BOLD, options.table_size)
    if style is ScheduleStyle.GRID:
        titles = {**_GRID_TITLES, **options.headings}
        month = _fitting(bold, *map(str, MONTHS))
        after = [
            *(Column(str(m), month, group=titles[Heading.SCHEDULE], align=Align.CENTRE) for m in MONTHS),
            Column(
                titles[Heading.TARGET], _fitting(bold, titles[Heading.TARGET], "100%"), align=Align.CENTRE
            ),
        ]
    else:
        titles = {**_TEXT_TITLES, **options.headings}
        after = [Column(titles[Heading.SCHEDULE], _fitting(regular, "September dan"))]
    number = Column(
        titles[Heading.NUMBER],
        _fitting(bold, titles[Heading.NUMBER], "VIII", "99"),
        align=Align.CENTRE,
        spans=True,
    )
    share = (width - number.width - sum(column.width for column in after)) / sum(_WEIGHTS.values())
    texts = [
        Column(titles[heading], weight * share, spans=heading in (Heading.COMPONENT, Heading.INDICATOR))
        for heading, weight in _WEIGHTS.items()
    ]
    return RowSpec((number, *texts, *after), regular)


def annex_rows(plan: Plan, style: ScheduleStyle, spec: RowSpec, tick: Ticker) -> list[Row]:
    """Return the plan's rows in reading order: a band per area, then a row per action.

    A component or indicator that holds nothing yet has a row of its own.
    """
    builder = _RowBuilder(spec, style)
    rows: list[Row] = []
    for index, area in enumerate(plan.areas):
        rows.append(builder.band(index, area))
        for number, component in enumerate(area.components, start=1):
            rows.extend(builder.component_rows(number, component))
        tick(index + 1, len(plan.areas))
    return rows


@dataclass(frozen=True, slots=True)
class _RowBuilder:
    spec: RowSpec
    style: ScheduleStyle

    def band(self, index: int, area: Area) -> Row:
        bold = text_style(FontStyle.BOLD, self.spec.style.size)
        number = roman(index + 1)
        width = sum(column.width for column in self.spec.columns[1:]) - 2 * PADDING_X
        cells = (
            Cell(break_lines(number, bold, self.spec.columns[0].text_width)),
            Cell(break_lines(area.text, bold, width)),
        )
        return Row(cells, band=True, keep_with_next=bool(area.components), bookmark=f"{number} {area.text}")

    def component_rows(self, number: int, component: Component) -> Iterator[Row]:
        label: tuple[Cell | None, ...] = (self._number(number), self._label(component.text, 1))
        for indicator in component.indicators or (Indicator(""),):
            heading: Cell | None = self._label(indicator.text, 2)
            for action in indicator.actions or (Action(""),):
                yield Row((*label, heading, *self._action_cells(action)))
                label, heading = (None, None), None

    def _action_cells(self, action: Action) -> Iterator[Cell]:
        yield self._text(action.text, 3)
        yield self._text(action.evidence_text, 4)
        months = action.planned_months
        if self.style is ScheduleStyle.TEXT:
            words = action.schedule_text
            yield self._text(format_schedule(months) if words is None else words, 5)
            return
        for month in MONTHS:
            yield self._text(TICK, 4 + month) if month in months else EMPTY
        yield EMPTY if action.target_percent is None else self._text(f"{action.target_percent}%", 17)

    def _number(self, number: int) -> Cell:
        lines = break_lines(str(number), self.spec.style, self.spec.columns[0].text_width)
        return Cell(lines, lines)

    def _text(self, text: str, column: int) -> Cell:
        return Cell(break_lines(text, self.spec.style, self.spec.columns[column].text_width))

    def _label(self, text: str, column: int) -> Cell:
        width = self.spec.columns[column].text_width
        lines = break_lines(text, self.spec.style, width)
        if not lines:
            return EMPTY
        continued = break_lines(f"{text} {CONTINUED}", self.spec.style, width)
        if len(continued) > _MOST_REPEATED_LINES:
            ending = break_lines(f"… {CONTINUED}", self.spec.style, width)
            continued = continued[: _MOST_REPEATED_LINES - len(ending)] + ending
        return Cell(lines, continued)


def _fitting(style: TextStyle, *texts: str) -> float:
    """Return the width of a column in which each of ``texts`` stands on one line."""
    return max(style.width(text) for text in texts) + 2 * PADDING_X + 0.5
