"""Killing the program at random moments: what was acknowledged is there, and the file is whole.

A kill takes away the process, not the power: what SQLite has handed to the operating system survives in its
cache whether it has reached the disk or not. That commits wait for the disk is a matter of
``PRAGMA synchronous``, which tests/db reads back; here it is shown that no moment of the program's life is
a bad one to die.
"""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.system import commands
from tests.system.commands import Chooser, Command
from tests.system.observed import compare_bytes, read_desk
from tests.system.plain_model import REFUSALS, Desk
from zidesk.db.files.engine import CACHE_KIBIBYTES
from zidesk.db.files.space import is_shrinkable
from zidesk.db.migrations import FORMAT_VERSION
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import Unit
from zidesk.exchange.examples import read_example
from zidesk.exchange.new_file import new_file

if os.name != "posix":
    pytest.skip("only POSIX systems have SIGKILL and fork", allow_module_level=True)

from tests.system.kill_nursery import UNDO, Sources, next_command, rewritten

ROOT = Path(__file__).parents[2]
HOT_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How a journal starts that the next opening must roll back."""
LONGEST_WAIT = 0.04
FILES, KILLS_A_FILE = 5, 10
CACHES = (CACHE_KIBIBYTES, 64)
"""KiB of cache that SQLite may use: what it always has, and so little that it writes before the commit."""


class Nursery:
    """The process that forks the children to be killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.system.kill_nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self.heard() == {"ready": True}

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(30) == 0
        assert self._process.stdout is not None
        self._process.stdout.close()

    def heard(self) -> dict[str, Any]:
        """Wait for the next line and return what it says."""
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def kill_within(
        self, job: str, acknowledged: int, seconds: float, **arguments: object
    ) -> list[dict[str, Any]]:
        """Start a job, kill it ``seconds`` after so many acknowledgements, and return all it has given."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"job": job, "arguments": arguments}).encode() + b"\n")
        pid = self.heard()["pid"]
        lines: list[dict[str, Any]] = []
        while len(lines) < acknowledged:
            lines.append(self.heard())
            assert "ended" not in lines[-1], "the child failed; it has said how on standard error"
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        while "ended" not in (line := self.heard()):
            lines.append(line)
        assert os.WIFSIGNALED(line["ended"])
        assert os.WTERMSIG(line["ended"]) == signal.SIGKILL
        return lines


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Return a running nursery."""
    running = Nursery()
    yield running
    running.close()


@dataclass
class Model:
    """A desk with its undo steps, kept alongside a file."""

    desk: Desk = field(default_factory=Desk)
    done: list[tuple[Desk, Desk]] = field(default_factory=list)
    undone: list[tuple[Desk, Desk]] = field(default_factory=list)

    def do(self, command: Command | str, created: Sequence[str]) -> None:
        """Do what the child has done, or may have done before it was killed."""
        if isinstance(command, str):
            self._replay(backwards=command == UNDO)
            return
        before = self.desk
        try:
            self.desk = command.expect(before, created)
        except REFUSALS:
            return
        if self.desk != before:
            self.done.append((before, self.desk))
            self.undone.clear()

    def _replay(self, *, backwards: bool) -> None:
        source, target = (self.done, self.undone) if backwards else (self.undone, self.done)
        if source:
            target.append(source.pop())
            before, after = target[-1]
            self.desk = before if backwards else after


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_a_random_moment_loses_nothing_acknowledged(
    seed: int, tmp_path: Path, nursery: Nursery
) -> None:
    rolled_back = sum(
        _killed_again_and_again(Random(f"{seed} {number}"), tmp_path / str(number), nursery)  # noqa: S311
        for number in range(FILES)
    )
    print(f"{rolled_back} of {FILES * KILLS_A_FILE} kills left a journal to roll back")  # noqa: T201 - with -s
    assert rolled_back, "no kill came in the midst of an operation"


def _killed_again_and_again(chance: Random, folder: Path, nursery: Nursery) -> int:
    """Kill ten times while one file is worked on; return how often an operation was cut off in its midst."""
    path = folder / "kantor" / "rencana.zidesk"
    path.parent.mkdir(parents=True)
    model = _started(path, chance)
    sources: dict[Path, tuple[str, int]] = {}
    contents: dict[str, bytes] = {}
    rolled_back = 0
    for kill in range(KILLS_A_FILE):
        content = chance.randbytes(chance.randint(1 << 20, 3 << 20))
        source = folder / f"bukti {kill}.pdf"
        source.write_bytes(content)
        sources[source] = (hashlib.sha256(content).hexdigest(), len(content))
        contents[sources[source][0]] = content
        child_seed = chance.getrandbits(32)
        lines = nursery.kill_within(
            "edit_and_attach",
            chance.randint(0, 6),
            chance.uniform(0, LONGEST_WAIT),
            path=str(path),
            seed=child_seed,
            sources=[(str(one), *sources[one]) for one in sources],
            cache=CACHES[kill % len(CACHES)],
        )
        journal = path.with_name(f"{path.name}-journal")
        rolled_back += journal.exists() and journal.read_bytes().startswith(HOT_JOURNAL)
        with Store.open(path) as store:
            _follow(model, store, lines, Random(child_seed), sources)  # noqa: S311 - no secret
            assert store.check() == ()
            _compare_undo(model, store)
        _compare_folder(path, written=bool(model.done))
    with Store.open(path) as store:
        compare_bytes(store, contents)
    return rolled_back


def _started(path: Path, chance: Random) -> Model:
    """Make a file with two plans; return its model."""
    model = Model()
    chooser = Chooser(chance, lambda: f"{chance.getrandbits(128):032x}", names_all=True)
    with Store.create(path) as store:
        while len(model.done) < 2:
            command = commands.add_plan(chooser, model.desk)
            model.do(command, ())
            with suppress(*REFUSALS):
                command.run(store)
        assert read_desk(store) == model.desk
    return model


def _follow(
    model: Model, store: Store, lines: Sequence[dict[str, Any]], chance: Random, sources: Sources
) -> None:
    """Lead the model through what was acknowledged, and through the next operation if that is there too."""
    for line in lines:
        model.do(next_command(chance, model.desk, sources), line["created"])
    seen = read_desk(store)
    if seen != model.desk:
        command = next_command(chance, model.desk, sources)
        created = ()
        if isinstance(command, Command) and command.name == "attach_files":
            created = _attached(seen, command.arguments[0], sources)
        model.do(command, created)
    assert seen == model.desk


def _attached(seen: Desk, paths: Sequence[Path], sources: Sources) -> tuple[str, ...]:
    """Return the ids that attaching ``paths`` gave their files, if it was done."""
    ids = {(file.name, file.sha256): file.id for file in seen.files.values()}
    return tuple(ids.get((path.name, sources[path][0]), "") for path in paths)


def _compare_folder(path: Path, *, written: bool) -> None:
    """Compare what lies beside a closed file: nothing, or a dead journal until something is ``written``."""
    left = {one.name for one in path.parent.iterdir()} - {path.name}
    journal = path.with_name(f"{path.name}-journal")
    if not written and journal.exists():
        assert not journal.read_bytes().startswith(HOT_JOURNAL)
        left.remove(journal.name)
    assert left == set()


def _compare_undo(model: Model, store: Store) -> None:
    assert (store.undo_name is None, store.redo_name is None) == (not model.done, not model.undone)
    if model.done:
        before, after = model.done[-1]
        assert store.undo()
        assert read_desk(store) == before
        assert store.redo()
        assert read_desk(store) == after


@pytest.mark.parametrize("seed", range(2))
def test_killed_within_an_import_of_seventy_rows_has_all_of_it_or_nothing(
    seed: int, tmp_path: Path, nursery: Nursery
) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    incoming = read_example("jambi-2026")
    for kill in range(10):
        path = tmp_path / str(kill) / "rencana.zidesk"
        path.parent.mkdir()
        with Store.create(path) as store:
            add_plan(store, incoming.unit or Unit("Provinsi Jambi"), incoming.plan)
            (summary,) = store.plans()
            plan = store.load_record(summary.id).plan
        assert len(list(plan.actions())) == 70
        done = len(
            nursery.kill_within(
                "import_again_and_again", chance.randint(0, 2), chance.uniform(0, 0.1), path=str(path)
            )
        )
        with Store.open(path) as store:
            names = [entry.name for entry in store.history()]
            assert len(names) - 1 in (done, done + 1)
            assert store.load_record(plan.id).plan == (
                rewritten(plan, len(names) - 1) if len(names) > 1 else plan
            )
            assert names[:-1] == [f"Impor {number}" for number in range(len(names) - 1, 0, -1)]
            assert store.check() == ()
            for _ in names[:-1]:
                store.undo()
            assert store.load_record(plan.id).plan == plan
        _compare_folder(path, written=len(names) > 1)


def test_killed_while_making_a_file_leaves_a_whole_one_or_none(tmp_path: Path, nursery: Nursery) -> None:
    chance = Random(0)  # noqa: S311 - no secret
    for kill in range(20):
        folder = tmp_path / str(kill)
        folder.mkdir()
        seconds = chance.uniform(0, 0.1)
        done = len(nursery.kill_within("create_files", chance.randint(0, 2), seconds, folder=str(folder)))
        for number in range(done + 1):
            path = folder / f"{number}.zidesk"
            if number == done and not path.exists():
                # The name is still free.
                Store.create(path).close()
            with Store.open(path) as store:
                assert store.plans() == ()
                assert store.check() == ()
        left = {path.name for path in folder.iterdir()} - {f"{number}.zidesk" for number in range(done + 1)}
        # Only what belongs to the file that was being made, under a name that is never used again.
        unfinished = {name for name in left if name.startswith(f".~{done}.zidesk.") and ".baru" in name}
        assert left == unfinished
        assert len([name for name in left if name.endswith(".baru")]) <= 1


def test_killed_while_a_filled_file_is_made_leaves_one_with_its_plan_or_none(
    tmp_path: Path, nursery: Nursery
) -> None:
    chance = Random(3)  # noqa: S311 - no secret
    for kill in range(20):
        folder = tmp_path / str(kill)
        folder.mkdir()
        seconds = chance.uniform(0, 0.15)
        done = len(
            nursery.kill_within("make_filled_files", chance.randint(0, 1), seconds, folder=str(folder))
        )
        for path in sorted(folder.glob("[!.]*.zidesk")):
            with Store.open(path) as store:
                assert len(store.plans()) == 1
                assert store.check() == ()
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        assert names in ({f"{number}.zidesk" for number in range(count)} for count in (done, done + 1))
        # The next file that is made there clears up.
        Store.create(folder / "lagi.zidesk").close()
        assert {path.name for path in folder.iterdir()} == names | {"lagi.zidesk"}


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_killed_within_an_export_leaves_the_old_one_or_the_new_one(
    ending: str, tmp_path: Path, nursery: Nursery
) -> None:
    chance = Random(ending)  # noqa: S311 - no secret
    path = tmp_path / "rencana.zidesk"
    nursery.kill_within("make_filled_files", 1, 0, folder=str(tmp_path))
    (tmp_path / "0.zidesk").rename(path)
    target = tmp_path / "hasil" / f"hasil.{ending}"
    target.parent.mkdir()
    target.write_bytes(b"yang lama")
    left = 0
    for _ in range(10):
        nursery.kill_within(
            "export_again_and_again", 0, chance.uniform(0, 0.4), path=str(path), target=str(target)
        )
        content = target.read_bytes()
        assert content == b"yang lama" or content.rstrip().endswith(b"}") or content.startswith(b"PK")
        left += len(list(target.parent.iterdir())) > 1
        with new_file(target.parent / "lain") as stream:
            stream.write(b"lain")
        assert {each.name for each in target.parent.iterdir()} == {target.name, "lain"}
        with Store.open(path) as store:
            assert store.check() == ()
    assert left, "no kill came in the midst of an export"


def test_killed_within_a_migration_has_the_old_format_whole_or_the_new_one(
    tmp_path: Path, nursery: Nursery
) -> None:
    chance = Random(0)  # noqa: S311 - no secret
    incoming = read_example("batanghari-2026")
    template = tmp_path / "rencana.zidesk"
    with Store.create(template) as store:
        add_plan(store, incoming.unit or Unit("Kabupaten Batang Hari"), incoming.plan)
        desk = read_desk(store)
    for kill in range(20):
        path = tmp_path / str(kill) / "kantor" / "rencana.zidesk"
        path.parent.mkdir(parents=True)
        path.write_bytes(template.read_bytes())
        lines = nursery.kill_within(
            "migrate_file",
            1,
            chance.uniform(0, 0.06),
            path=str(path),
            data_folder=str(path.parents[1] / "data"),
        )
        # Opened by nobody who knows the later format, the file must still say which one it has.
        migrated = _format_after_recovery(path) == FORMAT_VERSION + 1
        assert migrated or {"migrated": True} not in lines
        if not migrated:
            with Store.open(path) as store:
                assert read_desk(store) == desk
                assert store.check() == ()
        for backup in path.parents[1].glob("data/**/*.zidesk"):
            with Store.open(backup) as store:
                assert read_desk(store) == desk


def test_killed_while_a_file_of_format_1_is_opened_it_is_opened_the_next_time(
    tmp_path: Path, nursery: Nursery, user_folder: Path
) -> None:
    chance = Random(1)  # noqa: S311 - no secret
    golden = ROOT / "tests" / "db" / "golden" / "v1.zidesk"
    with Store.open_snapshot(golden) as snapshot:
        desk = read_desk(snapshot)
    formats = set()
    for kill in range(20):
        path = tmp_path / str(kill) / "rencana.zidesk"
        path.parent.mkdir()
        path.write_bytes(golden.read_bytes())
        nursery.kill_within(
            "open_old_file", 1, chance.uniform(0, 0.08), path=str(path), data_folder=str(user_folder)
        )
        formats.add(_format_after_recovery(path))
        with Store.open(path) as store, store.reading() as connection:
            assert read_desk(store) == desk
            assert store.check() == ()
            assert is_shrinkable(connection)
    assert formats <= {1, FORMAT_VERSION}


def _format_after_recovery(path: Path) -> int:
    """Let SQLite roll an unfinished migration back; return the format version that the file then has."""
    with sqlite3.connect(path) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return version
