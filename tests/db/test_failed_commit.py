"""A commit fails: what the file then holds is what is read and told, and work can go on."""

from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from tests.db.failing_commit import fail_commits
from tests.db.other_process import other_process
from zidesk.db import store as store_module
from zidesk.db.errors import DiskFailedError, UnsureError, disk_failed
from zidesk.db.files.lock import note_path
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.nodes import edit_node
from zidesk.db.operations.trash import empty_trash
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind

UNSURE = r"sudah tercatat dalam “rencana\.zidesk”.*dapat hilang bila listrik padam"
SECOND = """
try:
    Store.open(path).close()
    say("opened")
except Exception as error:
    say(type(error).__name__)
"""


def edit(desk: Desk, text: str) -> object:
    return edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text=text)


def test_a_change_that_is_in_the_file_is_shown_and_told(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(desk, "sebelum")
    with monkeypatch.context() as failing:
        fail_commits(failing, done=True)
        with pytest.raises(UnsureError, match=UNSURE) as caught:
            edit(desk, "sesudah")
    assert caught.value.outcome is not None
    assert caught.value.outcome.changed[ChangeKind.AREA] == {desk.area(0).id}
    assert desk.area(0).text == "sesudah"
    assert desk.store.check() == ()
    assert desk.store.undo()
    assert desk.area(0).text == "sebelum"
    desk.store.close()
    with Store.open(path) as store:
        assert Desk(store, desk.plan_id).area(0).text == "sebelum"
        assert store.check() == ()


def test_an_undo_that_is_in_the_file_is_shown_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.area(0).text
    edit(desk, "sesudah")
    with monkeypatch.context() as failing:
        fail_commits(failing, done=True)
        with pytest.raises(UnsureError, match=UNSURE) as caught:
            desk.store.undo()
    assert caught.value.outcome is not None
    assert desk.area(0).text == before
    assert desk.store.redo()
    assert desk.area(0).text == "sesudah"


def test_a_change_that_is_not_in_the_file_is_refused_as_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(desk.store)
    with monkeypatch.context() as failing:
        fail_commits(failing, done=False)
        with pytest.raises(DiskFailedError):
            edit(desk, "tidak jadi")
    assert everything(desk.store) == before
    assert desk.store.check() == ()
    assert edit(desk, "jadi")


@pytest.mark.parametrize("done", [True, False])
def test_where_the_file_cannot_be_read_again_nobody_claims_to_know(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    before = desk.area(0).text

    def refuse(*_: object) -> None:
        raise disk_failed(path)

    with monkeypatch.context() as failing:
        fail_commits(failing, done=done)
        failing.setattr(store_module, "open_checked", refuse)
        with pytest.raises(UnsureError, match="belum tentu perubahan terakhir tersimpan") as caught:
            edit(desk, "entah")
        assert caught.value.outcome is None
        with pytest.raises(DiskFailedError):
            desk.store.plans()
    # The disk is back: nothing has to be opened by hand.
    assert desk.area(0).text == ("entah" if done else before)
    assert edit(desk, "seterusnya")
    assert desk.store.check() == ()
    desk.store.close()
    assert not note_path(path).exists()


def test_closing_a_file_that_could_not_be_read_again_gives_it_free(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise disk_failed(path)

    with monkeypatch.context() as failing:
        fail_commits(failing, done=True)
        failing.setattr(store_module, "open_checked", refuse)
        with pytest.raises(UnsureError):
            edit(desk, "entah")
    desk.store.close()
    with Store.open(path) as store:
        assert store.check() == ()


def test_meanwhile_nobody_else_gets_the_file(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_commits(monkeypatch, done=True)
    with pytest.raises(UnsureError):
        edit(desk, "sesudah")
    with other_process(path, SECOND) as other:
        other.wait_for("FileInUseError")


def test_while_a_copy_is_made_the_file_stays_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing, desk.store.copying():
        fail_commits(failing, done=True)
        with pytest.raises(UnsureError, match=UNSURE):
            edit(desk, "sesudah")
        assert desk.area(0).text == "sesudah"
    assert edit(desk, "seterusnya")


def test_a_trash_that_is_emptied_is_not_refused_for_the_room_it_took(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zidesk.db.operations import trash
    from zidesk.db.operations.evidence import attach_files, trash_evidence

    proof = tmp_path / "a.pdf"
    proof.write_bytes(bytes(200_000))
    attach_files(desk.store, [proof], [])
    trash_evidence(desk.store, [desk.store.evidence_files()[0].evidence.id])

    def refuse(_connection: object) -> int:
        raise disk_failed(tmp_path)

    monkeypatch.setattr(trash, "shrink", refuse)
    assert empty_trash(desk.store) == 0
    assert desk.store.history(1)[0].name == "Kosongkan tempat sampah"
    assert desk.store.check() == ()


def test_the_error_is_a_known_one() -> None:
    assert issubclass(UnsureError, KnownError)
