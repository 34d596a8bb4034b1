"""ekspor HASIL.docx: a document of the plan for a word processor."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from zidesk.cli import main


def texts(path: Path) -> str:
    """Return all that a .docx says, its tables too."""
    body = docx.Document(str(path)).element.body
    return " ".join(element.text or "" for element in body.iter() if element.tag.endswith("}t"))


def test_the_first_document_is_written_where_none_is_named(
    batanghari: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(b"naskah lama")
    assert run("ekspor", batanghari, out) == f"{out} dibuat: Kabupaten Batang Hari, 2026.\n"
    assert texts(out).startswith("LAMPIRAN KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI")
    assert texts(out).count("√") == 355
    assert "ttd." not in texts(out)


def test_any_document_is_written_as_its_choices_say(
    batanghari: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    out = tmp_path / "A.DOCX"
    run(
        "ekspor",
        batanghari,
        out,
        "--naskah",
        "lampiran",
        "--edisi",
        "salinan",
        "--kertas",
        "a4",
        "--gaya",
        "waktu",
    )
    assert "ttd." in texts(out)
    assert "√" not in texts(out)
    section = docx.Document(str(out)).sections[-1]
    assert section.page_height is not None
    assert round(section.page_height.mm) == 210
    run("ekspor", batanghari, out, "--naskah", "bukti")
    assert "DAFTAR BUKTI" in texts(out)


def test_choices_that_a_document_does_not_have_are_refused(
    batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    out = tmp_path / "a.docx"
    assert "--gaya tidak berlaku untuk naskah bukti" in refusal(
        "ekspor", batanghari, out, "--naskah", "bukti", "--gaya", "kisi"
    )
    assert not out.exists()


@pytest.mark.parametrize(
    ("option", "word"), [("--naskah", "lampiran"), ("--kertas", "a4"), ("--gaya", "kisi")]
)
@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_what_only_documents_have_is_refused_for_plans(
    ending: str, option: str, word: str, batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    out = tmp_path / f"a.{ending}"
    assert f"{option} hanya berlaku untuk hasil .docx" in refusal("ekspor", batanghari, out, option, word)
    assert not out.exists()


def test_the_help_names_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ekspor", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "naskah yang ditulis: lampiran, keputusan, salinan, bukti; bawaannya lampiran" in text
