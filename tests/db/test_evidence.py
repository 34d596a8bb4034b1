"""Evidence: stored once, streamed, linked to many rows, and gone without a trace when cancelled."""

import hashlib
import io
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from zidesk.db.errors import DamagedFileError
from zidesk.db.evidence_store import UnreadableSourceError
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.evidence import (
    attach_files,
    edit_evidence,
    link_evidence,
    trash_evidence,
    unlink_evidence,
)
from zidesk.db.operations.nodes import delete_nodes
from zidesk.db.reading.layout import CHUNK_SIZE
from zidesk.db.store import Store
from zidesk.domain.errors import CancelledError, InvalidInputError, NotFoundError
from zidesk.domain.plan.model import EvidenceLink, NodeKind, new_id


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file to attach."""
    path = folder / name
    path.write_bytes(content)
    return path


def stored(store: Store, sha256: str) -> bytes:
    """Return an evidence file's bytes out of the store."""
    stream = io.BytesIO()
    store.copy_evidence(sha256, stream)
    return stream.getvalue()


def count(store: Store, table: str) -> int:
    """Return how many rows a table has."""
    with store.reading() as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
        return found


def test_an_empty_file_is_refused_by_name_and_nothing_is_attached(desk: Desk, tmp_path: Path) -> None:
    files = [written(tmp_path, "undangan.pdf", b"isi"), written(tmp_path, "kosong.pdf", b"")]
    with pytest.raises(InvalidInputError, match=r"“kosong.pdf” kosong \(0 byte\)"):
        attach_files(desk.store, files, [(desk.action("Rapat").id, 3)])
    assert desk.store.evidence_files() == ()


@pytest.mark.parametrize(
    "size", [1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE, 3 * CHUNK_SIZE + 7]
)
def test_a_file_goes_in_and_comes_out_byte_for_byte(desk: Desk, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    source = written(tmp_path, "video.mp4", content)
    ticks: list[tuple[int, int]] = []
    outcome = attach_files(
        desk.store, [source], [(desk.action("Rapat").id, 3)], lambda done, total: ticks.append((done, total))
    )
    (file,) = desk.store.evidence_files()
    assert outcome.created == (file.evidence.id,)
    assert file.evidence.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.evidence.name, file.evidence.size, file.evidence.media_type) == (
        "video.mp4",
        size,
        "video/mp4",
    )
    assert file.evidence.added_at is not None
    assert datetime.now().astimezone() - file.evidence.added_at < timedelta(minutes=1)
    assert file.links == ((desk.action("Rapat").id, 3),)
    assert stored(desk.store, file.evidence.sha256) == content
    assert count(desk.store, "content_chunk") == -(-size // CHUNK_SIZE)
    assert ticks[-1] == (size, size)
    assert ticks == sorted(ticks)
    assert desk.store.check() == ()


def test_the_same_content_is_stored_once(desk: Desk, tmp_path: Path) -> None:
    content = os.urandom(2 * CHUNK_SIZE + 5)
    first = written(tmp_path, "sk.pdf", content)
    second = written(tmp_path, "salinan sk.pdf", content)
    action, meeting = desk.action("Menerbitkan"), desk.action("Rapat")
    ids = attach_files(desk.store, [first, second], [(action.id, 0)]).created
    again = attach_files(desk.store, [first], [(meeting.id, 6)])
    assert len(set(ids)) == 2
    assert again.created == (ids[0],), "the same name and content is the same evidence"
    assert again.changed == {ChangeKind.LINK: {meeting.id}}
    assert count(desk.store, "content") == 1
    assert count(desk.store, "content_chunk") == 3
    assert desk.action("Rapat").evidence == (EvidenceLink(ids[0], 6),)
    assert not attach_files(desk.store, [first], [(meeting.id, 6)])


def test_files_of_the_same_size_but_other_content_are_kept_apart(desk: Desk, tmp_path: Path) -> None:
    for name, content in (("a.txt", b"aaaa"), ("b.txt", b"bbbb")):
        attach_files(desk.store, [written(tmp_path, name, content)], [])
    assert [stored(desk.store, file.evidence.sha256) for file in desk.store.evidence_files()] == [
        b"aaaa",
        b"bbbb",
    ]


def test_a_file_proves_many_rows_and_months(desk: Desk, tmp_path: Path) -> None:
    work, meeting = desk.action("Menerbitkan"), desk.action("Rapat")
    targets = [(work.id, 0), (work.id, 4), (meeting.id, 3), (meeting.id, 3)]
    (evidence_id,) = attach_files(desk.store, [written(tmp_path, "a", b"a")], targets).created
    assert desk.action("Menerbitkan").evidence == (
        EvidenceLink(evidence_id, 0),
        EvidenceLink(evidence_id, 4),
    )
    assert desk.action("Rapat").has_evidence(3)
    assert not desk.action("Rapat").has_evidence(6)
    link_evidence(desk.store, evidence_id, [(meeting.id, 6), (meeting.id, 3)])
    outcome = unlink_evidence(desk.store, evidence_id, [(meeting.id, 3), (meeting.id, 9)])
    assert outcome.changed == {ChangeKind.LINK: {meeting.id}}
    assert outcome.plan_ids == {desk.plan_id}
    assert desk.action("Rapat").evidence == (EvidenceLink(evidence_id, 6),)
    assert desk.store.load_record(desk.plan_id).evidence[evidence_id].name == "a"


def test_a_file_without_a_row_is_listed_for_the_file_but_not_for_the_plan(desk: Desk, tmp_path: Path) -> None:
    attach_files(desk.store, [written(tmp_path, "a", b"a")], [])
    assert [file.links for file in desk.store.evidence_files()] == [()]
    assert desk.store.evidence_files(desk.plan_id) == ()
    assert desk.store.load_record(desk.plan_id).evidence == {}


def test_evidence_is_described(desk: Desk, tmp_path: Path) -> None:
    (evidence_id,) = attach_files(desk.store, [written(tmp_path, "scan001.pdf", b"a")], []).created
    edit_evidence(
        desk.store, evidence_id, name="SK.pdf", description="SK Tim", document_date=date(2026, 1, 22)
    )
    evidence = desk.store.evidence_files()[0].evidence
    assert (evidence.name, evidence.description, evidence.document_date) == (
        "SK.pdf",
        "SK Tim",
        date(2026, 1, 22),
    )
    edit_evidence(desk.store, evidence_id, document_date=None)
    assert desk.store.evidence_files()[0].evidence.document_date is None
    for fields in ({"name": " "}, {"name": "x" * 301}, {"description": "x" * 10_001}):
        with pytest.raises(InvalidInputError):
            edit_evidence(desk.store, evidence_id, **fields)
    with pytest.raises(TypeError):
        edit_evidence(desk.store, evidence_id, sha256="0" * 64)


def test_trashed_evidence_comes_back_with_bytes_and_links(desk: Desk, tmp_path: Path) -> None:
    content = os.urandom(CHUNK_SIZE + 1)
    action = desk.action("Rapat")
    (evidence_id,) = attach_files(
        desk.store, [written(tmp_path, "a", content)], [(action.id, 3), (action.id, 0)]
    ).created
    before = everything(desk.store)
    outcome = trash_evidence(desk.store, [evidence_id])
    assert outcome.changed == {ChangeKind.EVIDENCE: {evidence_id}, ChangeKind.LINK: {action.id}}
    assert desk.store.evidence_files() == ()
    assert desk.action("Rapat").evidence == ()
    assert desk.store.check() == (), "the history still needs the bytes"
    desk.store.undo()
    assert everything(desk.store) == before
    assert stored(desk.store, hashlib.sha256(content).hexdigest()) == content


def test_an_undone_attachment_can_be_redone_or_attached_again(desk: Desk, tmp_path: Path) -> None:
    source = written(tmp_path, "a", b"isi")
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    after = everything(desk.store)
    desk.store.undo()
    assert desk.store.evidence_files() == ()
    assert desk.store.check() == ()
    desk.store.redo()
    assert everything(desk.store) == after
    desk.store.undo()
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    assert count(desk.store, "content") == 1
    assert stored(desk.store, hashlib.sha256(b"isi").hexdigest()) == b"isi"


def test_deleting_a_row_leaves_its_evidence_in_the_file(desk: Desk, tmp_path: Path) -> None:
    action = desk.action("Rapat")
    attach_files(desk.store, [written(tmp_path, "a", b"a")], [(action.id, 3)])
    delete_nodes(desk.store, [(NodeKind.ACTION, action.id)])
    assert [file.links for file in desk.store.evidence_files()] == [()]


def test_cancelling_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    before = everything(desk.store)
    small = written(tmp_path, "kecil", b"kecil")
    large = written(tmp_path, "besar", os.urandom(4 * CHUNK_SIZE))

    def cancel(done: int, total: int) -> None:
        if done > 2 * CHUNK_SIZE:
            raise CancelledError("Dibatalkan.")

    size = desk.store.path.stat().st_size
    with pytest.raises(CancelledError):
        attach_files(desk.store, [small, large], [(desk.action("Rapat").id, 3)], cancel)
    assert everything(desk.store) == before
    assert count(desk.store, "content") == count(desk.store, "content_chunk") == 0
    assert len(desk.store.history()) == 1
    assert desk.store.path.stat().st_size == size
    assert desk.store.check() == ()


def test_files_that_cannot_be_attached_are_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    good = written(tmp_path, "baik", b"baik")
    target = [(desk.action("Rapat").id, 3)]
    with pytest.raises(NotFoundError, match=r"hilang\.pdf"):
        attach_files(desk.store, [good, tmp_path / "hilang.pdf"], target)
    with pytest.raises(InvalidInputError, match="folder"):
        attach_files(desk.store, [good, tmp_path], target)
    with pytest.raises(InvalidInputError, match="sedang dibuka"):
        attach_files(desk.store, [good, desk.store.path], target)
    with pytest.raises(NotFoundError):
        attach_files(desk.store, [good], [(new_id(), 3)])
    with pytest.raises(InvalidInputError):
        attach_files(desk.store, [good], [(desk.action("Rapat").id, 13)])
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipa")
        with pytest.raises(UnreadableSourceError, match="pipa"):
            attach_files(desk.store, [tmp_path / "pipa"], target)
        (tmp_path / "jauh").symlink_to("/dev/zero")
        with pytest.raises(UnreadableSourceError, match="jauh"):
            attach_files(desk.store, [tmp_path / "jauh"], target)
    assert desk.store.evidence_files() == ()
    assert len(desk.store.history()) == 1


def test_a_file_that_is_too_large_is_refused_without_reading_it(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "film.mkv").open("wb") as stream:
        stream.truncate((2 << 30) + 1)
    with pytest.raises(InvalidInputError, match="2 GB"):
        attach_files(desk.store, [tmp_path / "film.mkv"], [])


def test_a_long_or_odd_name_is_kept_as_far_as_it_goes(desk: Desk, tmp_path: Path) -> None:
    name = "√ “bukti” " + "x" * 230 + ".pdf"
    attach_files(desk.store, [written(tmp_path, name, b"a")], [])
    assert desk.store.evidence_files()[0].evidence.name == name
    if os.name == "posix":
        odd = os.fsdecode(b"lampiran\xff\n.pdf")
        attach_files(desk.store, [written(tmp_path, odd, b"b")], [])
        assert "lampiran\n.pdf" in [file.evidence.name for file in desk.store.evidence_files()]


def test_evidence_that_does_not_exist_is_refused(desk: Desk) -> None:
    for operation in (
        lambda: link_evidence(desk.store, new_id(), [(desk.action("Rapat").id, 1)]),
        lambda: unlink_evidence(desk.store, new_id(), [(desk.action("Rapat").id, 1)]),
        lambda: edit_evidence(desk.store, new_id(), name="x"),
        lambda: trash_evidence(desk.store, [new_id()]),
        lambda: desk.store.copy_evidence("0" * 64, io.BytesIO()),
    ):
        with pytest.raises(NotFoundError):
            operation()


def test_damaged_bytes_are_noticed_when_they_are_copied_out(desk: Desk, tmp_path: Path) -> None:
    attach_files(desk.store, [written(tmp_path, "a", b"asli")], [])
    sha256 = desk.store.evidence_files()[0].evidence.sha256
    with desk.store.reading() as connection:
        connection.execute("UPDATE content_chunk SET data = CAST('lain' AS BLOB)")
    with pytest.raises(DamagedFileError):
        desk.store.copy_evidence(sha256, io.BytesIO())
    with desk.store.reading() as connection:
        connection.execute("DELETE FROM content_chunk")
    with pytest.raises(DamagedFileError):
        desk.store.copy_evidence(sha256, io.BytesIO())
