"""The workbook's other sheets: Realisasi, Bukti, Catatan, Identitas and the hidden zidesk sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zidesk.domain.figures.progress import cell_state
from zidesk.domain.importing.row_values import fingerprints
from zidesk.domain.importing.told_fields import listing
from zidesk.domain.plan.fields import DONE_FIELDS
from zidesk.domain.plan.model import Action, Evidence, Node, Plan, PlanRecord, children, node_kind
from zidesk.domain.plan.numbering import code
from zidesk.domain.plan.validation import clean_text
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date
from zidesk.exchange.workbook import layout, styles
from zidesk.exchange.workbook.base import base_pieces
from zidesk.exchange.workbook.cell_text import put_text
from zidesk.exchange.workbook.plan_sheet_out import FOLIO
from zidesk.exchange.workbook.row_state import state_cells
from zidesk.exchange.workbook.text_height import line_count

_Value = str | int | float | date | None
_MAX_HEIGHT = 409.0


def write_realization_sheet(sheet: Worksheet, plan: Plan, as_of: date) -> None:
    """Fill ``sheet`` with a row per action and month that is planned or has something to say."""
    table = _Table(
        sheet,
        layout.REALIZATION_TITLES,
        widths=(10, 5, 22, 48, 11, 13, 18, *(field.width for field in DONE_FIELDS)),
        kinds=(
            styles.TOP_CENTRE, styles.TEXT, styles.TEXT, styles.TEXT, styles.TOP_CENTRE, styles.TOP_CENTRE,
            styles.TEXT, *map(layout.style_of, DONE_FIELDS),
        ),
    )  # fmt: skip
    for path in plan.actions():
        for cell in path.action.months:
            state = cell_state(path.action, cell.month, plan.year, as_of)
            table.add(
                code(path.indexes),
                path.action.id,
                path.area.text,
                path.action.text,
                MONTH_NAMES[cell.month],
                layout.TICK if cell.planned else "",
                layout.STATUS_WORDS[state],
                *(layout.cell_value(field, getattr(cell, field.name)) for field in DONE_FIELDS),
            )
    table.finish()


def write_evidence_sheet(sheet: Worksheet, record: PlanRecord) -> None:
    """Fill ``sheet`` with a row per evidence file and what it proves."""
    table = _Table(
        sheet,
        layout.EVIDENCE_TITLES,
        widths=(10, 5, 48, 11, 36, 14, 40, 18, 18, 36),
        kinds=(
            styles.TOP_CENTRE, styles.TEXT, styles.TEXT, styles.TOP_CENTRE, styles.TEXT, styles.COUNT,
            styles.TEXT, styles.TEXT, styles.DATE, styles.TEXT,
        ),
    )  # fmt: skip

    def add(evidence: Evidence, action_code: str, action: Action | None, month: int) -> None:
        table.add(
            action_code,
            f"{evidence.id} {action.id}" if action else evidence.id,
            action.text if action else "",
            (MONTH_NAMES[month] or layout.WHOLE_YEAR) if action else "",
            evidence.name,
            evidence.size,
            evidence.sha256,
            evidence.media_type,
            evidence.document_date,
            evidence.description,
        )

    linked: set[str] = set()
    for path in record.plan.actions():
        for link in path.action.evidence:
            if evidence := record.evidence.get(link.evidence_id):
                add(evidence, code(path.indexes), path.action, link.month)
                linked.add(evidence.id)
    for evidence in record.evidence.values():
        if evidence.id not in linked:
            add(evidence, "", None, 0)
    table.finish()


def write_remark_sheet(sheet: Worksheet, plan: Plan) -> None:
    """Fill ``sheet`` with the province's remarks; it may add rows by the code of the action."""
    table = _Table(
        sheet,
        layout.REMARK_TITLES,
        widths=(10, 5, 55, 18, 70, 12),
        kinds=(styles.TOP_CENTRE, styles.TEXT, styles.TEXT, styles.DATE, styles.TEXT, styles.TOP_CENTRE),
    )
    for path in plan.actions():
        for remark in path.action.remarks:
            table.add(
                code(path.indexes),
                f"{remark.id} {path.action.id}",
                path.action.text,
                remark.made_on,
                remark.text,
                layout.YES if remark.answered else "",
            )
    table.finish()


def write_identity_sheet(sheet: Worksheet, record: PlanRecord) -> None:
    """Fill ``sheet`` with what identifies the unit and the plan, a label and a value a row."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 80
    for row, (field, label) in enumerate(layout.IDENTITY_LABELS.items(), 1):
        value = _identity_value(record, field)
        name, content = sheet.cell(row, 1), sheet.cell(row, 2)
        name.style = styles.LABEL
        content.style = styles.DATE if isinstance(value, date) else styles.TEXT
        put_text(name, label)
        _put(content, value)
        if isinstance(value, date | int):
            content.alignment = Alignment(horizontal="left", vertical="top")
    _set_up_page(sheet)


def _identity_value(record: PlanRecord, field: str) -> str | int | date | None:
    value = getattr(record.unit if hasattr(record.unit, field) else record.plan, field)
    return layout.STYLE_WORDS[value] if field == "schedule_style" else value


def write_hidden_sheet(sheet: Worksheet, record: PlanRecord) -> None:
    """Fill the hidden sheet: format, plan, identity, and every row as it was exported."""
    sheet.sheet_state = "hidden"
    plan = record.plan
    heads: tuple[tuple[str, _Value], ...] = (
        (layout.KEY_FORMAT, layout.FORMAT),
        (layout.KEY_VERSION, layout.VERSION),
        (layout.KEY_PLAN, plan.id),
        (layout.KEY_UNIT, record.unit.id),
        (layout.KEY_REVISES, plan.revises_id or ""),
        (layout.KEY_MOMENT, record.moment),
        (layout.KEY_STATES, layout.STATES),
    )
    identity = (
        (f"{layout.KEY_IDENTITY} {field}", _as_text(_identity_value(record, field)))
        for field in layout.IDENTITY_LABELS
    )
    fields = (
        (f"{layout.KEY_FIELDS} {kind}", name, label)
        for kind, labels in listing().items()
        for name, label in labels.items()
    )
    rows: list[Sequence[_Value]] = [*heads, *identity, *fields, layout.NODE_TITLES]
    rows.extend(_nodes(plan, plan.id, ()))
    if plan.id:
        rows.extend((layout.KEY_BASE, number, piece) for number, piece in enumerate(base_pieces(record), 1))
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            _put(sheet.cell(number, column), value)


def _as_text(value: str | int | date | None) -> str:
    """Return a value as a reader of its cell sees it."""
    if value is None:
        return ""
    return format_date(value) if isinstance(value, date) else str(value)


def _nodes(parent: Plan | Node, parent_id: str, place: tuple[int, ...]) -> Iterator[Sequence[_Value]]:
    for index, node in enumerate(children(parent)):
        indexes = (*place, index)
        schedule = layout.schedule_key(node) if isinstance(node, Action) else ""
        stand = (node.id, parent_id, code(indexes))
        state = state_cells(stand, fingerprints(node))
        yield node_kind(node).value, *stand, node.text, schedule, *state
        yield from _nodes(node, node.id, indexes)


def _put(cell: Cell, value: _Value) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        number_format = cell.number_format
        cell.value = value
        cell.number_format = number_format


class _Table:
    """A plain list: one head row, then rows; frozen, filterable, wrapped, printed one F4 page wide."""

    def __init__(
        self, sheet: Worksheet, titles: Sequence[str], widths: Sequence[float], kinds: Sequence[str]
    ) -> None:
        self._sheet = sheet
        self._widths = widths
        self._kinds = kinds
        self._hidden = titles.index(layout.ID_TITLE) + 1
        self._row = 1
        for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
            cell = sheet.cell(1, column)
            cell.style = styles.HEAD
            put_text(cell, title)
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = width
            sheet.column_dimensions[letter].hidden = title == layout.ID_TITLE
        sheet.row_dimensions[1].height = 28
        sheet.freeze_panes = "A2"

    def add(self, *values: _Value) -> None:
        self._row += 1
        lines = 1
        for column, (value, kind, width) in enumerate(zip(values, self._kinds, self._widths, strict=True), 1):
            cell = self._sheet.cell(self._row, column)
            cell.style = kind
            _put(cell, value)
            if isinstance(value, str) and column != self._hidden:
                lines = max(lines, line_count(clean_text(value), width, styles.FONT_SIZE))
        height = lines * styles.LINE_HEIGHT + 4
        self._sheet.row_dimensions[self._row].height = min(_MAX_HEIGHT, height)

    def finish(self) -> None:
        last = get_column_letter(len(self._widths))
        self._sheet.auto_filter.ref = f"A1:{last}{self._row}"
        self._sheet.print_title_rows = "1:1"
        _set_up_page(self._sheet)


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = FOLIO
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.right.text = "&A, halaman &P dari &N"
