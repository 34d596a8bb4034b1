"""Text broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.document.characters import printable
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import text_style
from zidesk.printing.setting.text import balanced_lines, break_lines

STYLE = text_style(FontStyle.REGULAR, 10)
WIDTH = 80.0


def texts(text: str, width: float = WIDTH) -> list[str]:
    return [line.text for line in break_lines(text, STYLE, width)]


@given(st.text(alphabet="abc mWi/-\n√", max_size=200), st.floats(30, 300))
def test_every_line_fits_and_nothing_is_lost(text: str, width: float) -> None:
    lines = break_lines(text, STYLE, width)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    for line in lines:
        assert line.indent + line.width <= width + 0.001
        assert line.width == pytest.approx(STYLE.width(line.text))


@given(st.lists(st.sampled_from(["zona", "integritas", "aksi", "pelayanan"]), min_size=1, max_size=30))
def test_words_that_fit_are_never_cut(words: list[str]) -> None:
    assert " ".join(texts(" ".join(words))).split() == words


def test_runs_of_blanks_become_one() -> None:
    assert texts("  zona   \t aksi  ") == ["zona aksi"]


def test_a_no_break_space_holds_its_words_together() -> None:
    assert texts("tahun\u00a02026 pelayanan\u00a0publik", 90) == ["tahun\u00a02026", "pelayanan\u00a0publik"]


def test_an_address_is_cut_after_a_slash_or_dot() -> None:
    pieces = texts("https://jdih.kpu.go.id/jambi/batanghari/dokumen")
    assert len(pieces) > 1
    assert all(piece[-1] in "/.-" for piece in pieces[:-1])


def test_a_word_without_any_break_is_cut_where_it_must() -> None:
    pieces = texts("W" * 30)
    assert "".join(pieces) == "W" * 30
    assert len(pieces) > 2


def test_list_items_hang_under_their_text() -> None:
    lines = break_lines("1. pelayanan publik yang prima\nbiasa saja tanpa tanda apa pun", STYLE, WIDTH)
    mark = STYLE.width("1. ")
    assert lines[0].indent == 0
    assert lines[1].indent == pytest.approx(mark)
    assert all(line.indent == 0 for line in lines if line.text.startswith(("biasa", "tanpa")))


@pytest.mark.parametrize("text", ["2026 adalah tahun yang panjang sekali", "-5 derajat adalah dingin sekali"])
def test_a_number_or_sign_within_prose_is_no_list_mark(text: str) -> None:
    assert all(line.indent == 0 for line in break_lines(text, STYLE, WIDTH))


def test_an_empty_text_has_no_lines() -> None:
    assert break_lines(" \n \n", STYLE, WIDTH) == ()


def test_a_blank_line_between_texts_stays() -> None:
    assert texts("zona\n\naksi") == ["zona", "", "aksi"]


def test_balanced_lines_are_as_few_and_of_like_width() -> None:
    title = "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS MENUJU WILAYAH BEBAS DARI KORUPSI PADA TAHUN 2026"
    plain, balanced = break_lines(title, STYLE, 300), balanced_lines(title, STYLE, 300)
    assert len(balanced) == len(plain)
    assert min(line.width for line in balanced) > min(line.width for line in plain)
    assert " ".join(line.text for line in balanced) == title


@given(st.text(max_size=50))
def test_printable_text_is_stable(text: str) -> None:
    assert printable(printable(text)) == printable(text)
