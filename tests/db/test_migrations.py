"""The schema that the steps make is the one that the tables say, and old files open for ever."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from zidesk.db import migrations
from zidesk.db.errors import NotZideskFileError
from zidesk.db.files import opening
from zidesk.db.files.engine import connect
from zidesk.db.history.triggers import install_triggers
from zidesk.db.migrations import (
    FINGERPRINT,
    FORMAT_VERSION,
    STEPS,
    expected_schema,
    fingerprint,
    migrate,
    read_schema,
    user_version,
)
from zidesk.db.reading.layout import NAME_LIMIT, TEXT_LIMIT, TRACKED
from zidesk.db.store import Store
from zidesk.db.tables import METADATA
from zidesk.domain.plan.model import Level, PlanStatus, ScheduleStyle
from zidesk.domain.plan.validation import MAX_NAME, MAX_TEXT

GOLDEN = Path(__file__).parent / "golden"


def test_the_steps_make_the_schema_that_the_tables_say() -> None:
    dialect = create_engine("sqlite://").dialect
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in METADATA.sorted_tables:
            connection.execute(str(CreateTable(table).compile(dialect=dialect)))
            for index in table.indexes:
                connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
        install_triggers(connection)
        assert read_schema(connection) == expected_schema()


def test_the_fingerprint_is_that_of_the_schema() -> None:
    assert fingerprint(expected_schema()) == FINGERPRINT


def test_every_table_with_the_users_words_is_tracked() -> None:
    untracked = {"content", "content_chunk", "operation", "change", "recording"}
    assert set(METADATA.tables) == set(TRACKED) | untracked


def test_the_tables_hold_whatever_the_rules_allow() -> None:
    assert TEXT_LIMIT == MAX_TEXT
    assert NAME_LIMIT == MAX_NAME


def test_every_version_but_the_one_in_the_making_has_its_golden_file() -> None:
    assert {path.name for path in GOLDEN.glob("*.zidesk")} == {
        f"v{version}.zidesk" for version in range(1, len(STEPS))
    }


def test_the_file_of_version_1_still_opens_with_all_it_held(tmp_path: Path) -> None:
    file = tmp_path / "lama.zidesk"
    shutil.copyfile(GOLDEN / "v1.zidesk", file)
    with Store.open(file) as store:
        assert store.check() == ()
        (unit,) = store.units()
        assert (unit.name, unit.level, unit.chair_name) == (
            "Kabupaten Batang Hari",
            Level.KABUPATEN,
            "AHMAD HALIM",
        )
        (summary,) = store.plans()
        assert (summary.status, summary.schedule_style) == (PlanStatus.DITETAPKAN, ScheduleStyle.TEXT)
        record = store.load_record(summary.id)
        assert (record.plan.year, record.plan.decree_date) == (2026, date(2026, 1, 22))
        action = next(record.plan.actions()).action
        assert action.text == "Menerbitkan SK\n“Tim Kerja” \\ ZI"
        assert action.cell(4).realized_on == date(2026, 4, 30)
        assert [remark.text for remark in action.remarks] == ["Lengkapi nomornya", "Bagus"]
        (evidence,) = record.evidence.values()
        with (tmp_path / "bukti").open("wb") as stream:
            store.copy_evidence(evidence.sha256, stream)
        assert (tmp_path / "bukti").read_text(encoding="utf-8") == "Surat Keputusan\n"
        assert [entry.name for entry in store.history()] == [
            "Ubah status rencana menjadi ditetapkan",
            "Lampirkan sk.txt",
            "Tambah rencana 2026 Kabupaten Batang Hari",
        ]
        undone = 0
        while store.undo():
            undone += 1
        assert undone == 3
        assert store.plans() == ()


def test_a_newer_step_runs_in_one_transaction_after_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch, user_folder: Path
) -> None:
    Store.create(path).close()
    step = ("ALTER TABLE unit ADD COLUMN motto TEXT", "INSERT INTO nowhere VALUES (1)")
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, step))
    connection = connect(path)
    backups: list[sqlite3.Connection] = []
    with pytest.raises(Exception, match="nowhere"):
        migrate(connection, backups.append, to=FORMAT_VERSION + 1)
    assert backups == [connection]
    assert user_version(connection) == FORMAT_VERSION
    assert read_schema(connection) == expected_schema()
    connection.close()


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A format after the present one, with one more table."""
    step = ("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",)
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, step))
    for module in (migrations, opening):
        monkeypatch.setattr(module, "FORMAT_VERSION", FORMAT_VERSION + 1)
    expected_schema.cache_clear()
    monkeypatch.setattr(opening, "FINGERPRINT", fingerprint(expected_schema()))
    yield
    expected_schema.cache_clear()


def test_an_old_file_is_migrated_when_it_is_opened(path: Path, next_format: None, user_folder: Path) -> None:
    shutil.copyfile(GOLDEN / "v1.zidesk", path)
    with Store.open_snapshot(path) as snapshot:
        assert len(snapshot.plans()) == 1
    assert path.read_bytes() == (GOLDEN / "v1.zidesk").read_bytes(), "a snapshot leaves the file alone"
    assert list(user_folder.rglob("*.zidesk")) == []
    with Store.open(path) as store, store.reading() as connection:
        assert user_version(connection) == FORMAT_VERSION + 1
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert store.undo_name == "Ubah status rencana menjadi ditetapkan"
    (backup,) = user_folder.rglob("*.zidesk")
    raw = sqlite3.connect(backup)
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "opens"),
    [
        ("CREATE VIEW jahat AS SELECT * FROM plan", False),
        ("ALTER TABLE plan ADD COLUMN lain TEXT", False),
        ("CREATE TABLE later (a)", False),
        ('CREATE TRIGGER "ja""hat" AFTER UPDATE ON recording BEGIN DELETE FROM plan; END', True),
    ],
)
def test_an_old_file_that_somebody_changed_is_refused_or_cleaned(
    path: Path, next_format: None, statement: str, *, opens: bool
) -> None:
    shutil.copyfile(GOLDEN / "v1.zidesk", path)
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.close()
    before = path.read_bytes()
    if opens:
        with Store.open(path) as store:
            assert store.check() == ()
            assert store.undo()
            assert len(store.plans()) == 1
    else:
        with pytest.raises(NotZideskFileError, match="bukan buatan zidesk"):
            Store.open(path)
        assert path.read_bytes() == before


def test_migrating_keeps_a_copy_of_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, user_folder: Path
) -> None:
    from zidesk.db.files.backup import back_up_before_migration

    with Store.create(path) as store, store.idle() as connection:
        copy = back_up_before_migration(connection, path)
    assert user_folder in copy.parents
    with Store.open(copy) as opened:
        assert opened.check() == ()


def test_the_present_version_needs_no_migration(path: Path) -> None:
    Store.create(path).close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before, "opening writes nothing"
