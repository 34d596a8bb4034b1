"""Letters and numbers of clauses and items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.document.blocks import Heading, Item, Numbering, Paragraph
from zidesk.domain.document.labels import entry_label, item_label, item_labels, letters
from zidesk.domain.document.runs import text_of


def item(level: int, label: str | None = None) -> Item:
    return Item(text_of("isi"), level, label)


@pytest.mark.parametrize(
    ("n", "word"),
    [(1, "a"), (3, "c"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")],
)
def test_letters_go_on_after_z(n: int, word: str) -> None:
    assert letters(n) == word


def test_there_is_no_letter_before_a() -> None:
    with pytest.raises(ValueError, match="0"):
        letters(0)


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_no_two_items_share_their_letters(first: int, second: int) -> None:
    assert (letters(first) == letters(second)) == (first == second)


def test_each_level_has_its_own_form() -> None:
    assert [item_label(level, 2) for level in range(1, 6)] == ["b.", "2)", "b)", "(2)", "(2)"]


def test_menimbang_is_lettered_and_mengingat_numbered() -> None:
    assert entry_label(Numbering.LETTERS, 3) == "c."
    assert entry_label(Numbering.NUMBERS, 10) == "10."
    assert entry_label(Numbering.NONE, 1) == ""


def test_a_deeper_level_begins_anew_under_each_item() -> None:
    blocks = [item(1), item(2), item(2), item(3), item(1), item(2)]
    assert item_labels(blocks) == ["a.", "1)", "2)", "a)", "b.", "1)"]


def test_an_indented_paragraph_belongs_to_the_list_and_another_ends_it() -> None:
    inside, outside = Paragraph(text_of("lanjut"), level=1), Paragraph(text_of("lain"))
    blocks = [item(1), inside, item(1), outside, item(1), Heading(text_of("Bab")), item(1)]
    assert item_labels(blocks) == ["a.", "", "b.", "", "a.", "", "a."]


def test_a_label_of_its_own_counts_and_changes_no_other() -> None:
    assert item_labels([item(1), item(1, "bb."), item(1)]) == ["a.", "bb.", "c."]


def test_a_list_that_begins_deep_is_labelled_from_its_first_item() -> None:
    assert item_labels([item(2), item(2), item(1)]) == ["1)", "2)", "a."]
