"""Tables of a .docx, read back with python-docx: rows, titles, merged cells, widths."""

from collections.abc import Sequence

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tests.exchange.word.documents import CERTIFIER, CHAIR, one_section, opened, plan_table
from tests.printing.plans import example
from zidesk.domain.document.blocks import Clause, Entry, Numbering, PageBreak, Paragraph, Signatures
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.runs import text_of
from zidesk.domain.document.table import Share, Spanning, Table, TableBand, TableColumn, TableRow
from zidesk.printing.documents.annex import compose_annex
from zidesk.printing.setting.measures import FontMeasures
from zidesk.printing.setting.options import PrintOptions


def rows_of(*blocks: object, landscape: bool = True) -> list[BaseOxmlElement]:
    return opened(one_section(*blocks, landscape=landscape)).tables[0]._tbl.tr_lst


def has(row: BaseOxmlElement, name: str) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn(f'w:{name}')}") is not None


def texts(row: BaseOxmlElement) -> list[str]:
    return ["\n".join(text_in(p) for p in cell.findall(qn("w:p"))) for cell in row.tc_lst]


def text_in(element: BaseOxmlElement) -> str:
    return "".join(words.text for words in element.iter(qn("w:t")))


def merge(cell: BaseOxmlElement) -> str | None:
    found = cell.tcPr.find(qn("w:vMerge"))
    return None if found is None else found.get(qn("w:val"))


def kept(row: BaseOxmlElement) -> bool:
    paragraphs = list(row.iter(qn("w:p")))
    marked = [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in paragraphs]
    assert len(set(marked)) == 1
    return marked[0]


@pytest.mark.parametrize("name", ["batanghari-2026", "jambi-2026"])
def test_the_annex_has_a_row_for_each_row(name: str) -> None:
    document = compose_annex(example(name), PrintOptions())
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    rows = opened(document).tables[0]._tbl.tr_lst
    titles = [row for row in rows if has(row, "tblHeader")]
    assert len(titles) == (2 if any(column.group for column in table.columns) else 1)
    body = rows[len(titles) : -1]
    assert len(body) == len(table.rows)
    for made, row in zip(body, table.rows, strict=True):
        said = [" ".join(text.split()) for text in texts(made)]
        wanted = [row.label, row.text] if isinstance(row, TableBand) else [cell or "" for cell in row.cells]
        assert said == [" ".join(text.split()) for text in wanted]
    assert "KETUA KOMISI PEMILIHAN UMUM" in " ".join(texts(rows[-1]))


def test_titles_are_repeated_and_no_row_is_cut_in_two() -> None:
    rows = rows_of(plan_table())
    assert [has(row, "tblHeader") for row in rows] == [True, True, *[False] * 32]
    assert all(has(row, "cantSplit") for row in rows)
    upper, lower = rows[:2]
    assert texts(upper) == ["No", "Komponen", "Langkah Aksi", "Pelaksanaan"]
    assert texts(lower) == ["", "", "", *map(str, range(1, 13))]
    assert [merge(cell) for cell in upper.tc_lst] == ["restart", "restart", "restart", None]
    assert [merge(cell) for cell in lower.tc_lst] == [*["continue"] * 3, *[None] * 12]
    assert upper.tc_lst[3].grid_span == 12
    assert opened(one_section(plan_table())).styles["Judul Kolom"].paragraph_format.keep_with_next


def test_cells_that_span_rows_are_merged_and_a_band_parts_them() -> None:
    rows = rows_of(plan_table(8))[2:]
    spanning = ["restart", "continue", "continue", "continue"]
    assert [merge(row.tc_lst[1]) for row in rows] == [None, *spanning, None, *spanning]
    assert all(merge(row.tc_lst[2]) is None for row in rows if len(row.tc_lst) > 2)
    band = rows[0]
    assert texts(band) == ["I", "MANAJEMEN PERUBAHAN"]
    assert [cell.grid_span for cell in band.tc_lst] == [1, 14]
    assert {shade.get(qn("w:fill")) for shade in band.iter(qn("w:shd"))} == {"F0F0F0"}
    assert kept(band)


def test_a_row_that_goes_on_from_nothing_is_a_cell_of_its_own() -> None:
    columns = (TableColumn("A", Share(1), spanning=Spanning.CONTINUED), TableColumn("B", Share(1)))
    table = Table(columns, (TableRow((None, "satu")), TableBand("I", "AREA"), TableRow((None, "dua"))))
    assert [merge(cell) for row in rows_of(table) for cell in row.tc_lst] == [None] * 8


def test_columns_have_the_proportions_of_the_pdf() -> None:
    table = plan_table()
    setup = PageSetup()
    width = setup.paper.long_side - 2 * 25 / 25.4 * 72
    made = opened(one_section(table, landscape=True)).tables[0]
    widths = [column.width.pt for column in made.columns]
    assert sum(widths) == pytest.approx(width, abs=0.1)
    printed: Sequence[float] = FontMeasures().columns(table, setup.table_size, width)
    for own, other in zip(widths, printed, strict=True):
        assert own == pytest.approx(other, rel=0.06, abs=1)
    for row in made._tbl.tr_lst:
        assert sum(cell.width.pt for cell in row.tc_lst) == pytest.approx(width, abs=0.1)


def test_rows_beside_a_long_label_stand_on_one_page_with_it() -> None:
    columns = (TableColumn("A", Share(1), spanning=Spanning.CONTINUED), TableColumn("B", Share(3)))
    rows = [TableRow(("Komponen " * 20, "satu")), *(TableRow((None, str(n))) for n in range(30))]
    marks = [kept(row) for row in rows_of(Table(columns, tuple(rows)), landscape=False)[1:]]
    assert all(marks[:5])
    assert not any(marks[25:])


def test_a_row_taller_than_a_page_may_be_cut() -> None:
    table = Table((TableColumn("A", Share(1)),), (TableRow(("kata " * 5000,)), TableRow(("pendek",))))
    assert [has(row, "cantSplit") for row in rows_of(table)] == [True, False, True]


def test_lines_of_a_list_in_a_cell_hang_behind_their_mark() -> None:
    cell = rows_of(plan_table(1))[-1].tc_lst[2]
    lines = cell.findall(qn("w:p"))
    assert [text_in(line) for line in lines] == ["- Langkah 0 dilaksanakan", "- Laporan 0"]
    for line in lines:
        indent = line.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        assert indent.get(qn("w:left")) == indent.get(qn("w:hanging")) != "0"


def test_words_in_a_cell_stand_one_space_apart_as_in_the_pdf() -> None:
    table = Table((TableColumn("A", Share(1)),), (TableRow(("  satu  dua   tiga \n empat  lima",)),))
    assert texts(rows_of(table)[-1]) == ["satu dua tiga\nempat lima"]


@pytest.mark.parametrize("columns", [1, 2, 5])
@pytest.mark.parametrize("left", [None, CERTIFIER])
def test_signatures_stand_under_a_table_of_any_columns(columns: int, left: object) -> None:
    table = Table(
        tuple(TableColumn(f"K{n}", Share(1)) for n in range(columns)), (TableRow(("isi",) * columns),)
    )
    document = opened(one_section(table, Signatures(CHAIR, left=left)))  # type: ignore[arg-type]
    tables = document.tables
    assert len(tables) == (2 if columns == 1 else 1)
    last = " ".join(texts(tables[-1]._tbl.tr_lst[-1]))
    assert "AHMAD HALIM" in last
    assert ("Chaidir" in last) == (left is not None)
    assert kept(tables[0]._tbl.tr_lst[1])


def test_tables_under_each_other_stay_apart_and_begin_pages_where_they_should() -> None:
    clause = Clause("Menimbang", (Entry(text_of("satu;")),), Numbering.LETTERS)
    document = opened(one_section(clause, clause, plan_table(2), PageBreak(), clause, PageBreak(), clause))
    assert [len(table.rows) for table in document.tables] == [2, 6, 1, 1]
    begins = [
        table._tbl.tr_lst[0].find(f".//{qn('w:pageBreakBefore')}") is not None for table in document.tables
    ]
    assert begins == [False, False, True, True]


def test_a_page_break_begins_no_empty_page() -> None:
    document = opened(
        one_section(PageBreak(), Paragraph(text_of("a")), PageBreak(), PageBreak(), Paragraph(text_of("b")))
    )
    assert [p.paragraph_format.page_break_before for p in document.paragraphs] == [None, True]


def test_menimbang_and_mengingat_share_their_columns() -> None:
    long = Clause("Memperhatikan", (Entry(text_of("surat")),))
    short = Clause("Menimbang", (Entry(text_of("bahwa"), "aa."), Entry(text_of("bahwa"))), Numbering.LETTERS)
    table = opened(one_section(long, short)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Memperhatikan", ":", "surat"],
        ["Menimbang", ":", "aa.\tbahwa\nbahwa"],
    ]
    widths = [[cell.width for cell in row.cells] for row in table.rows]
    assert widths[0] == widths[1]
