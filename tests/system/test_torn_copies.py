"""A copy made in the middle of a write, without its journal: noticed when it is opened, not only checked."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.db.desk import everything
from tests.db.other_process import other_process
from tests.db.torn_copy import changed_pages, mixed, torn
from zidesk.cli import main
from zidesk.db.files.integrity import look_over
from zidesk.db.operations.nodes import edit_nodes
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import silent

STEPS = """
from zidesk.db.files import engine
engine._PRAGMAS["cache_size"] = (10, 10)
with Store.open(path) as store:
    plan = store.load_record(store.plans()[0].id).plan
    with store.operation("Ubah semua"):
        for step in plan.actions():
            edit_node(store, NodeKind.ACTION, step.action.id, text="DIUBAH " * 40)
        say("written")
        input()
say("done")
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "rencana.zidesk"
    assert main(["contoh", "batanghari-2026", str(path)]) == 0
    return path


def noticed(path: Path) -> bool:
    """Whether opening a file refuses it, or finds that it does not fit together."""
    try:
        with Store.open(path) as store:
            return bool(look_over(store, silent))
    except KnownError:
        return True


def test_every_mixture_of_two_states_is_noticed(office: Path, tmp_path: Path) -> None:
    before = office.read_bytes()
    with Store.open(office) as store:
        states = [everything(store)]
        steps = list(store.load_record(store.plans()[0].id).plan.actions())
        edit_nodes(store, [(NodeKind.ACTION, step.action.id, {"text": "DIUBAH " * 40}) for step in steps])
        states.append(everything(store))
    after = office.read_bytes()
    page = int.from_bytes(before[16:18], "big")
    count = changed_pages(before, after, page)
    assert count > 3
    copy = tmp_path / "salinan.zidesk"
    for chosen in range(1, count):
        copy.write_bytes(mixed(before, after, page, chosen))
        if not noticed(copy):
            with Store.open(copy) as store:
                assert everything(store) in states, f"{chosen} of {count} pages"


def test_every_command_says_so(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = torn(office, tmp_path)
    capsys.readouterr()
    for words in (
        ["info", str(copy)],
        ["ekspor", str(copy), str(tmp_path / "a.json")],
        ["realisasi", str(copy), "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", "2026-01-30"],
    ):
        main(words)
        assert "tidak utuh" in capsys.readouterr().err, words
    assert main(["periksa", str(copy)]) == 3


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="elsewhere the file is locked")
def test_a_copy_made_amid_an_operation_is_noticed(office: Path, tmp_path: Path) -> None:
    copy = tmp_path / "salinan.zidesk"
    with other_process(office, STEPS) as other:
        other.wait_for("written")
        shutil.copyfile(office, copy)
        other.answer("")
        other.wait_for("done")
    assert noticed(copy)
