"""contoh, baru, info, periksa."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zidesk.cli import main


def test_example_holds_the_real_plan(
    run: Callable[..., str], run_json: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "a.zidesk"
    assert run("contoh", "batanghari-2026", path) == (
        f"{path} dibuat: Kabupaten Batang Hari, 2026, 68 langkah aksi.\n"
    )
    info = run_json("info", path, "--per", "2026-01-15")
    areas = info["units"][0]["plans"][0].pop("areas_detail")
    assert areas == [
        {"number": number, "planned": planned, "realized": 0, "late": 0, "without_evidence": 0}
        for number, planned in enumerate([21, 44, 71, 39, 122, 58], start=1)
    ]
    assert info == {
        "as_of": "2026-01-15",
        "units": [
            {
                "name": "Kabupaten Batang Hari",
                "level": "kabupaten",
                "plans": [
                    {
                        "year": 2026,
                        "status": "draf",
                        "schedule_style": "grid",
                        "areas": 6,
                        "components": 23,
                        "indicators": 66,
                        "actions": 68,
                        "planned": 355,
                        "realized": 0,
                        "late": 0,
                        "without_evidence": 0,
                        "progress": 0.0,
                        "evidence_files": 0,
                    }
                ],
            }
        ],
    }


def test_info_in_words_counts_what_is_late(batanghari: Path, run: Callable[..., str]) -> None:
    run("realisasi", batanghari, "--langkah", "I.3.1.1", "--bulan", "4", "--tanggal", "2026-04-28")
    lines = run("info", batanghari, "--per", "31 Desember 2026").splitlines()
    assert lines[0] == "Kabupaten Batang Hari"
    assert lines[1] == "  2026, draf, jadwal kisi"
    assert "355 bulan direncanakan, 1 terlaksana (1%)" in lines[3]
    assert "1 tanpa bukti" in lines[3]
    assert lines[-1] == "Keadaan per 31 Desember 2026."


@pytest.mark.parametrize("verb", [["contoh", "batanghari-2026"], ["baru"]])
def test_an_existing_file_is_never_replaced(
    verb: list[str], tmp_path: Path, refusal: Callable[..., str]
) -> None:
    path = tmp_path / "a.zidesk"
    path.write_bytes(b"milik orang lain")
    more = ["--satker", "Kota Jambi", "--tahun", "2027"] if verb == ["baru"] else []
    assert "a.zidesk" in refusal(*verb, path, *more)
    assert path.read_bytes() == b"milik orang lain"


def test_new_plan_is_blank_unless_a_template_is_named(
    run: Callable[..., str], run_json: Callable[..., Any], tmp_path: Path
) -> None:
    run("baru", tmp_path / "a.zidesk", "--satker", "Merangin", "--tingkat", "kabupaten", "--tahun", "2027")
    run("baru", tmp_path / "b.zidesk", "--satker", "Kota Jambi", "--tahun", "2027", "--templat", "jambi-2026")
    (blank,) = run_json("info", tmp_path / "a.zidesk")["units"]
    (filled,) = run_json("info", tmp_path / "b.zidesk")["units"]
    assert (blank["name"], blank["level"]) == ("Kabupaten Merangin", "kabupaten")
    assert (blank["plans"][0]["areas"], blank["plans"][0]["actions"]) == (6, 0)
    assert blank["plans"][0]["progress"] is None
    assert (filled["name"], filled["level"]) == ("Kota Jambi", "kota")
    assert (filled["plans"][0]["year"], filled["plans"][0]["actions"]) == (2027, 70)
    assert filled["plans"][0]["schedule_style"] == "text"


def test_a_unit_whose_level_is_unknown_makes_no_file(tmp_path: Path, refusal: Callable[..., str]) -> None:
    sentence = refusal("baru", tmp_path / "a.zidesk", "--satker", "Merangin", "--tahun", "2027")
    assert "Tingkat satuan kerja “Merangin” tidak jelas" in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["info", "periksa"])
def test_a_missing_or_foreign_file_is_refused(verb: str, tmp_path: Path, refusal: Callable[..., str]) -> None:
    assert "tidak.zidesk" in refusal(verb, tmp_path / "tidak.zidesk")
    foreign = tmp_path / "surat.zidesk"
    foreign.write_text("Yth. Ketua KPU", encoding="utf-8")
    assert "surat.zidesk" in refusal(verb, foreign)
    assert foreign.read_text(encoding="utf-8") == "Yth. Ketua KPU"


def test_check_of_a_whole_file_finds_nothing(
    batanghari: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    assert run("periksa", batanghari) == f"{batanghari}: utuh.\n"
    assert run_json("periksa", batanghari) == {"ok": True, "findings": []}


def test_check_finds_damaged_evidence_with_status_3(
    batanghari: Path, run: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = tmp_path / "undangan.pdf"
    content = b"%PDF-1.4 " + bytes(range(256)) * 40
    proof.write_bytes(content)
    run("bukti", "tambah", batanghari, "--langkah", "I.1.1.1", proof)
    stored = bytearray(batanghari.read_bytes())
    position = stored.find(content[:100])
    assert position > 0
    stored[position + 50] ^= 0xFF
    batanghari.write_bytes(stored)
    assert main(["periksa", str(batanghari)]) == 3
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[-1] == f"{batanghari}: 1 masalah ditemukan."
    assert "undangan.pdf" in captured.out
    assert main(["periksa", str(batanghari), "--json"]) == 3
    assert '"ok": false' in capsys.readouterr().out


def test_a_truncated_file_is_found_by_the_check(batanghari: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = batanghari.read_bytes()
    batanghari.write_bytes(content[: len(content) // 2])
    status = main(["periksa", str(batanghari), "--json"])
    captured = capsys.readouterr()
    assert (status, captured.err) == (3, "")
    assert '"ok": false' in captured.out


def test_a_copy_says_the_same(batanghari: Path, run: Callable[..., str], tmp_path: Path) -> None:
    copied = shutil.copy(batanghari, tmp_path / "salinan.zidesk")
    assert run("info", copied) == run("info", batanghari)


NEW_FILE_VERBS = pytest.mark.parametrize(
    "words",
    [["contoh", "batanghari-2026", "{}"], ["baru", "{}", "--satker", "Kota Jambi", "--tahun", "2027"]],
)


@NEW_FILE_VERBS
@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".JSON", ".docx", ".txt"])
def test_a_new_file_is_not_called_like_a_file_of_another_kind(
    words: list[str], ending: str, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    sentence = refusal(*(word.format(tmp_path / f"Rencana{ending}") for word in words))
    assert f"“Rencana{ending}”" in sentence
    assert "pakailah nama “Rencana.zidesk”" in sentence
    assert list(tmp_path.iterdir()) == []


@NEW_FILE_VERBS
@pytest.mark.parametrize("name", ["Rencana", "Rencana Kab. Merangin"])
def test_a_new_file_named_without_an_ending_gets_ours_and_is_told_so(
    words: list[str], name: str, tmp_path: Path, run: Callable[..., str]
) -> None:
    told = run(*(word.format(tmp_path / name) for word in words))
    assert told.startswith(f"{tmp_path / name}.zidesk dibuat: ")
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.zidesk"]


def test_a_file_that_has_the_name_with_our_ending_is_not_replaced(
    tmp_path: Path, refusal: Callable[..., str]
) -> None:
    there = tmp_path / "Rencana.zidesk"
    there.write_bytes(b"milik orang lain")
    assert "Rencana.zidesk" in refusal("contoh", "batanghari-2026", tmp_path / "Rencana")
    assert there.read_bytes() == b"milik orang lain"


def test_a_folder_is_no_name_for_a_new_file(tmp_path: Path, refusal: Callable[..., str]) -> None:
    sentence = refusal("contoh", "batanghari-2026", tmp_path)
    assert "adalah folder; sebutkan juga nama berkasnya" in sentence
    assert list(tmp_path.iterdir()) == []
