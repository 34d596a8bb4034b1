"""The process whose children get killed: it imports everything once and forks a child for each job.

A request is a line of JSON on standard input: the job's name and its arguments. The child first says its
process id, then acknowledges every call after it has returned, each with a line of JSON on standard
output; when it is gone, this process says how it ended. Only for POSIX systems.
"""

import io
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from tests.system import commands
from tests.system.commands import Chooser, Command
from tests.system.observed import read_desk
from tests.system.plain_model import REFUSALS, Desk
from zidesk.cli import main as zidesk
from zidesk.db import migrations
from zidesk.db.files import engine
from zidesk.db.files.backup import back_up_before_migration
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.plans import replace_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import Action, MonthCell, Plan

Sources = Mapping[Path, tuple[str, int]]
"""Files to attach, with their SHA-256 and size."""

UNDO, REDO = "undo", "redo"
MAKERS = (
    commands.add_nodes,
    commands.edit_nodes,
    commands.edit_nodes,
    commands.plan_months,
    commands.plan_months,
    commands.record_month,
    commands.move_node,
    commands.delete_nodes,
    commands.link_evidence,
    commands.trash_evidence,
)
NEXT_STEP = (
    *(f"CREATE TABLE later_{number} (id INTEGER PRIMARY KEY, said TEXT) STRICT" for number in range(40)),
    "UPDATE recording SET replaying = 0",
)
"""A step to a format that does not exist yet."""


def next_command(chance: Random, desk: Desk, sources: Sources) -> Command | str:
    """Choose what to do on a desk; the same chance and the same desk give the same choice."""
    chooser = Chooser(chance, lambda: f"{chance.getrandbits(128):032x}", names_all=True)
    what = chooser.number(0, 9)
    if what < 2:
        return UNDO if what or chooser.number(0, 1) else REDO
    if what < 5 or not desk.nodes():
        return commands.attach_files(chooser, desk, list(sources), sources)
    return chooser.pick(MAKERS)(chooser, desk)


def rewritten(plan: Plan, number: int) -> Plan:
    """Return a plan with every action's text and months changed, for each number in another way."""

    def changed(node: Any) -> Any:
        if isinstance(node, Action):
            month = number % 12 + 1
            return replace(node, text=f"{node.text} ({number})", months=(MonthCell(month, planned=True),))
        return commands.plain.with_children_of(node, map(changed, commands.plain.children_of(node)))

    result: Plan = changed(plan)
    return result


def edit_and_attach(path: str, seed: int, sources: list[tuple[str, str, int]], cache: int) -> None:
    """Open a file and do random operations on it for ever, saying what each has created.

    With a ``cache`` (in KiB) smaller than what an operation changes, SQLite writes to the file long before
    the commit, so that more moments are dangerous ones.
    """
    engine._PRAGMAS["cache_size"] = (-cache, -cache)
    known = {Path(source): (sha256, size) for source, sha256, size in sources}
    chance = Random(seed)  # noqa: S311 - no secret
    store = Store.open(Path(path))
    desk = read_desk(store)
    while True:
        command = next_command(chance, desk, known)
        created: tuple[str, ...] = ()
        if isinstance(command, str):
            _ = store.undo() if command == UNDO else store.redo()
            desk = read_desk(store)
        else:
            with suppress(*REFUSALS):
                created = command.run(store).created
                # Reading would take longer than writing, and the kill is to come while something is written.
                desk = command.expect(desk, created)
        say(created=created)


def import_again_and_again(path: str) -> None:
    """Open a file and replace its plan by another version for ever."""
    store = Store.open(Path(path))
    (summary,) = store.plans()
    plan = store.load_record(summary.id).plan
    for number in count(1):
        replace_plan(store, rewritten(plan, number), f"Impor {number}")
        say(number=number)


def create_files(folder: str) -> None:
    """Make files 0.zidesk, 1.zidesk, … for ever."""
    for number in count():
        Store.create(Path(folder) / f"{number}.zidesk").close()
        say(number=number)


def make_filled_files(folder: str) -> None:
    """Make files 0.zidesk, 1.zidesk, … of the example for ever, as the command does."""
    sys.stdout = io.StringIO()
    for number in count():
        assert zidesk(["contoh", "batanghari-2026", str(Path(folder) / f"{number}.zidesk")]) == 0
        say(number=number)


def export_again_and_again(path: str, target: str) -> None:
    """Export a file to the same place for ever, as the command does."""
    sys.stdout = io.StringIO()
    for number in count():
        assert zidesk(["ekspor", path, target]) == 0
        say(number=number)


def migrate_file(path: str, data_folder: str) -> None:
    """Migrate a file to a format that does not exist yet."""
    os.environ["XDG_DATA_HOME"] = data_folder
    migrations.STEPS = (*migrations.STEPS, NEXT_STEP)
    migrations.FORMAT_VERSION += 1
    connection = engine.connect(Path(path))
    say(opened=True)
    migrations.migrate(
        connection,
        lambda opened: back_up_before_migration(opened, Path(path)),
        to=migrations.FORMAT_VERSION,
    )
    say(migrated=True)
    # The killer decides when it is over.
    sys.stdin.readline()


def open_old_file(path: str, data_folder: str) -> None:
    """Open a file of an older format, which upgrades it and writes it anew."""
    os.environ["XDG_DATA_HOME"] = data_folder
    say(opening=True)
    Store.open(Path(path))
    say(opened=True)
    # The killer decides when it is over.
    sys.stdin.readline()


JOBS: Mapping[str, Callable[..., None]] = {
    job.__name__: job
    for job in (
        edit_and_attach,
        import_again_and_again,
        create_files,
        make_filled_files,
        export_again_and_again,
        migrate_file,
        open_old_file,
    )
}


def say(**facts: object) -> None:
    """Write a line at once, whole."""
    os.write(1, json.dumps(facts).encode() + b"\n")


def requests() -> Iterator[dict[str, Any]]:
    """Read lines unbuffered, so that a child inherits none of them."""
    with open(0, "rb", buffering=0, closefd=False) as stream:
        for line in iter(stream.readline, b""):
            yield json.loads(line)


def warm_up() -> None:
    """Do everything once, so that children are born with it loaded."""
    with tempfile.TemporaryDirectory(prefix="zidesk-test-") as folder:
        source = Path(folder) / "a.pdf"
        source.write_bytes(b"a")
        with Store.create(Path(folder) / "a.zidesk") as store:
            attach_files(store, [source], [])
            store.undo()
            read_desk(store)
        with redirect_stdout(io.StringIO()):
            assert zidesk(["contoh", "batanghari-2026", f"{folder}/b.zidesk"]) == 0
            assert zidesk(["ekspor", f"{folder}/b.zidesk", f"{folder}/b.json"]) == 0


def main() -> None:
    """Serve requests until standard input ends."""
    warm_up()
    say(ready=True)
    for request in requests():
        child = os.fork()
        if child == 0:
            try:
                say(pid=os.getpid())
                JOBS[request["job"]](**request["arguments"])
            except BaseException:  # noqa: BLE001 - told to whoever runs the tests
                traceback.print_exc()
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        say(ended=status)


if __name__ == "__main__":
    main()
