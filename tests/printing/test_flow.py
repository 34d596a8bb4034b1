"""Prose, tables and signatures put on pages: every word once and in order, nothing outside the margins."""

import gc
import re
from io import BytesIO
from itertools import pairwise
from time import process_time

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.printing.reading import Page, Walk, as_pdf, read_pages
from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Entry,
    Heading,
    Item,
    Numbering,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.document import Document, Section, texts_of
from zidesk.domain.document.page_setup import Paper
from zidesk.domain.document.runs import Run, text_of
from zidesk.domain.document.table import (
    Alignment,
    Fitted,
    Share,
    Spanning,
    Table,
    TableBand,
    TableColumn,
    TableRow,
)
from zidesk.domain.errors import InvalidInputError
from zidesk.printing.setting.options import PrintOptions

MARGIN = 25 / 25.4 * 72
SIGNED = Signatures(Signature(("KETUA",), "AHMAD"))


def document(*blocks: Block, landscape: bool = False) -> Document:
    return Document("Naskah", "KPU", (Section(blocks, landscape=landscape),))


def pages_of(*blocks: Block) -> list[Page]:
    return read_pages(as_pdf(document(*blocks)))


def words(count: int, name: str = "kata") -> str:
    return " ".join(f"{name}{n}" for n in range(count))


WORDS = st.lists(st.text(alphabet="abcdefghijkl", min_size=1, max_size=60), min_size=1, max_size=60).map(
    " ".join
)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans()), min_size=1, max_size=4).map(tuple)
LABEL = st.none() | st.just("kk.")
PROSE = st.one_of(
    st.builds(Heading, RUNS, st.integers(1, 3)),
    st.builds(Paragraph, RUNS, st.sampled_from(Alignment), st.integers(0, 5)),
    st.builds(Item, RUNS, st.integers(1, 6), LABEL),
    st.builds(
        Clause,
        st.sampled_from(["Menimbang", "KESATU"]) | WORDS.map(lambda text: text[:90]),
        st.lists(st.builds(Entry, RUNS, LABEL), max_size=4).map(tuple),
        st.sampled_from(Numbering),
    ),
)
TABLES = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6).map(
    lambda rows: Table(
        (TableColumn("Kiri", Share(1)), TableColumn("Kanan", Share(3))), tuple(TableRow(row) for row in rows)
    )
)
BLOCKS = st.one_of(
    PROSE, PROSE, TABLES, st.just(PageBreak()), st.lists(PROSE, max_size=3).map(lambda b: Together(tuple(b)))
)
SECTIONS = st.lists(
    st.builds(Section, st.lists(BLOCKS, min_size=1, max_size=6).map(tuple), st.booleans()),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(SECTIONS, st.sampled_from(Paper))
def test_every_character_is_printed_inside_the_margins_and_none_is_lost(
    sections: list[Section], paper: Paper
) -> None:
    made = Document("Naskah", "KPU", tuple(sections))
    pages = read_pages(as_pdf(made, PrintOptions(paper=paper)))
    for page in pages:
        for char in page.visible:
            if char.y < page.height - MARGIN:
                assert MARGIN - 1 < char.x < page.width - MARGIN + 1
                assert char.y > MARGIN - 1
    printed = "".join(char.text for page in pages for char in page.visible)
    for letter in "abcdefghij":
        wanted = sum(text.count(letter) for text in texts_of(made))
        # Computed labels and the titles that a table repeats are letters too.
        assert printed.count(letter) >= wanted


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 300)), min_size=1, max_size=12), st.booleans())
def test_every_word_is_printed_once_and_in_order(parts: list[tuple[int, int]], landscape: bool) -> None:
    blocks: list[Block] = []
    wanted: list[str] = []
    for number, (kind, count) in enumerate(parts):
        own = [f"k{number}x{n}" for n in range(count)]
        half = count // 2
        text = text_of(" ".join(own[:half]) + " ", Run(" ".join(own[half:]), bold=True))
        wanted += own
        blocks.append(
            (
                Paragraph(text),
                Item(text, 1 + number % 3),
                Clause("Menimbang", (Entry(text),), Numbering.LETTERS),
                Heading(text),
                Together((Paragraph(text), Paragraph(text_of("dan")))),
            )[kind]
        )
    pages = read_pages(as_pdf(document(*blocks, landscape=landscape)))
    found = [word for page in pages for word in page.text.split() if re.fullmatch(r"k\d+x\d+", word)]
    assert found == wanted


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    for before in range(30, 60):
        filler = [Paragraph(text_of(f"baris {n}")) for n in range(before)]
        pages = pages_of(*filler, Heading(text_of("JUDUL")), Paragraph(text_of(words(60))))
        (page,) = [page for page in pages if "JUDUL" in page.text]
        assert "kata0 " in page.text


def test_two_lines_of_a_paragraph_stand_together_at_the_foot_and_at_the_top() -> None:
    for before in range(25, 45):
        filler = [Paragraph(text_of(f"baris {n}")) for n in range(before)]
        for page in pages_of(*filler, Paragraph(text_of(words(120)))):
            lines = {round(char.y) for char in page.visible if "kata" in page.text and char.text == "k"}
            assert len(lines) != 1


def test_signatures_take_the_end_of_the_text_with_them() -> None:
    for before in range(20, 45):
        filler = [Paragraph(text_of(f"baris {n}")) for n in range(before)]
        *_, last = pages_of(*filler, Paragraph(text_of(words(100))), SIGNED)
        assert "AHMAD" in last.text
        assert "kata99" in last.text


def test_what_belongs_together_goes_to_the_next_page_together() -> None:
    for before in range(20, 45):
        filler = [Paragraph(text_of(f"baris {n}")) for n in range(before)]
        group = Together(tuple(Paragraph(text_of(f"bagian{n}")) for n in range(6)))
        holding = [page for page in pages_of(*filler, group) if "bagian" in page.text]
        assert len(holding) == 1


def test_a_table_begins_with_its_heading_and_a_row_on_one_page() -> None:
    table = Table((TableColumn("Kolom", Share(1)),), (TableRow((words(60, "isi"),)),))
    for before in range(20, 45):
        filler = [Paragraph(text_of(f"baris {n}")) for n in range(before)]
        (page,) = [p for p in pages_of(*filler, Heading(text_of("JUDUL")), table) if "JUDUL" in p.text]
        assert "isi0" in page.text


def test_justified_lines_end_at_the_margin_and_the_last_one_does_not() -> None:
    (page,) = pages_of(Paragraph(text_of(words(61))))
    ends: dict[int, float] = {}
    for char in page.visible:
        if char.y > MARGIN:
            ends[round(char.y / 14.4)] = max(ends.get(round(char.y / 14.4), 0), char.x)
    *full, last = [ends[line] for line in sorted(ends, reverse=True)]
    assert max(full) - min(full) < 3
    assert last < min(full) - 20


def test_the_text_of_items_and_clauses_hangs_behind_their_labels() -> None:
    (page,) = pages_of(
        Clause(
            "Menimbang", (Entry(text_of(words(40))), Entry(text_of(words(40, "lain")))), Numbering.LETTERS
        ),
        Item(text_of(words(40, "butir"))),
        Item(text_of(words(40, "anak")), 2),
    )
    walk = Walk([page])
    label = walk.find("Menimbang")[1].x
    colon = walk.find(":")[1].x
    letter = walk.find("a.")[1].x
    first = walk.find("kata0")[1].x
    second_letter = walk.find("b.")[1].x
    assert label < colon < letter < first
    assert second_letter == pytest.approx(letter, abs=1.5)
    item_label, item_text = walk.find("a.")[1].x, walk.find("butir0")[1].x
    end = next(char.y for _, char in walk.chars if char.text == "u") + 3
    hanging = [char.x for char in page.visible if char.text == "k" and char.y > end and char.x > letter]
    assert min(hanging) == pytest.approx(first, abs=1)
    child_label, child_text = walk.find("1)")[1].x, walk.find("anak0")[1].x
    assert item_label < item_text < child_text
    assert child_label == pytest.approx(item_text, abs=4)


def test_a_label_longer_than_its_column_covers_nothing() -> None:
    name = words(30, "panjang")
    (page,) = pages_of(Clause(name, (Entry(text_of("isi pendek")),)), Paragraph(text_of("sesudah")))
    places = [(round(char.x), round(char.y)) for char in page.visible]
    assert len(places) == len(set(places))
    for n in range(30):
        assert f"panjang{n}" in page.text


def test_portrait_and_landscape_stand_in_one_file_with_running_numbers() -> None:
    table = Table((TableColumn("Kolom", Share(1)),), (TableRow(("isi",)),))
    sections = (
        Section((Paragraph(text_of("tubuh")),)),
        Section((table,), landscape=True),
        Section((Paragraph(text_of("akhir")), PageBreak(), Paragraph(text_of("lagi")))),
    )
    pages = read_pages(as_pdf(Document("Naskah", "KPU", sections, footer="jdih.kpu.go.id")))
    assert [page.width > page.height for page in pages] == [False, True, False, False]
    assert "- 1 -" not in pages[0].text
    assert all(f"- {n} -" in page.text for n, page in enumerate(pages[1:], start=2))
    assert all("jdih.kpu.go.id" in page.text for page in pages)


def test_two_signatures_on_a_standing_page_do_not_meet() -> None:
    office = ("SEKRETARIAT KOMISI PEMILIHAN UMUM", "KABUPATEN BATANG HARI,")
    signatures = Signatures(Signature(office, "KANAN", "ttd."), left=Signature(office, "KIRI"))
    (page,) = pages_of(Paragraph(text_of("tubuh")), signatures)
    walk = Walk([page])
    _, left = walk.find("KIRI")
    _, right = walk.find("KANAN")
    assert left.x < page.width / 2 < right.x
    lines = {round(char.y) for char in page.visible}
    for line in lines:
        xs = sorted(char.x for char in page.visible if round(char.y) == line)
        assert all(after - before > 1 for before, after in pairwise(xs))


def test_headings_and_bands_make_the_outline() -> None:
    table = Table(
        (TableColumn("No", Fitted()), TableColumn("Isi", Share(1))),
        (TableBand("I", "AREA"), TableRow(("1", "isi"))),
    )
    content = as_pdf(
        document(Heading(text_of("Bab"), 3), Heading(text_of("Sub"), 2), Paragraph(text_of("isi")), table)
    )
    outline = pypdf.PdfReader(BytesIO(content)).outline
    assert [
        entry.title if not isinstance(entry, list) else [e.title for e in entry] for entry in outline
    ] == [
        "Bab",
        ["Sub"],
        "I AREA",
    ]


def test_rows_leave_room_to_write_by_hand() -> None:
    table = Table(
        (TableColumn("No", Fitted()), TableColumn("Tanda tangan", Share(1))),
        tuple(TableRow((str(n), ""), least_lines=3) for n in (7, 8)),
    )
    (page,) = pages_of(table)
    seven, eight = (next(char.y for char in page.visible if char.text == text) for text in "78")
    assert seven - eight > 3 * 8.5


def test_columns_that_ask_for_more_than_the_page_are_narrowed() -> None:
    long = Run("W" * 200)
    table = Table(
        (TableColumn("Satu", Fitted((long,))), TableColumn("Dua", Fitted((long,)))),
        (TableRow(("kiri", "kanan")),),
    )
    (page,) = pages_of(table)
    assert all(char.x < page.width - MARGIN for char in page.visible)


def test_a_title_taller_than_a_page_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="Judul terlalu panjang"):
        pages_of(Title((words(3000),)))


def test_a_spanning_label_is_repeated_as_its_column_says() -> None:
    columns = (
        TableColumn("No", Fitted(), spanning=Spanning.REPEATED),
        TableColumn("Komponen", Share(1), spanning=Spanning.CONTINUED),
        TableColumn("Isi", Share(2)),
    )
    rows = (TableRow(("77", "Tim", "awal")), *(TableRow((None, None, f"isi {n}")) for n in range(120)))
    pages = pages_of(Corner(("LAMPIRAN",)), Table(columns, rows))
    assert len(pages) > 1
    assert all("Tim (lanjutan)" in page.text and "77" in page.text for page in pages[1:])
    assert "(lanjutan)" not in pages[0].text


def seconds_for(made: Document) -> float:
    """Return the processor time that a document takes, without what other tests left to be cleared away.

    Its texts must be new: what was broken into lines before is not broken again.
    """
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        as_pdf(made)
        return process_time() - start
    finally:
        gc.enable()


def test_forty_pages_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        texts = (f"{number} {process_time()} {words(150)}" for number in range(count))
        return seconds_for(document(*(Paragraph(text_of(text)) for text in texts)))

    seconds(10)
    few, many = (min(seconds(count) for _ in range(3)) for count in (60, 240))
    assert many < few * 4 * 2


def test_one_paragraph_of_many_pages_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        return seconds_for(document(Paragraph(text_of(f"{process_time()} {words(count)}"))))

    seconds(100)
    few, many = (min(seconds(count) for _ in range(3)) for count in (5000, 20000))
    assert many < few * 4 * 2
