"""The disk fails at the end of a change: the window shows what the file holds, says so, and offers a copy."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.db.failing_commit import fail_commits
from tests.ui.driving import Answers, button, click
from zidesk.db import store as store_module
from zidesk.db.errors import disk_failed
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
from zidesk.ui.shell.main_window import MainWindow

SAVE = "Simpan salinan…"


def edit(window: MainWindow, text: str) -> object:
    """Change the first area, as the view does."""
    assert window.workspace.record is not None
    area = window.workspace.record.plan.areas[0].id
    return window.workspace.run(lambda store: edit_node(store, NodeKind.AREA, area, text=text))


def shown(window: MainWindow) -> str:
    """Return what the plan's sheet says in its first row."""
    return str(window.plan_view.model.index(0, 0).data())


def test_a_change_that_is_in_the_file_is_shown_and_a_copy_is_offered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        fail_commits(failing, done=True)
        assert edit(window, "TERCATAT") is None
    assert "TERCATAT" in shown(window)
    assert "dapat hilang bila listrik padam" in window.messages.text
    qtbot.waitUntil(lambda: any(each.text() == SAVE and each.isVisible() for each in window.messages.buttons))
    copy = tmp_path / "di diska lain.zidesk"
    answers = Answers().expect_file(copy)
    click(button(window.messages, SAVE))
    qtbot.waitUntil(lambda: answers.done and copy.exists() and "Salinan tersimpan" in window.messages.text)
    with Store.open(copy) as store:
        assert store.load_record(store.plans()[0].id).plan.areas[0].text == "TERCATAT"
        assert store.check() == ()
    assert window.workspace.undo()
    assert "TERCATAT" not in shown(window)


def test_a_change_that_is_not_in_the_file_is_not_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(window)
    with monkeypatch.context() as failing:
        fail_commits(failing, done=False)
        assert edit(window, "TIDAK JADI") is None
    assert shown(window) == before
    assert "gagal dibaca atau ditulisi" in window.messages.text
    assert [each.text() for each in window.messages.buttons] == []


def test_what_nobody_could_read_is_shown_once_the_disk_is_back(
    window: MainWindow, example_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise disk_failed(example_file)

    with monkeypatch.context() as failing:
        fail_commits(failing, done=True)
        failing.setattr(store_module, "open_checked", refuse)
        assert edit(window, "ENTAH") is None
    assert "belum tentu perubahan terakhir tersimpan" in window.messages.text
    assert window.workspace.record is not None
    second = window.workspace.record.plan.areas[1].id
    assert window.workspace.run(lambda store: edit_node(store, NodeKind.AREA, second, text="LALU"))
    assert "ENTAH" in shown(window)
