"""The table that Word, Excel or a browser put on the clipboard as HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from zidesk.domain.plan.validation import clean_text
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import BLANK, Cell, Merge, Row, SheetCells
from zidesk.exchange.tables.from_text import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, PASTED

_LINES = frozenset({"br", "p", "li", "div"})


@dataclass(slots=True)
class _Box:
    width: int
    height: int
    fill: str
    text: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Collects the cells of all tables, one below the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Box]] = []
        self._box: _Box | None = None
        self._nested = 0
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in that a tag begins."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("style", "script"):
            self._skipped += 1
        elif tag == "table" and self._box is not None:
            self._nested += 1
        elif tag == "tr" and not self._nested:
            self.rows.append([])
        elif tag in ("td", "th") and not self._nested and self.rows:
            self._box = _Box(_count(given.get("colspan")), _count(given.get("rowspan")), _fill(given))
            self.rows[-1].append(self._box)
        elif tag in _LINES and self._box is not None:
            self._box.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Take in that a tag ends."""
        if tag in ("style", "script"):
            self._skipped = max(0, self._skipped - 1)
        elif tag == "table" and self._nested:
            self._nested -= 1
        elif tag in ("td", "th") and not self._nested:
            self._box = None

    def handle_data(self, data: str) -> None:
        """Take in text, which stands in the cell that is open."""
        if self._box is not None and not self._skipped:
            self._box.text.append(" ".join(data.split("\n")))


def read_html(html: str) -> SheetCells | None:
    """Return the table in ``html``, ``None`` if it holds none; raises ``CannotReadError`` for a huge one."""
    if len(html) > MAX_BYTES:
        raise CannotReadError("Isi papan klip terlalu besar; salin tabelnya saja.")
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if not any(len(row) > 1 for row in parser.rows):
        return None
    if len(parser.rows) > MAX_ROWS or sum(map(len, parser.rows)) > MAX_CELLS:
        raise CannotReadError("Tabel di papan klip terlalu besar; salin rencana aksinya saja.")
    return _sheet(parser.rows)


def _sheet(boxes: list[list[_Box]]) -> SheetCells:
    rows, merges = [], []
    below: dict[int, int] = {}
    for number, row in enumerate(boxes, 1):
        cells: dict[int, Cell] = {}
        column = 1
        for box in row:
            while below.get(column, 0) >= number:
                column += 1
            if column + box.width - 1 > MAX_COLUMNS:
                raise CannotReadError("Tabel di papan klip terlalu lebar; salin rencana aksinya saja.")
            text = _text(box.text)
            cells[column] = Cell(text or None, fill=box.fill) if text or box.fill else BLANK
            bottom = min(number + box.height - 1, len(boxes))
            if box.width > 1 or bottom > number:
                merges.append(Merge(number, column, bottom, column + box.width - 1))
            for covered in range(column, column + box.width):
                below[covered] = bottom
            column += box.width
        width = max(cells, default=0)
        rows.append(Row(number, tuple(cells.get(place, BLANK) for place in range(1, width + 1))))
    return SheetCells(PASTED, tuple(rows), tuple(merges))


def _text(pieces: list[str]) -> str:
    lines = (" ".join(line.split()) for line in clean_text("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _count(text: str | None) -> int:
    return max(1, min(int(text), MAX_COLUMNS)) if text and text.isdecimal() and len(text) < 6 else 1


def _fill(given: dict[str, str]) -> str:
    style = given.get("style", "").lower().replace(" ", "")
    color = given.get("bgcolor", "").lower()
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name in ("background", "background-color") and value.startswith("#"):
            color = value
    digits = color.lstrip("#")[:6]
    return "" if len(digits) < 6 or digits == "ffffff" else f"rgb:FF{digits.upper()}:0.00"
