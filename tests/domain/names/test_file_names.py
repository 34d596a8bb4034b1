"""Which names new files get, and which are refused."""

from pathlib import Path

import pytest

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.names.file_names import FILE_ENDING, reading_order, with_ending


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Rencana.zidesk", "Rencana.zidesk"),
        ("RENCANA.ZIDESK", "RENCANA.ZIDESK"),
        ("Rencana", "Rencana.zidesk"),
        ("Rencana Kab. Merangin", "Rencana Kab. Merangin.zidesk"),
        ("Rencana 2026 v1.2", "Rencana 2026 v1.2.zidesk"),
        ("Rencana.", "Rencana.zidesk"),
        ("Rencana.zidesk. ", "Rencana.zidesk"),
        (".zidesk", ".zidesk.zidesk"),
    ],
)
def test_a_name_keeps_its_ending_or_gets_one(given: str, kept: str) -> None:
    folder = Path("Kab. Batang Hari.xlsx")
    assert with_ending(folder / given, FILE_ENDING) == folder / kept


@pytest.mark.parametrize(
    ("given", "proposed"),
    [
        ("x.xlsx", "x.zidesk"),
        ("x.PDF", "x.zidesk"),
        ("Rencana.v2.json", "Rencana.v2.zidesk"),
        ("surat.docx ", "surat.zidesk"),
    ],
)
def test_a_name_of_another_kind_of_file_is_refused_with_a_proposal(given: str, proposed: str) -> None:
    with pytest.raises(InvalidInputError, match=f"pakailah nama “{proposed}”"):
        with_ending(Path(given), FILE_ENDING)


def test_a_workbook_is_not_called_like_a_zidesk_file() -> None:
    with pytest.raises(InvalidInputError) as refused:
        with_ending(Path("Rencana.zidesk"), ".xlsx")
    assert str(refused.value) == (
        "Nama “Rencana.zidesk” berakhiran .zidesk, padahal yang dibuat berkas .xlsx; "
        "pakailah nama “Rencana.xlsx”."
    )


def test_names_are_read_as_explorer_sorts_them() -> None:
    names = ["foto 10.jpg", "Foto 2.jpg", "foto 2 b.jpg", "foto.jpg", "2 undangan.pdf", "10 undangan.pdf", ""]
    assert sorted(names, key=reading_order) == [
        "",
        "2 undangan.pdf",
        "10 undangan.pdf",
        "foto 2 b.jpg",
        "Foto 2.jpg",
        "foto 10.jpg",
        "foto.jpg",
    ]
