"""File names that Windows takes, whatever the evidence was called where it was attached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.names import safe_names
from zidesk.domain.names.safe_names import is_refused_here, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("laporan.pdf", "laporan.pdf"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("com1.pdf", "_com1.pdf"),
        ("nul .pdf", "_nul.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j.pdf', "a b c d e f g h i j.pdf"),
        ("..", "tanpa nama"),
        ("../../etc/passwd", "etc passwd"),
        ("titik di ujung. ", "titik di ujung"),
        ("", "tanpa nama"),
        ("   .pdf", "pdf"),
        ("x" * 300 + ".pdf", "x" * 76 + ".pdf"),
        ("baris\nbaru\t.doc", "baris baru.doc"),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=200))
def test_every_name_is_safe_on_windows(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 81
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert len(name.encode()) < 240


@pytest.mark.parametrize("name", ["a:b.pdf", "aux.pdf", "Con", "nul .txt", "apa?.xlsx", "lpt1", "x" * 256])
def test_names_that_windows_refuses_are_refused_there_only(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_names, "_ON_WINDOWS", True)
    assert is_refused_here(name)
    assert not is_refused_here(safe_name(name))
    monkeypatch.setattr(safe_names, "_ON_WINDOWS", False)
    assert not is_refused_here(name)
