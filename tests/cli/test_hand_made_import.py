"""impor of tables made by hand: what is certain goes in, what is not is listed until it is accepted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CSV = """RENCANA AKSI TAHUN 2026
No;Komponen;Indikator;Langkah Aksi;Bukti;Target Waktu
I;MANAJEMEN PERUBAHAN
1;Tim Kerja;SK;Menyusun SK;SK;Februari
2;Rencana;Dokumen;Menyusun dokumen;Dokumen;menunggu anggaran
II;TATA LAKSANA
1;SOP;SOP ada;Menyusun SOP;SOP;TW I
"""


@pytest.fixture
def made(tmp_path: Path, run: Callable[..., str]) -> tuple[Path, Path]:
    file, source = tmp_path / "m.zidesk", tmp_path / "tabel.csv"
    run("baru", file, "--satker", "Kabupaten Merangin", "--tahun", "2026")
    source.write_text(CSV, encoding="utf-8")
    return file, source


def steps(file: Path, folder: Path, run: Callable[..., str]) -> int:
    """Return how many steps the file's plan has."""
    run("ekspor", file, folder / "isi.json")
    areas = json.loads((folder / "isi.json").read_text(encoding="utf-8"))["areas"]
    indicators = [i for area in areas for component in area["components"] for i in component["indicators"]]
    assert len(areas) == 6
    return sum(len(indicator["actions"]) for indicator in indicators)


def test_what_is_certain_goes_in_and_the_rest_is_listed(
    made: tuple[Path, Path], run_json: Callable[..., Any]
) -> None:
    told = run_json("impor", *made)
    assert told["added"] == 2
    (problem,) = told["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("tabel", 5, 6)
    assert problem["message"].endswith("baris ini belum diimpor.")
    again = run_json("impor", *made, "--usulan", "terima")
    assert (again["added"], again["changed"], again["missing"]) == (1, 0, 0)
    assert again["problems"][0]["message"].endswith("usulan itu dipakai.")
    told = run_json("impor", *made, "--usulan", "terima")
    assert (told["added"], told["changed"], told["missing"]) == (0, 0, 0)


def test_areas_called_otherwise_are_those_of_the_plan(
    made: tuple[Path, Path], tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    run_json("impor", *made, "--usulan", "terima")
    made[1].write_text(CSV.replace("II;TATA LAKSANA", "Area 2 : Penataan Tatalaksana"), encoding="utf-8")
    told = run_json("impor", *made, "--usulan", "terima")
    assert (told["added"], told["changed"], told["missing"]) == (0, 0, 0)


def test_only_one_answer_is_known(made: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    from zidesk.cli import main

    assert main(["impor", *map(str, made), "--usulan", "tolak"]) == 2
    assert "pilihlah: 'terima'" in capsys.readouterr().err


def test_rows_that_a_table_lacks_go_only_when_that_is_asked_for(
    made: tuple[Path, Path],
    tmp_path: Path,
    run: Callable[..., str],
    refusal: Callable[..., str],
    run_json: Callable[..., Any],
) -> None:
    file, source = made
    run_json("impor", file, source, "--usulan", "terima")
    shorter = CSV.replace("1;Tim Kerja;SK;Menyusun SK;SK;Februari\n", "")
    source.write_text(shorter, encoding="utf-8")
    assert "belum pasti" in refusal("impor", file, source, "--hapus-yang-hilang")
    assert run_json("impor", file, source, "--usulan", "terima")["missing"] == 1
    assert steps(file, tmp_path, run) == 3
    run_json("impor", file, source, "--usulan", "terima", "--hapus-yang-hilang")
    assert steps(file, tmp_path, run) == 2


def test_the_way_on_is_told(made: tuple[Path, Path], run: Callable[..., str]) -> None:
    told = run("impor", *made, "--pratinjau")
    assert "1 baris belum pasti dan tidak diimpor; bila usulan di atas benar" in told
    assert "--usulan terima" in told
    assert "belum pasti" not in run("impor", *made, "--usulan", "terima")
