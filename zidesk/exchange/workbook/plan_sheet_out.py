"""The Rencana Aksi sheet: the formal table of the decree's annex, ready to print on one F4 page's width."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zidesk.domain.plan.fields import ACTION_FIELDS, WORDING, Field
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Plan,
    PlanRecord,
    ScheduleStyle,
)
from zidesk.domain.plan.numbering import roman
from zidesk.domain.plan.validation import clean_text
from zidesk.domain.schedule.dates import format_date
from zidesk.domain.ticker import Ticker
from zidesk.exchange.workbook import layout, styles
from zidesk.exchange.workbook.cell_text import put_text
from zidesk.exchange.workbook.text_height import line_count

FOLIO = 14
"""Excel's paper code for 8.5 x 13 in (215.9 x 330.2 mm): F4."""
_MAX_HEIGHT = 409.0
"""Excel's highest row, in points."""
_PADDING = 4.0
_TICK_EVERY = 50
_FORMAL = [field for field in ACTION_FIELDS if field.formal and field is not WORDING]
_STYLES = {field.name: layout.style_of(field) for field in ACTION_FIELDS}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be: the deepest node it shows, and the headings that begin on it."""

    id: str
    area: Area | None = None
    number: int = 0
    component: Component | None = None
    indicator: Indicator | None = None
    action: Action | None = None

    @property
    def continues_component(self) -> bool:
        return self.area is None and self.component is None

    @property
    def continues_indicator(self) -> bool:
        return self.action is not None and self.indicator is None


def write_plan_sheet(sheet: Worksheet, record: PlanRecord, ticker: Ticker) -> None:
    """Fill ``sheet`` with the plan's formal table; ``ticker`` hears rows."""
    plan = record.plan
    words = plan.schedule_style is ScheduleStyle.TEXT
    beside = any(path.action.schedule_text is not None for path in plan.actions())
    columns = layout.plan_columns(words=words, wording_beside=beside)
    at = {column.key: index for index, column in enumerate(columns, 1)}
    last_printed = max(at[field.name] for field in ACTION_FIELDS if _is_printed(field, plan))
    head = _write_titles(sheet, record, last_printed)
    _write_head(sheet, columns, at, head)
    rows = list(_rows(plan))
    row = head + 1
    for done, (content, following) in enumerate(zip(rows, [*rows, None][1:], strict=True), 1):
        row += 1
        if content.area:
            _write_area(sheet, row, content.area, content.number, at)
        else:
            _write_row(sheet, row, content, following, columns)
        put_text(sheet.cell(row, at["id"]), content.id)
        if done % _TICK_EVERY == 0 or done == len(rows):
            ticker(done, len(rows))
    _set_up_page(sheet, record, head, row, last_printed)
    sheet.column_dimensions[get_column_letter(at["id"])].hidden = True
    sheet.freeze_panes = f"{get_column_letter(at['indicator'])}{head + 2}"
    _offer_ticks(sheet, at, head + 2, row)


def _is_printed(field: Field, plan: Plan) -> bool:
    """Whether a column is of the formal table, or beyond it and says something."""
    if field.formal:
        return field is not WORDING
    return any(getattr(path.action, field.name) != field.blank for path in plan.actions())


def _rows(plan: Plan) -> Iterator[_Row]:
    for number, area in enumerate(plan.areas, 1):
        yield _Row(area.id, area=area, number=number)
        for place, component in enumerate(area.components, 1):
            label: Component | None = component
            if not component.indicators:
                yield _Row(component.id, number=place, component=component)
            for indicator in component.indicators:
                head: Indicator | None = indicator
                if not indicator.actions:
                    yield _Row(indicator.id, number=place, component=label, indicator=indicator)
                    label = None
                for action in indicator.actions:
                    yield _Row(action.id, number=place, component=label, indicator=head, action=action)
                    label = head = None


def _write_titles(sheet: Worksheet, record: PlanRecord, last_column: int) -> int:
    """Write the title block; return the row of the table's head."""
    plan = record.plan
    day = format_date(plan.decree_date) if plan.decree_date else ""
    titles = layout.title_lines(record.unit.name, plan.title, str(plan.year), plan.decree_number, day)
    kinds = (*[styles.TITLE] * 3, styles.SUBTITLE)
    for row, (text, style) in enumerate(zip(titles, kinds, strict=False), 1):
        cell = sheet.cell(row, 1)
        cell.style = style
        put_text(cell, text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last_column)
        sheet.row_dimensions[row].height = 18.0 * line_count(clean_text(text), 180, 14)
    sheet.row_dimensions[len(titles) + 1].height = 8
    return len(titles) + 2


def _write_head(
    sheet: Worksheet, columns: tuple[layout.Column, ...], at: Mapping[str, int], row: int
) -> None:
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        upper, lower = sheet.cell(row, index), sheet.cell(row + 1, index)
        upper.style = lower.style = styles.HEAD
        if column.key in layout.MONTH_KEYS:
            lower.value = int(column.title)
        else:
            put_text(upper, column.title)
            sheet.merge_cells(start_row=row, start_column=index, end_row=row + 1, end_column=index)
    first = at[layout.month_key(1)]
    put_text(sheet.cell(row, first), "Pelaksanaan (bulan)")
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=at[layout.month_key(12)])
    sheet.row_dimensions[row].height = sheet.row_dimensions[row + 1].height = 16


def _write_area(sheet: Worksheet, row: int, area: Area, number: int, at: Mapping[str, int]) -> None:
    first, last = at["component"], max(at[field.name] for field in _FORMAL)
    for column in range(1, last + 1):
        sheet.cell(row, column).style = styles.AREA if column >= first else styles.AREA_NUMBER
    put_text(sheet.cell(row, at["no"]), roman(number))
    put_text(sheet.cell(row, first), area.text)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    lines = line_count(clean_text(area.text), 150, styles.FONT_SIZE)
    sheet.row_dimensions[row].height = min(_MAX_HEIGHT, lines * styles.LINE_HEIGHT + 2 * _PADDING)


def _write_row(
    sheet: Worksheet, row: int, content: _Row, following: _Row | None, columns: tuple[layout.Column, ...]
) -> None:
    values = _values(content)
    lines = 1
    for index, column in enumerate(columns, 1):
        cell = sheet.cell(row, index)
        cell.style = _style(column.key, content, following)
        value = values.get(column.key)
        if not isinstance(value, str):
            cell.value = value
            continue
        put_text(cell, value)
        if column.key in layout.WIDE_KEYS:
            lines = max(lines, line_count(clean_text(value), column.width, styles.FONT_SIZE))
    sheet.row_dimensions[row].height = min(_MAX_HEIGHT, lines * styles.LINE_HEIGHT + _PADDING)


def _values(content: _Row) -> dict[str, str | float | date | None]:
    values: dict[str, str | float | date | None] = {}
    if content.component:
        values["no"] = content.number
        values["component"] = content.component.text
    if content.indicator:
        values["indicator"] = content.indicator.text
    if action := content.action:
        for field in ACTION_FIELDS:
            values[field.name] = layout.cell_value(field, getattr(action, field.name))
        values.update((layout.month_key(month), layout.TICK) for month in action.planned_months)
    return values


def _style(key: str, content: _Row, following: _Row | None) -> str:
    if key in layout.MONTH_KEYS:
        return styles.MARK
    if key in _STYLES:
        return _STYLES[key]
    if key == "indicator":
        goes_on = following is not None and following.continues_indicator
        return styles.joined(styles.TEXT, above=content.continues_indicator, below=goes_on)
    if key in ("no", "component"):
        goes_on = following is not None and following.continues_component
        style = styles.TOP_CENTRE if key == "no" else styles.TEXT
        return styles.joined(style, above=content.continues_component, below=goes_on)
    return styles.TEXT


def _set_up_page(sheet: Worksheet, record: PlanRecord, head: int, last_row: int, last_column: int) -> None:
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = FOLIO
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_title_rows = f"{head}:{head + 1}"
    sheet.print_area = f"A1:{get_column_letter(last_column)}{max(last_row, head + 1)}"
    sheet.oddFooter.left.text = record.unit.jdih.replace("&", "&&")
    sheet.oddFooter.right.text = "Halaman &P dari &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def _offer_ticks(sheet: Worksheet, at: Mapping[str, int], first_row: int, last_row: int) -> None:
    if last_row < first_row:
        return
    ticks = DataValidation(type="list", formula1=f'"{layout.TICK}"', allow_blank=True, showErrorMessage=False)
    first, last = get_column_letter(at[layout.month_key(1)]), get_column_letter(at[layout.month_key(12)])
    ticks.add(f"{first}{first_row}:{last}{last_row}")
    sheet.add_data_validation(ticks)
