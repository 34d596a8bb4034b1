"""The styles of a document, and the fonts it names."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.proportions import (
    BLOCK_GAP,
    FOOTER_SIZE,
    ITEM_GAP,
    LABEL_WIDTH,
    LEADING,
    PADDING_X,
    PADDING_Y,
)
from zidesk.domain.document.table import Alignment
from zidesk.exchange.word.numbering import CLAUSES, ITEMS, Scheme
from zidesk.exchange.word.paragraphs import PLAIN, Shape, paragraph_properties
from zidesk.exchange.word.style_names import (
    HEADING_LEVELS,
    ITEM_LEVELS,
    StyleId,
    continued_style,
    heading_style,
    item_style,
)
from zidesk.exchange.word.xml import filled, flag, half_points, make, rule, twips

FONT = "Bookman Old Style"
_STAND_INS = "Zidesk Bonum,TeX Gyre Bonum,URW Bookman"
"""Fonts of the same design, the first of them in our own PDF files, where a computer has no Bookman."""

_PANOSE = "02050604050505020204"
_SEPARATOR_SIZE = 1.0


def styles_element(setup: PageSetup, language: str) -> BaseOxmlElement:
    """Return the styles for documents in ``setup``'s sizes."""
    return make("styles", _defaults(setup, language), *_paragraph_styles(setup), *_table_styles())


def fonts_element() -> BaseOxmlElement:
    """Return the table of fonts: what may stand in for Bookman Old Style, and what it looks like."""
    font = make(
        "font",
        make("altName", val=_STAND_INS),
        make("panose1", val=_PANOSE),
        make("charset", val="00"),
        make("family", val="roman"),
        make("pitch", val="variable"),
        name=FONT,
    )
    return make("fonts", font)


def _defaults(setup: PageSetup, language: str) -> BaseOxmlElement:
    size = half_points(setup.text_size)
    fonts = make("rFonts", ascii=FONT, eastAsia=FONT, hAnsi=FONT, cs=FONT)
    type_of_runs = make(
        "rPr",
        fonts,
        make("sz", val=size),
        make("szCs", val=size),
        make("lang", val=language, eastAsia=language, bidi="ar-SA"),
    )
    single = make("spacing", before=0, after=0, line=240, lineRule="auto")
    paragraphs = make("pPr", make("widowControl"), single)
    return make("docDefaults", make("rPrDefault", type_of_runs), make("pPrDefault", paragraphs))


def _paragraph_styles(setup: PageSetup) -> Iterator[BaseOxmlElement]:
    line = setup.text_size * LEADING
    block = Shape(before=BLOCK_GAP * line, alignment=Alignment.JUSTIFIED, lines=setup.spacing)
    yield _style(StyleId.NORMAL, "Normal", default=True)
    yield _style(StyleId.BODY, "Body Text", block)
    centred = Shape(keep_next=True, keep_lines=True, alignment=Alignment.CENTRE)
    yield _style(StyleId.TITLE, "Title", centred, bold=True, following=StyleId.BODY)
    yield _style(StyleId.PLAIN_TITLE, "Kepala Naskah", centred, following=StyleId.BODY)
    for level in range(1, HEADING_LEVELS + 1):
        shape = Shape(keep_next=True, keep_lines=True, before=BLOCK_GAP * line)
        yield _style(
            heading_style(level), f"heading {level}", shape, bold=True, following=StyleId.BODY, outline=level
        )
    yield _style(StyleId.CORNER, "Kop Lampiran", Shape(keep_next=True, keep_lines=True))
    yield from _list_styles(setup)
    yield from _cell_styles(setup.table_size)
    signed = Shape(keep_next=True, keep_lines=True, alignment=Alignment.CENTRE)
    yield _style(StyleId.DATED, "Tempat dan Tanggal", Shape(keep_next=True, keep_lines=True))
    yield _style(StyleId.OFFICE, "Jabatan Penanda Tangan", signed)
    yield _style(StyleId.MARK, "Tanda Tangan", signed)
    yield _style(StyleId.SIGNER, "Nama Penanda Tangan", Shape(keep_lines=True, alignment=Alignment.CENTRE))
    yield _style(StyleId.SEPARATOR, "Pemisah", size=_SEPARATOR_SIZE)
    yield _style(StyleId.HEADER, "header", Shape(alignment=Alignment.CENTRE))
    yield _style(StyleId.FOOTER, "footer", Shape(alignment=Alignment.CENTRE), size=FOOTER_SIZE)


def _cell_styles(size: float) -> Iterator[BaseOxmlElement]:
    # A sign that Bookman lacks, "√" for one, may come from a font with lines twice as high.
    leading = size * LEADING
    yield _style(StyleId.CELL, "Isi Tabel", Shape(leading=leading), size=size)
    title = Shape(keep_next=True, alignment=Alignment.CENTRE, leading=leading)
    yield _style(StyleId.COLUMN_TITLE, "Judul Kolom", title, bold=True, size=size)
    yield _style(StyleId.BAND, "Baris Area", Shape(leading=leading), bold=True, size=size, outline=1)


def _list_styles(setup: PageSetup) -> Iterator[BaseOxmlElement]:
    line = setup.text_size * LEADING
    step = LABEL_WIDTH * setup.text_size
    justified = Alignment.JUSTIFIED
    for level in range(1, ITEM_LEVELS + 1):
        item = Shape(
            number=(ITEMS.number, level - 1),
            before=ITEM_GAP * line,
            left=level * step,
            hanging=step,
            alignment=justified,
            lines=setup.spacing,
        )
        yield _style(item_style(level), f"Butir {level}", item)
        under = Shape(before=BLOCK_GAP * line, left=level * step, alignment=justified, lines=setup.spacing)
        yield _style(continued_style(level), f"Isi Butir {level}", under)
    clause = Shape(before=ITEM_GAP * line, alignment=justified, lines=setup.spacing)
    yield _style(StyleId.CLAUSE_LABEL, "Label Klausul", Shape(before=BLOCK_GAP * line))
    yield _style(StyleId.CLAUSE, "Isi Klausul", clause)
    for scheme, name in zip(CLAUSES.values(), ("Klausul Huruf", "Klausul Angka"), strict=True):
        yield _style(scheme.styles[0], name, _clause_shape(scheme, line, step, setup.spacing))


def _clause_shape(scheme: Scheme, line: float, step: float, spacing: float) -> Shape:
    return Shape(
        number=(scheme.number, 0),
        before=ITEM_GAP * line,
        left=step,
        hanging=step,
        alignment=Alignment.JUSTIFIED,
        lines=spacing,
    )


def _style(
    name_in_file: str,
    name: str,
    shape: Shape = PLAIN,
    *,
    bold: bool = False,
    size: float | None = None,
    following: str = "",
    outline: int | None = None,
    default: bool = False,
) -> BaseOxmlElement:
    """Return a paragraph style; ``outline`` is the level in the document's outline, from 1."""
    paragraph = paragraph_properties(shape)
    if outline is not None:
        paragraph = make("pPr") if paragraph is None else paragraph
        paragraph.append(make("outlineLvl", val=outline - 1))
    measure = None if size is None else half_points(size)
    runs = filled(
        "rPr",
        (
            flag("b", on=bold),
            flag("bCs", on=bold),
            make("sz", val=measure) if measure else None,
            make("szCs", val=measure) if measure else None,
        ),
    )
    return make(
        "style",
        make("name", val=name),
        None if default else make("basedOn", val=StyleId.NORMAL),
        make("next", val=following) if following else None,
        make("qFormat"),
        paragraph,
        runs,
        **({"type": "paragraph", "default": 1} if default else {"type": "paragraph"}),
        styleId=name_in_file,
    )


def _table_styles() -> Iterator[BaseOxmlElement]:
    bare = make("tblPr", make("tblInd", w=0, type="dxa"), _padding(0, 0))
    yield _table_style(StyleId.PLAIN_TABLE, "Normal Table", bare, default=True)
    yield _table_style(StyleId.COLUMNS, "Kolom Naskah", make("tblPr"))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    ruled = make("tblPr", make("tblBorders", *map(rule, sides)), _padding(PADDING_X, PADDING_Y))
    yield _table_style(StyleId.RULED_TABLE, "Tabel Naskah", ruled)


def _padding(across: float, down: float) -> BaseOxmlElement:
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    return make("tblCellMar", *(make(side, w=twips(space), type="dxa") for side, space in sides))


def _table_style(
    name_in_file: StyleId, name: str, properties: BaseOxmlElement, *, default: bool = False
) -> BaseOxmlElement:
    return make(
        "style",
        make("name", val=name),
        None if default else make("basedOn", val=StyleId.PLAIN_TABLE),
        properties,
        **({"type": "table", "default": 1} if default else {"type": "table"}),
        styleId=name_in_file,
    )
