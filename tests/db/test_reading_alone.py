"""Reading a file does without the libraries that only writing needs: they take longer than the reading."""

import subprocess
import sys
from pathlib import Path

from tests.cli.environment import checkout_environment
from tests.db.desk import Desk
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.nodes import edit_node
from zidesk.domain.plan.model import NodeKind

_PROGRAM = """
import io, sys
from pathlib import Path
from zidesk.db.files.backup import save_copy
from zidesk.db.store import Store

def imported():
    return [name for name in ("sqlalchemy", "sqlmodel", "pydantic") if name in sys.modules]

path = Path(sys.argv[1])
with Store.open(path) as store:
    (unit,), (plan,) = store.units(), store.plans()
    actions = [path.action for path in store.load_record(plan.id).plan.actions()]
    assert store.load_actions([action.id for action in actions]) == tuple(actions)
    assert (store.undo_name, store.redo_name) == ("Ubah tulisan area", None)
    newest = store.history()[0]
    assert len(store.changes(newest.id)) == newest.changes == 1
    (file,) = store.evidence_files()
    assert store.evidence_files(plan.id) == (file,)
    copied = io.BytesIO()
    store.copy_evidence(file.evidence.sha256, copied)
    assert copied.getvalue() == b"Surat Keputusan"
    assert store.check() == ()
    assert store.undo().name == store.redo().name == "Ubah tulisan area"
    save_copy(store, path.with_name("salinan.zidesk"))
    with Store.open_snapshot(path.with_name("salinan.zidesk")) as snapshot:
        assert snapshot.load_record(plan.id) == store.load_record(plan.id)
    Store.create(path.with_name("baru.zidesk")).close()
    assert imported() == [], imported()

    from zidesk.db.operations.months import plan_months
    meeting = next(action for action in actions if action.text == "Rapat")
    assert plan_months(store, [(meeting.id, 1)], True)
    assert store.load_actions([meeting.id])[0].planned_months == {1, 3, 6, 9, 12}
    assert store.undo().name == "Centang bulan Januari"
    assert store.load_actions([meeting.id]) == (meeting,)
    assert imported() == ["sqlalchemy", "sqlmodel", "pydantic"]
"""


def test_only_the_first_operation_imports_what_writing_needs(desk: Desk, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "sk.txt"
    source.write_bytes(b"Surat Keputusan")
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")
    desk.store.close()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROGRAM, path],
        env=checkout_environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
