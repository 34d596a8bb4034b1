"""How wide the columns of a table are: some as wide as their words, the others share the rest."""

from collections.abc import Iterable, Iterator, Mapping

from zidesk.domain.document.characters import printable
from zidesk.domain.document.proportions import PADDING_X
from zidesk.domain.document.runs import Run
from zidesk.domain.document.table import Fitted, Share, Spanning, Table, TableColumn, TableRow
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import text_style
from zidesk.printing.setting.rows import Column, RowSpec
from zidesk.printing.setting.text import TextStyle

_GREATEST_LEAST = 0.25
"""The share of the shared width up to which a column is widened for the sake of one long word."""

_GREATEST_FITTED = 0.85
"""The share of the whole width that the fitted columns may take together."""


def row_spec(table: Table, size: float, width: float) -> RowSpec:
    """Return the columns of ``table``, set in ``size`` points and together at most ``width`` points wide.

    The columns with a share are wide enough for the longest ordinary word in them to stand whole.
    """
    regular = text_style(FontStyle.REGULAR, size)
    bold = text_style(FontStyle.BOLD, size)
    widths = {
        index: _fitted_width(column, column.width, regular, bold)
        for index, column in enumerate(table.columns)
        if isinstance(column.width, Fitted)
    }
    shares = {
        index: column.width.parts
        for index, column in enumerate(table.columns)
        if isinstance(column.width, Share)
    }
    most = width * _GREATEST_FITTED if shares else width
    taken = sum(widths.values())
    if taken > most:
        widths = {index: own * most / taken for index, own in widths.items()}
    if shares:
        room = width - sum(widths.values())
        texts = {index: [table.columns[index].title, *_texts(table, index)] for index in shares}
        least = {
            index: min(_fitting(regular, _words(own)), room * _GREATEST_LEAST) for index, own in texts.items()
        }
        widths |= _shared(room, shares, least)
    columns = tuple(
        Column(
            column.title,
            widths[index],
            group=column.group,
            alignment=column.alignment,
            spans=column.spanning is not Spanning.NO,
        )
        for index, column in enumerate(table.columns)
    )
    return RowSpec(columns, regular)


def _fitted_width(column: TableColumn, fitted: Fitted, regular: TextStyle, bold: TextStyle) -> float:
    title = _fitting(bold, _words([column.title]))
    samples = [_sample_width(sample, regular, bold) for sample in fitted.samples]
    return max(title, *samples, 0.0) + fitted.spare


def _sample_width(sample: Run, regular: TextStyle, bold: TextStyle) -> float:
    return _fitting(bold if sample.bold else regular, [sample.text])


def _texts(table: Table, index: int) -> Iterator[str]:
    for row in table.rows:
        if isinstance(row, TableRow):
            yield row.cells[index] or ""


def _shared(room: float, shares: Mapping[int, float], least: Mapping[int, float]) -> dict[int, float]:
    """Share ``room`` out by ``shares``, giving no column less than its ``least`` width."""
    widths: dict[int, float] = {}
    while True:
        open_columns = [index for index in shares if index not in widths]
        share = (room - sum(widths.values())) / sum(shares[index] for index in open_columns)
        narrow = [index for index in open_columns if shares[index] * share < least[index]]
        if not narrow or len(narrow) == len(open_columns):
            return widths | {index: shares[index] * share for index in open_columns}
        widths |= {index: least[index] for index in narrow}


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from printable(text).split()


def _fitting(style: TextStyle, words: Iterable[str]) -> float:
    """Return the width of a column in which each of ``words`` stands on one line."""
    return max((style.width(word) for word in words), default=0.0) + 2 * PADDING_X + 0.5
