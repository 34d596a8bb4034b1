"""How the program ends: refusals, bugs, broken pipes, interruptions, the window."""

import argparse
import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.environment import checkout_environment
from zidesk import crash_report
from zidesk.cli import application, main, window
from zidesk.db.store import Store


def test_a_bug_ends_in_a_report_that_is_told_and_kept(
    batanghari: Path,
    user_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def break_down(arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError(arguments.verb)

    monkeypatch.setattr(application, "_dispatch", break_down)
    assert main(["info", str(batanghari)]) == 70
    captured = capsys.readouterr()
    assert captured.out == ""
    first, second = captured.err.splitlines()
    assert first == "Ada kesalahan dalam program zidesk, pekerjaan ini tidak selesai."
    (report,) = user_folder.rglob("laporan-*.txt")
    assert second == f"Kirimkan laporan ini kepada pembuatnya: {report}"
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: info" in text
    assert "in break_down" in text


def test_a_report_that_cannot_be_kept_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    not_a_folder = tmp_path / "berkas"
    not_a_folder.write_text("")
    monkeypatch.setattr(crash_report.platformdirs, "user_log_path", lambda *_, **__: not_a_folder)
    monkeypatch.setattr(crash_report.tempfile, "gettempdir", lambda: str(not_a_folder))

    def break_down(arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError(arguments.verb)

    monkeypatch.setattr(application, "_dispatch", break_down)
    assert main(["info", "a.zidesk"]) == 70
    assert "ZeroDivisionError: info" in capsys.readouterr().err


def test_an_interruption_is_told_with_status_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_arguments: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(application, "_dispatch", interrupt)
    assert main(["info", "a.zidesk"]) == 130
    assert capsys.readouterr().err == "Dihentikan; pekerjaan yang belum selesai dibatalkan.\n"


def test_a_file_open_elsewhere_can_be_read_but_not_changed(batanghari: Path, tmp_path: Path) -> None:
    def elsewhere(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "zidesk", *map(str, words)],
            env=checkout_environment(), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    with Store.open(batanghari):
        read = elsewhere("ekspor", batanghari, tmp_path / "a.json")
        step = ("--langkah", "I.1.1.1", "--bulan", "4", "--tanggal", "2026-04-30")
        refused = elsewhere("realisasi", batanghari, *step)
    assert read.returncode == 0
    assert read.stderr == "batanghari.zidesk sedang dibuka program lain; yang dibaca keadaannya saat ini.\n"
    assert (tmp_path / "a.json").stat().st_size > 10_000
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "sedang dibuka" in refused.stderr


def test_output_that_nobody_reads_ends_quietly(batanghari: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "zidesk", "info", str(batanghari)],
        env=checkout_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == application.BROKEN_PIPE


def test_a_bug_that_looks_like_a_broken_pipe_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        raise OSError(errno.EINVAL, "Invalid argument", "rencana.zidesk")

    monkeypatch.setattr(application, "_UNREAD_ERRNOS", {errno.EPIPE, errno.EINVAL})
    monkeypatch.setattr(application, "_dispatch", fail)
    assert main(["info", "rencana.zidesk"]) == application.BUG
    assert "kesalahan dalam program" in capsys.readouterr().err


def test_output_is_utf8_in_any_locale(batanghari: Path, tmp_path: Path) -> None:
    named = tmp_path / "café √.zidesk"
    batanghari.rename(named)
    result = subprocess.run(
        [sys.executable, "-m", "zidesk", "periksa", str(named)],
        env={**checkout_environment(), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert "café √.zidesk: utuh." in result.stdout.decode("utf-8")


def test_without_a_screen_the_window_is_refused_with_advice(
    monkeypatch: pytest.MonkeyPatch, refusal: Callable[..., str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(window.sys, "platform", "linux")
    assert "tidak ada layar" in refusal()
    assert "tidak ada layar" in refusal("a.zidesk")


@pytest.mark.parametrize(
    ("words", "path"),
    [([], None), (["a.zidesk"], Path("a.zidesk")), (["SALINAN.ZIDESK"], Path("SALINAN.ZIDESK"))],
)
def test_without_a_verb_the_window_opens(
    words: list[str], path: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def open_window(chosen: Path | None) -> int:
        opened.append(chosen)
        return 0

    monkeypatch.setattr(window, "open_window", open_window)
    assert main(words) == 0
    assert opened == [path]
