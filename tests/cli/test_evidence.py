"""bukti tambah, bukti daftar, bukti ekspor, realisasi."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

INVITATION = b"%PDF-1.4 undangan rapat"


@pytest.fixture
def invitation(tmp_path: Path) -> Path:
    """Return a small file to attach."""
    path = tmp_path / "undangan.pdf"
    path.write_bytes(INVITATION)
    return path


def test_attached_files_are_listed_with_what_they_prove(
    batanghari: Path,
    invitation: Path,
    tmp_path: Path,
    run: Callable[..., str],
    run_json: Callable[..., Any],
) -> None:
    photo = tmp_path / "hadir.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 foto")
    said = run("bukti", "tambah", batanghari, "--langkah", "i.3.1.1", "--bulan", "4", invitation, photo)
    assert said == "2 berkas dilampirkan pada I.3.1.1, April 2026.\n"
    run("bukti", "tambah", batanghari, "--langkah", "V.4.2.1", invitation)
    files = {file["name"]: file for file in run_json("bukti", "daftar", batanghari)["evidence"]}
    assert set(files) == {"undangan.pdf", "hadir.jpg"}
    listed = files["undangan.pdf"]
    assert (listed["size"], listed["sha256"]) == (len(INVITATION), hashlib.sha256(INVITATION).hexdigest())
    place = {"unit": "Kabupaten Batang Hari", "year": 2026}
    assert sorted(listed["links"], key=lambda link: str(link["code"])) == [
        {**place, "code": "I.3.1.1", "month": 4},
        {**place, "code": "V.4.2.1", "month": 0},
    ]
    text = run("bukti", "daftar", batanghari)
    assert "    Kabupaten Batang Hari 2026, V.4.2.1, sepanjang tahun" in text
    assert text.endswith("2 berkas bukti.\n")


def test_exported_evidence_lies_in_folders_by_area(
    batanghari: Path, invitation: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    run("bukti", "tambah", batanghari, "--langkah", "I.3.1.1", "--bulan", "4", invitation)
    folder = tmp_path / "bundel"
    assert run("bukti", "ekspor", batanghari, folder) == (
        f"Bukti Kabupaten Batang Hari 2026 disalin ke {folder}.\n"
    )
    copies = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == INVITATION]
    assert len(copies) == 1
    assert copies[0].relative_to(folder).parts[0].startswith("I ")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("V.4.2.9", "V.4.2.9 tidak ada"), ("V.4", "belum sampai ke langkah aksi"), ("abc", "tidak dikenali")],
)
def test_a_step_that_is_not_there_takes_no_evidence(
    code: str,
    sentence: str,
    batanghari: Path,
    invitation: Path,
    refusal: Callable[..., str],
    run_json: Callable[..., Any],
) -> None:
    assert sentence in refusal("bukti", "tambah", batanghari, "--langkah", code, invitation)
    assert run_json("bukti", "daftar", batanghari) == {"evidence": []}


def test_one_missing_file_attaches_none(
    batanghari: Path,
    invitation: Path,
    tmp_path: Path,
    refusal: Callable[..., str],
    run_json: Callable[..., Any],
) -> None:
    sentence = refusal(
        "bukti", "tambah", batanghari, "--langkah", "I.1.1.1", invitation, tmp_path / "hilang.pdf"
    )
    assert "hilang.pdf" in sentence
    assert run_json("bukti", "daftar", batanghari) == {"evidence": []}


def test_a_month_is_marked_as_done_on_a_date(
    batanghari: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    said = run("realisasi", batanghari, "--langkah", "I.3.1.1", "--bulan", "4", "--tanggal", "30 April 2026")
    assert said == "I.3.1.1, April 2026: terlaksana 30 April 2026.\n"
    (plan,) = run_json("info", batanghari, "--per", "2026-01-01")["units"][0]["plans"]
    assert (plan["realized"], plan["without_evidence"]) == (1, 1)


def test_a_step_that_is_not_there_is_not_realised(batanghari: Path, refusal: Callable[..., str]) -> None:
    sentence = refusal(
        "realisasi", batanghari, "--langkah", "VII.1.1.1", "--bulan", "4", "--tanggal", "2026-04-30"
    )
    assert "VII.1.1.1 tidak ada" in sentence


@pytest.mark.parametrize("name", ["Undangan.pdf.lnk", "Rekap.gsheet", "~$Laporan.docx", "film.crdownload"])
def test_what_proves_nothing_is_taken_only_when_one_insists(
    name: str,
    batanghari: Path,
    invitation: Path,
    tmp_path: Path,
    run: Callable[..., str],
    refusal: Callable[..., str],
    run_json: Callable[..., Any],
) -> None:
    (tmp_path / name).write_bytes(b"x")
    command = ("bukti", "tambah", batanghari, "--langkah", "I.3.1.1", invitation, tmp_path / name)
    said = refusal(*command)
    assert f"“{name}”" in said
    assert "--tetap" in said
    assert run_json("bukti", "daftar", batanghari) == {"evidence": []}
    assert run(*command, "--tetap").startswith("2 berkas dilampirkan")


@pytest.mark.parametrize("day", ["2062-04-30", "2025-01-05", "2027-01-04"])
def test_a_date_of_another_year_is_asked_about(
    day: str, batanghari: Path, run: Callable[..., str], refusal: Callable[..., str]
) -> None:
    words = ["realisasi", batanghari, "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", day]
    said = refusal(*words)
    assert "bukan dalam tahun rencana 2026" in said
    assert "--tetap" in said
    assert run(*words, "--tetap").startswith("I.1.1.1, Januari 2026: terlaksana ")
