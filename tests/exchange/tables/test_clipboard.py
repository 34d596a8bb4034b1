import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.exchange.tables.clipboard import from_tsv, to_tsv

CELLS = st.text(alphabet=st.one_of(st.sampled_from('"\t\n =√'), st.characters(exclude_characters="\r\0")))
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6)


@given(TABLES)
def test_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    assert from_tsv(to_tsv(rows)) == rows


@given(TABLES)
def test_windows_line_ends_change_nothing(rows: list[list[str]]) -> None:
    assert from_tsv(to_tsv(rows).replace("\n", "\r\n")) == rows


@given(st.text(alphabet=st.sampled_from('"\t\r\nab')))
def test_any_text_is_read_to_its_end(text: str) -> None:
    cells = from_tsv(text)
    assert "".join("".join(row) for row in cells).count("a") == text.count("a")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\tb\r\n", [["a", "b"]]),
        ("a\tb\r\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
        ('"satu\ndua"\tx\r\n', [["satu\ndua", "x"]]),
        ('"satu\r\ndua"', [["satu\ndua"]]),
        ('"kata ""ZI"""\n', [['kata "ZI"']]),
        ('kata "ZI"\t12" layar', [['kata "ZI"', '12" layar']]),
        ('"tak ditutup\tx\ny', [['"tak ditutup', "x"], ["y"]]),
        ('"a"b\tc', [['"a"b', "c"]]),
        ("a\t", [["a", ""]]),
        ("\t\n", [["", ""]]),
        ("a\0", [["a"]]),
        ("a\rb", [["a"], ["b"]]),
    ],
)
def test_what_excel_and_libreoffice_write_is_read(text: str, rows: list[list[str]]) -> None:
    assert from_tsv(text) == rows


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], ""),
        ([["a", "b"], ["c", ""]], "a\tb\nc\t\n"),
        ([["satu\ndua", "x\ty"]], '"satu\ndua"\t"x\ty"\n'),
        ([['kata "ZI"', '"awal']], 'kata "ZI"\t"""awal"\n'),
        ([["a\r\nb"]], '"a\nb"\n'),
    ],
)
def test_cells_are_written_with_excels_quoting(rows: list[list[str]], text: str) -> None:
    assert to_tsv(rows) == text


def test_a_hundred_thousand_cells_of_quotes_take_no_time() -> None:
    text = '"""y\t' * 100_000
    assert from_tsv(text)[0][0] == '"""y'
