"""Rows shared out over pages: the rules of the formal table, on any heights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.paginator import paginate
from zidesk.printing.setting.pdf_pages import text_style
from zidesk.printing.setting.rows import Cell, Column, Row, RowSpec, line_count, spans_of
from zidesk.printing.setting.text import Line

SPEC = RowSpec(
    (Column("No", 20, spans=True), Column("Komponen", 60, spans=True), Column("Langkah Aksi", 90)),
    text_style(FontStyle.REGULAR, 10),
)
ROOM = SPEC.height_of(30)


def cell(name: str, lines: int) -> Cell:
    texts = tuple(Line(f"{name}.{n}", 0, 10) for n in range(lines))
    return Cell(texts, (Line(f"{name} (lanjutan)", 0, 10),))


def row(name: str, lines: int, label: int | None = None) -> Row:
    """A row of so many lines that begins a component with a ``label`` of so many lines, or continues one."""
    starts = label is not None
    return Row(
        (
            cell(f"no {name}", 1) if starts else None,
            cell(f"komponen {name}", label) if label is not None else None,
            cell(f"aksi {name}", lines),
        )
    )


def band(name: str) -> Row:
    return Row((cell(name, 1), cell(f"area {name}", 1)), band=True, keep_with_next=True)


def height(rows: tuple[Row, ...]) -> float:
    return sum(SPEC.heights(rows))


def texts(rows: tuple[Row, ...], column: int) -> list[str]:
    cells = (row.cells[column] for row in rows if not row.band)
    return [line.text for cell in cells if cell for line in cell.lines]


@st.composite
def tables(draw: st.DrawFn, tallest: int = 70) -> list[Row]:
    rows: list[Row] = []
    for area in range(draw(st.integers(1, 3))):
        rows.append(band(str(area)))
        for component in range(draw(st.integers(1, 5))):
            for step in range(draw(st.integers(1, 6))):
                name = f"{area}/{component}/{step}"
                label = draw(st.integers(1, tallest // 2)) if step == 0 else None
                rows.append(row(name, draw(st.integers(1, 6) | st.integers(1, tallest)), label))
    return rows


@given(tables(), st.floats(0, ROOM), st.floats(0, SPEC.height_of(9)))
def test_every_page_keeps_the_rules(rows: list[Row], first_room: float, tail: float) -> None:
    pages = paginate(rows, SPEC, first_room, ROOM, tail)
    rooms = [first_room, *[ROOM] * (len(pages) - 1)]
    assert all(height(page) <= room + 0.01 for page, room in zip(pages, rooms, strict=True))
    assert height(pages[-1]) + tail <= rooms[-1] + 0.01
    assert pages[-1]
    assert all(pages[1:])
    for page in pages:
        assert not page or not page[-1].band, "an area's row is never the last one on a page"
        first = next((row for row in page if not row.band), None)
        assert first is None or None not in first.cells, "labels are repeated on every page"
    printed = [line for page in pages for line in texts(page, 2)]
    assert printed == texts(tuple(rows), 2), "every line is there once, in order"
    bands = [line.text for page in pages for row in page if row.band for line in row.cells[1].lines]
    assert bands == [line.text for row in rows if row.band for line in row.cells[1].lines]


@given(tables(tallest=18), st.floats(0, ROOM))
def test_a_row_that_fits_a_page_is_never_cut(rows: list[Row], first_room: float) -> None:
    pages = paginate(rows, SPEC, first_room, ROOM, SPEC.height_of(9))
    assert sum(len(page) for page in pages) == len(rows)
    assert [row.cells[2] for page in pages for row in page if not row.band] == [
        row.cells[2] for row in rows if not row.band
    ]


@given(tables(), st.floats(0, ROOM))
def test_every_label_has_the_room_it_needs(rows: list[Row], first_room: float) -> None:
    for page in paginate(rows, SPEC, first_room, ROOM, 50):
        heights = SPEC.heights(page)
        for column in (0, 1):
            for span in spans_of(page, column):
                room = sum(heights[span.first : span.last + 1])
                assert SPEC.height_of(len(span.cell.lines)) <= room + 0.01


def test_the_signatures_take_the_last_row_with_them_wherever_the_table_ends() -> None:
    tail = SPEC.height_of(8)
    for count in range(1, 80):
        rows = [row("0", 1, 1), *(row(str(n), 1) for n in range(1, count))]
        pages = paginate(rows, SPEC, SPEC.height_of(12), ROOM, tail)
        assert pages[-1]
        room = ROOM if len(pages) > 1 else SPEC.height_of(12)
        assert height(pages[-1]) + tail <= room
        assert sum(len(page) for page in pages) == count


def test_an_area_row_goes_with_the_signatures_when_its_only_row_does() -> None:
    rows = [row("0", 20, 1), band("I"), row("1", 4, 1)]
    pages = paginate(rows, SPEC, ROOM, ROOM, SPEC.height_of(8))
    assert [len(page) for page in pages] == [1, 2]
    assert pages[1][0].band


def test_a_row_that_fills_the_page_leaves_its_last_lines_to_the_signatures() -> None:
    pages = paginate([row("0", 30, 1)], SPEC, ROOM, ROOM, SPEC.height_of(8))
    assert [line_count(page[-1]) for page in pages] == [27, 3]
    assert texts(pages[1], 1) == ["komponen 0 (lanjutan)"]


def test_a_row_taller_than_a_page_goes_on_with_its_label_repeated() -> None:
    pages = paginate([row("0", 70, 2), row("1", 1)], SPEC, SPEC.height_of(10), ROOM, 0)
    assert [len(texts(page, 2)) for page in pages] == [10, 30, 30, 1]
    assert texts(pages[0], 1) == ["komponen 0.0", "komponen 0.1"]
    assert all(texts(page, 1) == ["komponen 0 (lanjutan)"] for page in pages[1:])


def test_a_label_taller_than_a_page_is_printed_whole() -> None:
    pages = paginate([row("0", 1, 70), row("1", 1)], SPEC, ROOM, ROOM, 0)
    assert [line for page in pages for line in texts(page, 1)] == [f"komponen 0.{n}" for n in range(70)]


def test_a_label_taller_than_the_rows_beside_it_stretches_them_evenly() -> None:
    heights = SPEC.heights([row("0", 1, 7), row("1", 1)])
    assert heights[0] == pytest.approx(heights[1])
    assert sum(heights) == pytest.approx(SPEC.height_of(7))


def test_the_table_begins_on_the_next_page_when_the_first_has_no_room() -> None:
    pages = paginate([band("I"), row("0", 3, 1)], SPEC, SPEC.height_of(2), ROOM, 0)
    assert [len(page) for page in pages] == [0, 2]


def test_a_table_without_rows_has_one_page() -> None:
    assert paginate([], SPEC, ROOM, ROOM, 50) == [()]
