"""Bold and italic in marked texts: read, written, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.decree.markup import marked_text, plain_text, text_runs
from zidesk.domain.document.runs import Run


@pytest.mark.parametrize(
    ("marked", "runs"),
    [
        ("", ()),
        ("biasa", (Run("biasa"),)),
        ("*miring* dan **tebal**", (Run("miring", italic=True), Run(" dan "), Run("tebal", bold=True))),
        ("***keduanya***", (Run("keduanya", bold=True, italic=True),)),
        ("**tebal *dan miring***", (Run("tebal ", bold=True), Run("dan miring", bold=True, italic=True))),
        ("**a***b*", (Run("a", bold=True), Run("b", italic=True))),
        ("5 * 3 = 15", (Run("5 * 3 = 15"),)),
        ("*) catatan kaki", (Run("*) catatan kaki"),)),
        ("bintang * sendiri*", (Run("bintang * sendiri*"),)),
        (r"\*bukan miring\*", (Run("*bukan miring*"),)),
        (r"garis\\miring", (Run("garis\\miring"),)),
    ],
)
def test_marks_are_read(marked: str, runs: tuple[Run, ...]) -> None:
    assert text_runs(marked) == runs
    assert plain_text(marked) == "".join(run.text for run in runs)


def characters(runs: tuple[Run, ...]) -> list[tuple[str, bool, bool]]:
    return [
        (character, run.bold, run.italic) if character.strip() else (character, False, False)
        for run in runs
        for character in run.text
    ]


@given(st.lists(st.builds(Run, st.text("ab* \\\n"), st.booleans(), st.booleans())).map(tuple))
def test_every_character_keeps_its_style(runs: tuple[Run, ...]) -> None:
    assert characters(text_runs(marked_text(runs))) == characters(runs)


@given(st.text("a* \\"))
def test_no_text_loses_a_word(marked: str) -> None:
    kept = plain_text(marked)
    assert kept.replace("*", "").replace("\\", "") == marked.replace("*", "").replace("\\", "")
