"""Pages, properties and styles of a .docx, read back with python-docx."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.exchange.word.documents import as_docx, decree_body, one_section, opened, whole_decree
from zidesk.domain.document.blocks import Clause, Entry, Heading, PageBreak, Paragraph, Title
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.page_setup import Margins, PageSetup, Paper
from zidesk.domain.document.runs import Run, text_of

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("paper", "sides"), [(Paper.F4, (215.9, 330.2)), (Paper.F4_210, (210, 330)), (Paper.A4, (210, 297))]
)
def test_each_section_lies_or_stands_on_the_paper_that_was_chosen(
    paper: Paper, sides: tuple[int, int]
) -> None:
    sections = opened(whole_decree(), PageSetup(paper=paper)).sections
    lying = [section.orientation is WD_ORIENT.LANDSCAPE for section in sections]
    assert lying == [False, False, True]
    for section, lies in zip(sections, lying, strict=True):
        width, height = sides[::-1] if lies else sides
        assert section.page_width.mm == pytest.approx(width, abs=0.02)
        assert section.page_height.mm == pytest.approx(height, abs=0.02)


def test_margins_are_those_that_were_chosen() -> None:
    for section in opened(whole_decree(), PageSetup(margins=Margins(20, 25, 30, 35))).sections:
        sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        assert [side.mm for side in sides] == pytest.approx([20, 25, 30, 35], abs=0.02)
        assert section.header_distance < section.top_margin
        assert section.footer_distance < section.bottom_margin


def test_pages_are_numbered_by_a_field_from_the_second_on_and_all_have_the_footer() -> None:
    first, *others = opened(whole_decree()).sections
    assert first.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0].text == ""
    header = first.header.paragraphs[0]
    fields = [element.get(qn("w:instr")).strip() for element in header._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert "".join(words.text for words in header._p.iter(qn("w:t"))) == "- 2 -"
    assert header.style.name == "Header"
    assert first.footer.paragraphs[0].text == "jdih.kpu.go.id/jambi/batanghari"
    assert first.first_page_footer.paragraphs[0].text == "jdih.kpu.go.id/jambi/batanghari"
    for section in others:
        assert not section.different_first_page_header_footer
        assert section.header.is_linked_to_previous
        assert section.footer.is_linked_to_previous


def test_the_file_says_what_it_is() -> None:
    properties = opened(whole_decree(), PageSetup(made_at=NOON)).core_properties
    assert properties.title == "Keputusan Nomor 10 Tahun 2026"
    assert properties.author == properties.last_modified_by == "KPU Kabupaten Batang Hari"
    assert properties.language == "id-ID"
    assert properties.created == properties.modified == NOON


def test_a_title_longer_than_properties_may_be_is_cut_there_only() -> None:
    long = "JUDUL " * 100
    document = opened(Document(long, long, (Section((Title((long,)),)),)))
    assert len(document.core_properties.title) == 255
    assert document.paragraphs[0].text == long.strip()


def test_two_files_of_one_moment_are_the_same() -> None:
    setup = PageSetup(made_at=NOON)
    assert as_docx(whole_decree(), setup) == as_docx(whole_decree(), setup)


def test_type_is_bookman_in_the_sizes_that_were_chosen() -> None:
    content = as_docx(whole_decree(), PageSetup(text_size=11, table_size=9))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        styles, fonts = parts.read("word/styles.xml").decode(), parts.read("word/fontTable.xml").decode()
    assert styles.count("Bookman Old Style") == 4
    assert "Zidesk Bonum" in fonts
    document = opened(whole_decree(), PageSetup(text_size=11, table_size=9))
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:sz"))).val.pt == 11
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "id-ID"
    for name in ("Isi Tabel", "Judul Kolom", "Baris Area"):
        assert document.styles[name].font.size.pt == 9


def test_every_paragraph_has_a_style_that_is_there() -> None:
    document = opened(whole_decree())
    known = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val")) for element in document.element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))
    }
    assert used <= known
    names = {style.name for style in document.styles}
    assert {"Normal", "Body Text", "Title", "Heading 1", "Heading 9", "Klausul Huruf", "Butir 1"} <= names
    assert all(paragraph._p.pPr.pStyle is not None for paragraph in document.paragraphs)


def test_runs_keep_their_style_and_the_spaces_between_them() -> None:
    text = text_of(
        "satu", Run(" dua", bold=True), Run(" tiga ", italic=True), Run("empat", bold=True, italic=True)
    )
    paragraph = opened(one_section(Paragraph(text))).paragraphs[0]
    assert paragraph.text == "satu dua tiga empat"
    found = {run.text.strip(): (bool(run.bold), bool(run.italic)) for run in paragraph.runs}
    assert found == {
        "satu": (False, False),
        "dua": (True, False),
        "tiga": (False, True),
        "empat": (True, True),
    }


def test_headings_stand_with_what_follows_and_signatures_on_one_page() -> None:
    document = opened(one_section(Heading(text_of("Judul")), *decree_body()))
    assert document.styles["Heading 1"].paragraph_format.keep_with_next
    signed = document.tables[-1]
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in signed.rows] == [True, True]
    assert signed.rows[0].cells[1].text == "Ditetapkan di Muara Bulian\npada tanggal 5 Januari 2026"
    assert all(
        paragraph.style.paragraph_format.keep_with_next for paragraph in signed.rows[0].cells[1].paragraphs
    )
    last_clause = document.tables[-2].rows[-1]
    assert all(
        paragraph.paragraph_format.keep_with_next
        for cell in last_clause.cells
        for paragraph in cell.paragraphs
    )
    texts = [paragraph.text for cell in signed.rows[1].cells for paragraph in cell.paragraphs]
    assert texts[-2:] == ["ttd.", "AHMAD HALIM"]


def test_a_title_stands_at_the_top_of_its_page_and_apart_from_what_is_above_it_elsewhere() -> None:
    title = Title(("SALINAN", "KEPUTUSAN"))
    paragraphs = opened(one_section(title, title, PageBreak(), title)).paragraphs
    spaces = [paragraph.paragraph_format.space_before for paragraph in paragraphs]
    assert [None if space is None else space.pt for space in spaces] == [0, None, 14.4, None, 0, None]


def test_a_clause_of_a_few_lines_is_not_cut_in_two_and_a_long_one_is() -> None:
    short = Clause("KESATU", (Entry(text_of("Menetapkan rencana aksi. " * 10)),))
    long = Clause("KEDUA", (Entry(text_of("Menetapkan rencana aksi. " * 60)),))
    several = Clause("Menimbang", (Entry(text_of("bahwa satu;")), Entry(text_of("bahwa dua."))))
    rows = opened(one_section(short, long, several)).tables[0].rows
    whole = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows]
    assert whole == [True, False, False]
