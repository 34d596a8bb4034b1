"""The integrity check: silent on a whole file, one sentence for everything that is broken."""

from pathlib import Path

import pytest

from tests.db.desk import Desk
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
from zidesk.domain.errors import CancelledError

SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Store:
    """The small plan with one evidence file of two chunks."""
    source = tmp_path / "sk.pdf"
    source.write_bytes(b"a" * ((1 << 20) + 1))
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    return desk.store


def damage(store: Store, *statements: str) -> None:
    """Change the file behind the program's back."""
    with store.reading() as connection:
        connection.execute("UPDATE recording SET replaying = 1")
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE recording SET replaying = 0")


def test_a_whole_file_has_no_findings_and_ticks_every_byte(file: Store) -> None:
    ticks: list[tuple[int, int]] = []
    assert file.check(lambda done, total: ticks.append((done, total))) == ()
    assert ticks[-1] == ((1 << 20) + 1, (1 << 20) + 1)


@pytest.mark.parametrize(
    ("statement", "check", "words"),
    [
        ("UPDATE content_chunk SET data = zeroblob(1) WHERE number = 1", "evidence", "sk.pdf"),
        ("DELETE FROM content_chunk WHERE number = 0", "evidence", "sk.pdf"),
        ("INSERT INTO content_chunk VALUES (1, 2, zeroblob(1))", "evidence", "sk.pdf"),
        ("UPDATE content SET size = size + 1", "evidence", "sk.pdf"),
        ("UPDATE area SET position = 5 WHERE position = 1", "positions", "area"),
        ("UPDATE action SET position = 0", "positions", "action"),
        ("UPDATE remark SET position = position + 1", "positions", "remark"),
        ("UPDATE change SET before = '{' WHERE before IS NOT NULL OR id = 1", "history", "Riwayat"),
        ("UPDATE change SET table_name = 'x' WHERE id = 1", "history", "Riwayat"),
        (
            f"INSERT INTO content VALUES (9, '{SHA256_OF_NOTHING}', 0)",  # noqa: S608 - our own constant
            "orphans",
            "Isi berkas e3b0c44298fc",
        ),
        ("DROP TRIGGER area_update_recorded", "schema", "area_update_recorded"),
        ("CREATE TABLE lain (a)", "schema", "lain"),
    ],
)
def test_each_kind_of_damage_is_found(file: Store, statement: str, check: str, words: str) -> None:
    damage(file, statement)
    findings = file.check()
    # What the history says of a row, or can no longer say, is told besides.
    assert {finding.check for finding in findings} - {"record"} == {check}
    told = next(finding for finding in findings if finding.check == check)
    assert words in told.message
    assert all(finding.message.endswith(".") for finding in findings)


def test_broken_references_are_found(file: Store, path: Path) -> None:
    import sqlite3

    file.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE recording SET replaying = 1")
    raw.execute("UPDATE evidence_link SET action_id = printf('%032d', 1)")
    raw.execute("UPDATE recording SET replaying = 0")
    raw.commit()
    raw.close()
    with Store.open(path) as store:
        assert {finding.check for finding in store.check()} == {"references", "record"}


def test_an_unfinished_recording_is_found(file: Store) -> None:
    damage(file)
    with file.reading() as connection:
        connection.execute("UPDATE recording SET operation_id = 1")
    assert [finding.check for finding in file.check()] == ["history"]


def test_damaged_pages_of_evidence_are_found_in_a_file_that_still_opens(file: Store, path: Path) -> None:
    file.close()
    content = bytearray(path.read_bytes())
    middle = content.find(b"a" * 4096)
    content[middle + 2000 : middle + 2010] = b"bbbbbbbbbb"
    path.write_bytes(content)
    with Store.open(path) as store:
        assert [finding.check for finding in store.check()] == ["evidence"]


def test_the_check_can_be_cancelled(file: Store) -> None:
    def cancel(done: int, total: int) -> None:
        raise CancelledError("Dibatalkan.")

    with pytest.raises(CancelledError):
        file.check(cancel)


def test_a_snapshot_can_be_checked(file: Store, path: Path) -> None:
    file.close()
    with Store.open_snapshot(path) as snapshot:
        assert snapshot.check() == ()
