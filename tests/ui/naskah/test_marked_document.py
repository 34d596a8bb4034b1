"""Marked texts on screen: what is shown and stored again says the same, in whole and in parts."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication

from zidesk.domain.decree.markup import marked_text, plain_text
from zidesk.domain.document.runs import Run
from zidesk.domain.plan.validation import clean_text
from zidesk.ui.naskah.marked_document import marked_of, new_document, put_text, same_words

# Qt keeps these two for itself; they are no characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufdd0\ufdd1\ufffc")).map(
    clean_text
)
RUNS = st.lists(st.builds(Run, TEXTS, st.booleans(), st.booleans()), max_size=6)


def shown(marked: str) -> QTextDocument:
    document = new_document(QFont())
    put_text(document, marked)
    return document


@given(RUNS)
def test_a_text_shown_and_read_again_is_the_same(qapp: QApplication, runs: list[Run]) -> None:
    marked = marked_text(runs)
    assert same_words(marked_of(shown(marked)), marked)
    assert plain_text(marked_of(shown(marked))) == plain_text(marked)


@given(TEXTS)
def test_any_stored_text_is_shown_without_being_changed(qapp: QApplication, text: str) -> None:
    assert same_words(marked_of(shown(text)), text)


@given(
    st.lists(st.builds(Run, st.text("ab \n", min_size=1), st.booleans(), st.booleans())), st.integers(0, 30)
)
def test_a_text_cut_in_two_loses_nothing(qapp: QApplication, runs: list[Run], place: int) -> None:
    marked = marked_text(runs)
    document = shown(marked)
    cut = min(place, document.characterCount() - 1)
    parts = marked_of(document, 0, cut), marked_of(document, cut)
    assert "".join(map(plain_text, parts)) == plain_text(marked)


def test_words_marked_otherwise_are_the_same_words() -> None:
    assert same_words("5 * 3", r"5 \* 3")
    assert not same_words("a", "*a*")
