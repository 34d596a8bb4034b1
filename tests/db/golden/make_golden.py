"""Make the golden file of the present format, once, when a format is released: never over an old one.

python -m tests.db.golden.make_golden
"""

import tempfile
from pathlib import Path

from tests.db.conftest import UNIT, small_plan
from zidesk.db.migrations import FORMAT_VERSION
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.plans import add_plan, set_status
from zidesk.db.store import Store
from zidesk.domain.plan.model import PlanStatus

if __name__ == "__main__":
    golden = Path(__file__).parent / f"v{FORMAT_VERSION}.zidesk"
    with tempfile.TemporaryDirectory() as folder, Store.create(golden) as store:
        plan_id = add_plan(store, UNIT, small_plan()).created[0]
        action = next(store.load_record(plan_id).plan.actions()).action
        decree = Path(folder) / "sk.txt"
        decree.write_bytes(b"Surat Keputusan\n")
        attach_files(store, [decree], [(action.id, 0), (action.id, 4)])
        set_status(store, plan_id, PlanStatus.DITETAPKAN)
