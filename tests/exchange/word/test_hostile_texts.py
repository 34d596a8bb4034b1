"""Whatever texts say, the file is well-formed, in the order that the format fixes, and loses no word."""

import zipfile
from dataclasses import replace
from io import BytesIO
from time import process_time

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.word.documents import as_docx, one_section, opened, plan_table, whole_decree
from tests.printing.plans import UNIT, one_row
from tests.printing.reading import packed
from zidesk.domain.document.blocks import (
    Clause,
    Corner,
    Entry,
    Heading,
    Item,
    Numbering,
    Paragraph,
    Signature,
    Signatures,
    Title,
)
from zidesk.domain.document.document import Document, Section, texts_of
from zidesk.domain.document.runs import Run
from zidesk.domain.document.table import Share, Table, TableColumn, TableRow
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.printing.documents.kinds import KINDS
from zidesk.printing.setting.options import PrintOptions

HOSTILE = [
    "<&> \"kutip\" 'petik' ]]> &amp; <w:p/>",
    "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "\ufffe\uffff\ufeff\ud800\udfff",
    "\u2028baris\u2029\x0b\x0c\r\nbaru\rlagi\x85akhir",
    "kata" * 500,
    "   banyak    spasi \t dan tab ",
    "مرحبا 😀 √ ≥ \u200b\u00ad",
    "",
    " ",
]
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs i iCs sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr",
    "abstractNum": "nsid multiLevelType lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "abstractNum num",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "compat": "doNotExpandShiftReturn compatSetting",
}
"""The children that we write, as the schema of WordprocessingML (ISO/IEC 29500-1) orders them."""


def roots(content: bytes) -> dict[str, BaseOxmlElement]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return {name: parse_xml(parts.read(name)) for name in parts.namelist() if name.startswith("word/")}


def filled_with(text: str) -> Document:
    signature = Signature((text,), text, text)
    blocks = (
        Corner((text,)),
        Title((text,)),
        Heading((Run(text),)),
        Paragraph((Run(text), Run(text, bold=True))),
        Item((Run(text),), label=text),
        Clause(text, (Entry((Run(text),), text), Entry((Run(text),))), Numbering.LETTERS),
        Table((TableColumn(text, Share(1)), TableColumn(text, Share(1))), (TableRow((text, text)),)),
        Signatures(signature, left=signature),
    )
    return Document(text, text, (Section(blocks),), footer=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_written_and_read_back(text: str) -> None:
    document = opened(filled_with(text))
    said = packed("".join(words.text for words in document.element.body.iter(qn("w:t"))))
    for wanted in texts_of(filled_with(text)):
        words = [word for word in wanted.split() if word.isascii() and word.isprintable()]
        assert all(word in said for word in words)


@given(st.text())
def test_no_text_breaks_the_file(text: str) -> None:
    for root in roots(as_docx(filled_with(text))).values():
        assert root is not None


@given(st.lists(st.text(alphabet="abc \n", max_size=12), max_size=6), st.data())
def test_words_and_the_spaces_between_them_come_through(pieces: list[str], data: st.DataObject) -> None:
    runs = tuple(Run(piece, data.draw(st.booleans()), data.draw(st.booleans())) for piece in pieces)
    paragraph = opened(one_section(Paragraph(runs))).paragraphs[0]
    assert paragraph.text.split() == "".join(pieces).split()
    assert "  " not in paragraph.text
    assert paragraph.text.strip() == paragraph.text


def test_children_stand_in_the_order_that_the_format_fixes() -> None:
    seen: set[str] = set()
    for root in roots(as_docx(whole_decree())).values():
        for element in root.iter():
            name = element.tag.rpartition("}")[2]
            if name not in ORDER:
                continue
            seen.add(name)
            order = ORDER[name].split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in element]
            assert places == sorted(places), name
    assert seen == set(ORDER)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_empty_plan_and_a_plan_of_one_row_are_written(kind: object) -> None:
    for record in (PlanRecord(UNIT, Plan(2026, ())), one_row("Langkah")):
        document = kind.compose(record, PrintOptions())  # type: ignore[attr-defined]
        assert opened(document).tables


def test_no_block_and_no_row_is_a_page_all_the_same() -> None:
    assert len(opened(one_section()).paragraphs) == 1
    assert len(opened(Document("a", "b", (Section(()), Section((), landscape=True)))).sections) == 2
    table = Table((TableColumn("A", Share(1)),), ())
    assert len(opened(one_section(table)).tables[0].rows) == 1
    assert opened(one_section(Title(()), Corner(()), Clause("Menimbang", ()))).tables


@pytest.mark.parametrize("field", ["chair_name", "certifier_name", "certifier_title"])
def test_names_of_120_characters_are_written(field: str) -> None:
    name = ("PANJANG SEKALI NAMANYA " * 6)[:120].strip()
    record = PlanRecord(replace(UNIT, **{field: name}), one_row("Langkah").plan)
    from zidesk.printing.documents.annex import compose_annex
    from zidesk.printing.setting.options import Edition

    table = opened(compose_annex(record, PrintOptions(edition=Edition.COPY))).tables[-1]
    assert name in " ".join(table.rows[-1].cells[0].text.split() + table.rows[-1].cells[-1].text.split())


def test_time_grows_as_the_rows_do() -> None:
    def seconds(rows: int) -> float:
        began = process_time()
        as_docx(one_section(plan_table(rows), landscape=True))
        return process_time() - began

    seconds(50)
    assert seconds(2400) < 10 * max(seconds(600), 0.1)
