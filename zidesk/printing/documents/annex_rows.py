"""The plan as the rows of the annex's table, in grid style and in text style."""

from collections.abc import Iterator
from dataclasses import dataclass

from zidesk.domain.plan.model import MONTHS, Action, Area, Component, Indicator, Plan, ScheduleStyle
from zidesk.domain.plan.numbering import roman
from zidesk.domain.schedule.wording import format_schedule
from zidesk.domain.ticker import Ticker
from zidesk.printing.setting.canvas import text_style
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.rows import EMPTY, PADDING_X, Cell, Row, RowSpec
from zidesk.printing.setting.text import break_lines

TICK = "√"
CONTINUED = "(lanjutan)"

_MOST_REPEATED_LINES = 12
"""A longer label is shortened where it is repeated on the next page."""


def annex_rows(plan: Plan, style: ScheduleStyle, spec: RowSpec, tick: Ticker) -> list[Row]:
    """Return the plan's rows in reading order: a band per area, then a row per action.

    A component or indicator that holds nothing yet has a row of its own. ``tick`` hears of components.
    """
    builder = _RowBuilder(spec, style)
    total = sum(len(area.components) for area in plan.areas)
    done = 0
    rows: list[Row] = []
    for index, area in enumerate(plan.areas):
        rows.append(builder.band(index, area))
        for number, component in enumerate(area.components, start=1):
            rows.extend(builder.component_rows(number, component))
            done += 1
            tick(done, total)
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
        return Row(
            cells, band=True, keep_with_next=bool(area.components), bookmark=f"{number} {area.text}".strip()
        )

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
