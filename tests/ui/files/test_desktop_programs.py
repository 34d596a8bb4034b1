"""What the desktop has no program for is told in a sentence; folders of exports do not mix."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back
from zidesk.db.operations.evidence import attach_files
from zidesk.ui.evidence.evidence_page import EvidencePage
from zidesk.ui.shell.main_window import MainWindow


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that opens nothing."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)


def attach(window: MainWindow, path: Path) -> None:
    """Attach a file to nothing yet."""
    path.write_bytes(b"\xff\xd8\xff isi" if path.suffix == ".JPG" else b"ID3 isi")
    window.workspace.run(lambda store: attach_files(store, [path], []))


@pytest.mark.usefixtures("no_programs")
@pytest.mark.parametrize(("name", "kind"), [("foto.JPG", "berkas .jpg"), ("rapat.mp3", "berkas .mp3")])
def test_a_file_without_a_program_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, kind: str
) -> None:
    attach(window, tmp_path / name)
    window.show_page("bukti")
    page = window.shown_page
    assert isinstance(page, EvidencePage)
    page.table.selectRow(0)
    click(button(page, "Buka"))
    qtbot.waitUntil(lambda: not window.workspace.is_busy)
    qtbot.waitUntil(window.messages.isVisible)
    assert kind in window.messages.text
    assert f"“{name}” tidak terbuka" in window.messages.text


@pytest.mark.usefixtures("no_programs")
def test_an_exports_buttons_say_so_too(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    answers = Answers().expect_file(tmp_path / "a.json")
    choose_menu(window, "Berkas", "Ekspor JSON")
    assert answers.done
    come_back(window, qtbot)
    qtbot.waitUntil(lambda: "JSON tersimpan" in window.messages.text)
    click(button(window.messages, "Tampilkan di folder"))
    assert f"Folder “{tmp_path}” tidak dapat dibuka" in window.messages.text


def test_the_bundles_folder_is_not_where_the_next_export_goes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports, bundles = tmp_path / "ekspor", tmp_path / "bundel"
    exports.mkdir()
    bundles.mkdir()
    answers = Answers().expect_file(exports / "a.json")
    choose_menu(window, "Berkas", "Ekspor JSON")
    assert answers.done
    come_back(window, qtbot)
    qtbot.waitUntil(lambda: not window.workspace.is_busy)
    offered: list[str] = []

    def choose_bundles(_parent: object, _title: str, folder: str) -> str:
        offered.append(folder)
        return str(bundles)

    def leave(_parent: object, _title: str, proposed: str, _filter: str) -> tuple[str, str]:
        offered.append(str(Path(proposed).parent))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose_bundles)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", leave)
    for _ in range(2):
        window.exchange.export_bundle()
        qtbot.waitUntil(lambda: not window.workspace.is_busy)
        QTest.qWait(20)
    window.exchange.export_json()
    assert offered[1:] == [str(bundles), str(exports)]
    assert offered[0] != str(exports)
