"""A process killed at the worst moment: the file opens again, as it was after the last whole operation."""

from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from tests.db.other_process import other_process
from zidesk.db.store import Store

IN_THE_MIDDLE = """
import os
source = path.with_name("besar")
source.write_bytes(os.urandom(40 << 20))
with Store.open(path) as store:
    plan = store.load_record(store.plans()[0].id).plan
    edit_node(store, NodeKind.AREA, plan.areas[0].id, text="TETAP")
    with store.operation("Setengah jalan"):
        for area in plan.areas:
            edit_node(store, NodeKind.AREA, area.id, text="BELUM TETAP")
        attach_files(store, [source], [])
        say("written")
        input()
"""
ATTACHING = """
import os
source = path.with_name("besar")
source.write_bytes(os.urandom(40 << 20))
def tick(done, total):
    if done > 30 << 20:
        say("attaching")
        input()
with Store.open(path) as store:
    attach_files(store, [source], [], tick)
"""


def test_a_kill_in_the_middle_of_an_operation_leaves_the_state_before_it(desk: Desk, path: Path) -> None:
    desk.store.close()
    with other_process(path, IN_THE_MIDDLE) as other:
        other.wait_for("written")
        other.kill()
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 0
    assert path.stat().st_size > 20 << 20
    with Store.open(path) as store:
        assert [area.text for area in store.load_record(desk.plan_id).plan.areas] == [
            "TETAP",
            "PENGUATAN PENGAWASAN",
        ]
        assert store.history(1)[0].name == "Ubah tulisan area"
        assert store.evidence_files() == ()
        assert store.check() == ()
    assert not journal.exists()
    assert path.stat().st_size < 2 << 20


def test_a_kill_while_attaching_leaves_no_part_of_the_file(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    with other_process(path, ATTACHING) as other:
        other.wait_for("attaching")
        other.kill()
    with Store.open_snapshot(path) as snapshot:
        assert everything(snapshot) == before
    with Store.open(path) as store:
        assert everything(store) == before
        assert store.check() == ()


@pytest.mark.parametrize("moment", ["after the schema", "before the rename"])
def test_a_kill_while_a_file_is_made_leaves_no_file(path: Path, moment: str) -> None:
    script = """
import os
from zidesk.db.files import opening
migrate = opening.migrate
def stop(*arguments):
    say("stopped")
    input()
"""
    script += {
        "after the schema": "opening.migrate = lambda connection: (migrate(connection), stop())\n",
        "before the rename": "Path.rename = stop\n",
    }[moment]
    with other_process(path, script + "Store.create(path)") as other:
        other.wait_for("stopped")
        other.kill()
    assert not path.exists()
    with Store.create(path) as store:
        assert store.check() == ()
