"""Lists number themselves, and every program comes to the labels that the PDF has."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.word.counting import Habits, shown_labels
from tests.exchange.word.documents import one_section, opened, whole_decree
from zidesk.domain.document.blocks import Block, Clause, Entry, Heading, Item, Numbering, Paragraph
from zidesk.domain.document.labels import entry_label, item_labels
from zidesk.domain.document.runs import text_of

HABITS = [Habits(*each) for each in itertools.product((False, True), repeat=3)]
BLOCKS = st.lists(
    st.one_of(
        st.builds(Item, st.just(text_of("isi")), st.integers(1, 11), st.none() | st.just("kk.")),
        st.builds(Item, st.just(text_of("isi")), st.integers(1, 3)),
        st.builds(Paragraph, st.just(text_of("isi")), level=st.integers(0, 2)),
        st.just(Heading(text_of("judul"))),
    ),
    max_size=25,
)


def labels_of_items(blocks: list[Block]) -> list[str]:
    return [
        label for block, label in zip(blocks, item_labels(blocks), strict=True) if isinstance(block, Item)
    ]


@given(BLOCKS)
def test_items_are_counted_as_in_the_pdf_by_every_program(blocks: list[Block]) -> None:
    document = opened(one_section(*blocks))
    for habits in HABITS:
        assert list(shown_labels(document, habits)) == labels_of_items(blocks)


@pytest.mark.parametrize("habits", HABITS)
@pytest.mark.parametrize("numbering", [Numbering.LETTERS, Numbering.NUMBERS])
def test_each_clause_counts_from_one_and_on_after_z(numbering: Numbering, habits: Habits) -> None:
    entries = tuple(Entry(text_of("isi"), "z." if n == 3 else None) for n in range(1, 61))
    clauses = [Clause("Menimbang", entries, numbering), Clause("Mengingat", entries, numbering)]
    labels = [entry_label(numbering, n) if n != 3 else "z." for n in range(1, 61)]
    assert list(shown_labels(opened(one_section(*clauses)), habits)) == labels * 2


def test_long_lists_go_on_after_z() -> None:
    blocks: list[Block] = [Item(text_of("isi")) for _ in range(60)]
    for habits in HABITS:
        assert list(shown_labels(opened(one_section(*blocks)), habits)) == labels_of_items(blocks)


def test_an_ordinary_list_is_one_list_that_goes_on_when_something_is_added() -> None:
    items = [Item(text_of("isi"), level) for level in (1, 2, 3, 3, 2, 1, 2, 1)]
    document = opened(one_section(*items))
    lists = {element.val for element in document.element.body.iter() if element.tag.endswith("}numId")}
    assert len(lists) == 1


def test_labels_are_no_text_but_those_that_somebody_wrote() -> None:
    texts = [paragraph.text for paragraph in opened(whole_decree()).paragraphs]
    assert "anak pertama" in texts
    assert "x.\tbertanda sendiri" in texts
    assert "Lampiran 12.a\tlabel panjang" in texts


def test_levels_have_styles_that_number_by_themselves() -> None:
    document = opened(whole_decree())
    items = {p.text: p.style.name for p in document.paragraphs if p.style.name.startswith("Butir")}
    assert items["pertama"] == "Butir 1"
    assert items["anak pertama"] == "Butir 2"
    assert items["cucu"] == "Butir 3"
    assert items["cicit"] == "Butir 4"
    for level in range(1, 5):
        assert document.styles[f"Butir {level}"].element.pPr.numPr.ilvl.val == level - 1
