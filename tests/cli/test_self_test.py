"""``zidesk --uji-diri``: everything good here, and a sentence and status 3 for what is not."""

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.environment import ROOT, checkout_environment
from zidesk.cli import main
from zidesk.db.files import sqlite_features
from zidesk.exchange import xml_safety
from zidesk.resource_path import resource_path
from zidesk.self_test import main_job, surroundings
from zidesk.self_test.running import Step, Verdict, run_steps
from zidesk.ui.self_test import steps as window_test

KEYS = [
    "libraries", "sqlite", "fonts", "folders", "example", "store", "print", "pdf", "word", "workbook", "xml",
    "window", "pictures",
]  # fmt: skip
MAIN_JOB = ("example", "store", "print", "pdf", "word", "workbook", "xml")


def run_object(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    """Run the self-test with ``--json``; return its status and the one object it prints."""
    status = main(["--uji-diri", "--json", *map(str, words)])
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return status, value


def steps_of(value: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["key"]: step for step in value["steps"]}


def problem_of(key: str, steps: Sequence[Step], folder: Path) -> str:
    """Run ``steps`` alone and return the problem that step ``key`` found."""
    (result,) = (result for result in run_steps(steps, folder) if result.key == key)
    assert result.verdict is Verdict.PROBLEM
    return result.problem


@pytest.fixture
def copied_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the resources that the program uses instead of the real ones, to spoil."""
    copy = tmp_path / "resources"
    shutil.copytree(resource_path(), copy)
    monkeypatch.setattr("zidesk.exchange.examples.resource_path", copy.joinpath)
    monkeypatch.setattr("zidesk.printing.setting.fonts.resource_path", copy.joinpath)
    return copy


@pytest.fixture
def forgotten_fonts() -> Any:
    """Make the fonts be read again in this test, and again after it."""
    from zidesk.printing.setting.fonts import _bundled_face

    _bundled_face.cache_clear()
    yield
    _bundled_face.cache_clear()


def test_every_step_is_good_here(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    status, value = run_object(capsys)
    assert [step["key"] for step in value["steps"]] == KEYS
    assert [(step["key"], step["problem"]) for step in value["steps"] if step["verdict"] != "baik"] == []
    assert (status, value["ok"], value["stopped_at"]) == (0, True, "")
    facts = {key: " | ".join(step["facts"]) for key, step in steps_of(value).items()}
    assert "68 langkah aksi, 355 bulan" in facts["example"]
    assert "68 baris dan 355 tanda √" in facts["pdf"]
    assert "68 baris tetap, 0 perubahan, 0 masalah" in facts["workbook"]
    assert importlib.metadata.version("reportlab") in facts["libraries"]
    assert f"Tampilan {os.environ['QT_QPA_PLATFORM']}" in facts["window"]
    assert "svg, jpeg, png dibaca" in facts["pictures"]


def test_as_a_process_it_prints_and_keeps_the_same_text_and_leaves_nothing(tmp_path: Path) -> None:
    temporary, report = tmp_path / "sementara", tmp_path / "laporan é.txt"
    temporary.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "zidesk", "--uji-diri", str(report)],
        cwd=ROOT,
        env={**checkout_environment(), "TMPDIR": str(temporary), "TEMP": str(temporary)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert report.read_text(encoding="utf-8") == result.stdout
    assert result.stdout.startswith("Laporan uji diri zidesk")
    assert result.stdout.count("\n[baik]") == len(KEYS)
    assert result.stdout.splitlines()[-1].startswith(f"Hasil: {len(KEYS)} baik, 0 masalah, 0 dilewati")
    assert list(temporary.iterdir()) == []


def test_user_folders_are_left_as_they_were(user_folder: Path, qapp: object) -> None:
    assert main(["--uji-diri"]) == 0
    assert not user_folder.exists()


def test_a_missing_font_is_found(
    copied_resources: Path, forgotten_fonts: None, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied_resources / "fonts" / "ZideskBonum-Bold.ttf").unlink()
    status, value = run_object(capsys)
    step = steps_of(value)["fonts"]
    assert (status, value["ok"], step["verdict"]) == (3, False, "masalah")
    assert step["problem"].startswith("Huruf bawaan Zidesk Bonum Bold tidak dapat dibaca (")
    assert step["problem"].endswith("; pasanglah ulang zidesk.")


def test_without_the_example_the_main_job_is_skipped_and_the_rest_is_tried(
    copied_resources: Path, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied_resources / "examples" / "batanghari-2026.json").unlink()
    status, value = run_object(capsys)
    verdicts = {key: step["verdict"] for key, step in steps_of(value).items()}
    assert status == 3
    assert verdicts["example"] == "masalah"
    assert [verdicts[key] for key in MAIN_JOB[1:]] == ["dilewati"] * 6
    assert {verdicts[key] for key in KEYS if key not in MAIN_JOB} == {"baik"}


def test_text_names_the_problem_and_the_status_is_3(
    monkeypatch: pytest.MonkeyPatch, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    probes = {**sqlite_features._PROBES, "fungsi JSON": lambda _connection: False}
    monkeypatch.setattr(sqlite_features, "_PROBES", probes)
    assert main(["--uji-diri"]) == 3
    out = capsys.readouterr().out
    assert "[masalah]  Basis data SQLite" in out
    assert "SQLite di komputer ini tidak mempunyai fungsi JSON; pasanglah ulang zidesk." in out
    assert out.splitlines()[-1].startswith("Hasil: 12 baik, 1 masalah, 0 dilewati")


def test_a_printed_annex_that_lacks_ticks_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("zidesk.printing.documents.annex_table.TICK", "x")
    problem = problem_of("pdf", main_job.main_job_steps(), tmp_path)
    assert problem.startswith("Lampiran memuat 68 baris dan 0 tanda √, seharusnya 68 dan 355;")


def test_unprotected_xml_readers_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from xml.etree import ElementTree as ET

    monkeypatch.setattr(xml_safety, "iterparse", ET.iterparse)
    problem = problem_of("xml", main_job.main_job_steps(), tmp_path)
    assert "defusedxml" in problem


def test_a_workbook_guard_that_lets_definitions_through_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(main_job, "_DOCTYPE", b"<worksheet")
    problem = problem_of("xml", main_job.main_job_steps(), tmp_path)
    assert problem.startswith("Buku kerja yang berbahaya tidak ditolak")


def test_a_folder_that_refuses_writing_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(**_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(surroundings.tempfile, "TemporaryFile", refuse)
    problem = problem_of("folders", surroundings.surrounding_steps(), tmp_path)
    assert "tidak dapat ditulisi" in problem


def test_a_nearly_full_disk_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(surroundings, "ENOUGH_SPACE", 1 << 60)
    problem = problem_of("folders", surroundings.surrounding_steps(), tmp_path)
    assert "hampir penuh" in problem


def test_a_picture_format_without_plugin_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object
) -> None:
    monkeypatch.setattr(window_test, "FORMATS", ("png", "heif"))
    problem = problem_of("pictures", window_test.window_steps(), tmp_path)
    assert problem == "Gambar heif tidak dapat dibuka; pasanglah ulang zidesk."


def test_a_library_that_cannot_be_imported_is_found(
    monkeypatch: pytest.MonkeyPatch, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(surroundings.LIBRARIES, "tidak-ada", "zidesk_has_no_such_module")
    status, value = run_object(capsys)
    assert status == 3
    assert "tidak-ada (versi tidak tercatat)" in steps_of(value)["libraries"]["facts"][-1]
    assert "Pustaka tidak dapat dimuat: tidak-ada" in steps_of(value)["libraries"]["problem"]


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")
def test_a_screen_that_does_not_answer_is_found_and_ends_nothing(tmp_path: Path) -> None:
    environment = {name: text for name, text in checkout_environment().items() if name != "QT_QPA_PLATFORM"}
    result = subprocess.run(
        [sys.executable, "-m", "zidesk", "--uji-diri", "laporan.json", "--json"],
        cwd=tmp_path,
        env={**environment, "DISPLAY": ":987", "XDG_SESSION_TYPE": "x11"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    value = json.loads(result.stdout)
    assert json.loads((tmp_path / "laporan.json").read_text(encoding="utf-8")) == value
    assert result.returncode == 3
    assert steps_of(value)["window"]["problem"].startswith("Tampilan “xcb” tidak dapat dipakai di sini;")
    assert steps_of(value)["pictures"]["verdict"] == "dilewati"


def test_a_library_that_ends_the_program_leaves_the_report_up_to_there(tmp_path: Path) -> None:
    report = tmp_path / "laporan.txt"
    program = (
        "import os, sys; from zidesk.ui.self_test import steps; from zidesk.cli import main;"
        "steps._show_window = lambda *_: os.abort(); main(sys.argv[1:])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "--uji-diri", str(report)],
        cwd=ROOT, env=checkout_environment(), capture_output=True, timeout=100, check=False,
    )  # fmt: skip
    assert result.returncode != 0
    lines = report.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("[baik]") for line in lines) == len(KEYS) - 2
    assert lines[-1].startswith("Terhenti pada: Tampilan jendela.")


@pytest.mark.parametrize("name", ["rencana.zidesk", "laporan", "laporan.docx"])
def test_a_report_of_another_ending_is_refused_and_the_file_kept(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    target.write_bytes(b"isi")
    assert main(["--uji-diri", str(target)]) == 1
    assert "akhiri namanya dengan .txt atau .json" in capsys.readouterr().err
    assert target.read_bytes() == b"isi"


def test_a_report_into_a_folder_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--uji-diri", str(tmp_path / "tidak" / "ada.txt")]) == 1
    assert "tidak ada; pilihlah folder lain." in capsys.readouterr().err


def test_help_is_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--uji-diri", "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("pemakaian: zidesk --uji-diri")
    assert "--tampilan NAMA" in text


def test_unknown_options_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--uji-diri", "--semua"]) == 2
    assert "tidak dikenal: --semua" in capsys.readouterr().err


def test_the_temporary_folder_is_made_where_the_computer_keeps_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder sementara é"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    status, value = run_object(capsys)
    assert status == 0
    assert str(folder) in steps_of(value)["folders"]["facts"][0]
    assert list(folder.iterdir()) == []
