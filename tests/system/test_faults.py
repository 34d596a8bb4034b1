"""The disk refuses one call, or every call from one on: the file is whole, and what is told of it is true.

Each command is first run without a fault, to learn how many calls it makes, then with the first, the last and
some in between failing.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.db.desk import everything
from zidesk.cli import main
from zidesk.db.store import Store

if sys.platform != "linux":
    pytest.skip("only Linux asks about the calls of a process", allow_module_level=True)

from tests.system.failing_calls import CALLS

ROOT = Path(__file__).parents[2]
SAMPLE = 3
"""How many calls of each kind fail in turn; all of them where ``ZIDESK_ALL_FAULTS`` is set."""
UNSURE = "dapat hilang bila listrik padam"
FILE, PROOF, INCOMING = "rencana.zidesk", "bukti.pdf", "masuk.json"
OLD = b"hasil yang lama"
_KNOWN_WHOLE: set[bytes] = set()


@dataclass(frozen=True)
class Case:
    """A command: its words, where ``@`` begins a path; what it writes into the file, or beside it."""

    words: Sequence[str]
    changes: bool = False
    target: str = ""

    def line(self, folder: Path) -> list[str]:
        return [str(folder / word[1:]) if word.startswith("@") else word for word in self.words]


CASES = {
    "contoh": Case(["contoh", "batanghari-2026", "@baru.zidesk"], target="baru.zidesk"),
    "baru": Case(
        ["baru", "@baru.zidesk", "--satker", "Kabupaten Merangin", "--tahun", "2027"], target="baru.zidesk"
    ),
    "realisasi": Case(
        ["realisasi", f"@{FILE}", "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", "2026-01-30"], True
    ),
    "bukti tambah": Case(["bukti", "tambah", f"@{FILE}", "--langkah", "I.1.1.1", f"@{PROOF}"], True),
    "impor": Case(["impor", f"@{FILE}", f"@{INCOMING}"], True),
    "ekspor json": Case(["ekspor", f"@{FILE}", "@hasil.json"], target="hasil.json"),
    "ekspor xlsx": Case(["ekspor", f"@{FILE}", "@hasil.xlsx"], target="hasil.xlsx"),
    "cetak": Case(["cetak", f"@{FILE}", "@hasil.pdf", "--naskah", "lampiran"], target="hasil.pdf"),
    "bukti ekspor": Case(["bukti", "ekspor", f"@{FILE}", "@bundel"], target="bundel"),
    "info": Case(["info", f"@{FILE}"]),
    "periksa": Case(["periksa", f"@{FILE}"]),
}


class Nursery:
    """The process that forks the commands."""

    def __init__(self, folder: Path) -> None:
        self._said, self._temporary = folder / "kata", folder / "sementara"
        self._said.mkdir()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.system.fault_nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.can_fail_calls: bool = self._answer()["ready"]

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        assert self._process.wait(30) == 0
        self._process.stdout.close()

    def run(
        self, words: Sequence[str], folder: Path, call: str, nth: int = 0, **fault: object
    ) -> dict[str, Any]:
        """Run a command while the ``nth`` call on files in ``folder`` or the temporary one fails."""
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir()
        folders = [str(folder), str(self._temporary)]
        request = {
            "words": words,
            "said": str(self._said),
            "temporary": str(self._temporary),
            "fault": {"call": call, "nth": nth, "folders": folders, **fault},
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    running = Nursery(tmp_path_factory.mktemp("faults"))
    if not running.can_fail_calls:
        running.close()
        pytest.skip("this kernel lets no process be asked about its calls")
    yield running
    running.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file, evidence in it and to be attached, and a plan to be imported; only copied."""
    folder = tmp_path_factory.mktemp("office")
    (folder / PROOF).write_bytes(b"%PDF-1.4" + os.urandom(90_000))
    assert main(["contoh", "batanghari-2026", str(folder / FILE)]) == 0
    assert main(["ekspor", str(folder / FILE), str(folder / INCOMING)]) == 0
    incoming = (folder / INCOMING).read_text(encoding="utf-8")
    (folder / INCOMING).write_text(incoming.replace('"Rapat', '"Musyawarah'), encoding="utf-8")
    (folder / "lama.pdf").write_bytes(b"%PDF-1.4" + os.urandom(3000))
    assert (
        main(["bukti", "tambah", str(folder / FILE), "--langkah", "I.1.1.1", str(folder / "lama.pdf")]) == 0
    )
    return folder


def content(path: Path) -> dict[str, Any]:
    """Return what a file says, but for the ids and times that every run makes anew; it must be whole."""
    before = path.read_bytes()
    with Store.open(path) as store:
        if before not in _KNOWN_WHOLE:
            assert store.check() == ()
            _KNOWN_WHOLE.add(before)
        said = everything(store)
        steps = [step for record in said["records"].values() for step in record.plan.actions()]
        return {
            "history": [entry.name for entry in store.history()],
            "units": [unit.name for unit in said["units"]],
            "evidence": sorted((file.evidence.name, file.evidence.sha256) for file in said["evidence"]),
            "actions": [
                (
                    step.action.text,
                    [(cell.month, cell.planned, cell.realized_on) for cell in step.action.months],
                )
                for step in steps
            ],
        }


def require_whole(target: Path) -> None:
    """Assert that what a command wrote is complete, whichever kind it is."""
    match target.suffix:
        case ".zidesk":
            assert content(target)["actions"] is not None
        case ".json":
            assert json.loads(target.read_text(encoding="utf-8"))["areas"]
        case ".xlsx":
            with zipfile.ZipFile(target) as package:
                assert package.testzip() is None
        case ".pdf":
            assert target.read_bytes().rstrip().endswith(b"%%EOF")
        case _:
            assert {path.name for path in target.rglob("*.*")} == {"Daftar Bukti.txt", "lama.pdf"}


def sample(calls: int) -> list[int]:
    """Return which calls fail in turn: the first, the last, and some in between."""
    if calls <= SAMPLE or os.environ.get("ZIDESK_ALL_FAULTS"):
        return list(range(1, calls + 1))
    return sorted({1 + (calls - 1) * step // (SAMPLE - 1) for step in range(SAMPLE)})


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", CASES)
def test_a_call_that_fails_leaves_all_or_nothing_and_is_told(
    name: str, call: str, nursery: Nursery, office: Path, tmp_path: Path
) -> None:
    case = CASES[name]
    trial = shutil.copytree(office, tmp_path / "tanpa")
    without = nursery.run(case.line(trial), trial, call)
    assert (without["status"], without["err"]) == (0, "")
    before, after = content(office / FILE), content(trial / FILE)
    assert (before != after) == case.changes
    for nth in sample(without["calls"]):
        for onwards in (False, True):
            folder = shutil.copytree(office, tmp_path / f"{nth} {onwards}")
            if case.target and not case.target.startswith(("baru", "bundel")):
                (folder / case.target).write_bytes(OLD)
            error = errno.ENOSPC if call == "write" and onwards else errno.EIO
            result = nursery.run(case.line(folder), folder, call, nth, onwards=onwards, error=error)
            where = f"{call} {nth}{' onwards' if onwards else ''}: {result}"
            judge(case, folder, result, (before, after), where, call)
            shutil.rmtree(folder)


def judge(
    case: Case, folder: Path, result: dict[str, Any], states: tuple[object, object], where: str, call: str
) -> None:
    """Compare what was told with what is there."""
    before, after = states
    assert result["status"] in (0, 1), where
    assert result["err"].count("\n") == (result["status"] == 1), where
    seen = content(folder / FILE)
    done = seen == after
    assert done or seen == before, where
    if result["status"] == 0:
        assert done, where
    elif case.changes and done:
        assert UNSURE in result["err"], where
    if case.target:
        target = folder / case.target
        old = target.is_file() and target.read_bytes() == OLD
        if target.exists() and not old:
            require_whole(target)
            assert result["status"] == 0 or UNSURE in result["err"], where
        else:
            assert result["status"] == 1, where
    if call == "read" and " onwards" in where and case.words[0] not in ("bukti", "periksa"):
        # SQLite itself calls a chain of pages malformed whose next page it could not read once.
        assert "rusak" not in result["err"], where
    if call != "unlink":
        left = {path.name for path in folder.rglob(".*")}
        assert not left, where


def test_a_change_that_is_in_the_file_though_the_last_sync_failed_is_told_as_such(
    nursery: Nursery, office: Path, tmp_path: Path
) -> None:
    case = CASES["realisasi"]
    told: dict[bool, set[str]] = {False: set(), True: set()}
    trial = shutil.copytree(office, tmp_path / "tanpa")
    calls = nursery.run(case.line(trial), trial, "fsync")["calls"]
    before, after = content(office / FILE), content(trial / FILE)
    for nth in range(1, calls + 1):
        folder = shutil.copytree(office, tmp_path / str(nth))
        result = nursery.run(case.line(folder), folder, "fsync", nth)
        if result["status"] == 1:
            seen = content(folder / FILE)
            assert seen in (before, after)
            told[seen == after].add(result["err"])
    assert all(UNSURE not in sentence for sentence in told[False])
    assert told[True], "no failing fsync came after the change was in the file"
    assert all(UNSURE in sentence and FILE in sentence for sentence in told[True])
