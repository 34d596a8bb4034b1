"""The history is the witness of every row: no bit that changes what the plan says goes unnoticed."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.db.desk import Desk
from zidesk.db.files.engine import PAGE_SIZE
from zidesk.db.files.integrity import check_record
from zidesk.db.history import witness
from zidesk.db.history.changed import KINDS
from zidesk.db.operations.evidence import attach_files, trash_evidence
from zidesk.db.operations.months import plan_months
from zidesk.db.operations.nodes import edit_node
from zidesk.db.reading.layout import TRACKED
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import silent
from zidesk.exchange.plan_json.writing import plan_object

FLIPS = 300


@pytest.fixture
def worked(desk: Desk, tmp_path: Path) -> Desk:
    """The small plan with evidence, something undone, something redone, something overtaken."""
    source = tmp_path / "sk.pdf"
    source.write_bytes(b"Surat Keputusan")
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="DITIMPA")
    desk.store.undo()
    plan_months(desk.store, [(desk.action("Laporan").id, 5)], True)
    desk.store.undo()
    desk.store.redo()
    edit_node(desk.store, NodeKind.AREA, desk.area(1).id, text="DIURUNGKAN")
    desk.store.undo()
    return desk


def damage(store: Store, *statements: str) -> None:
    """Change the file behind the program's back."""
    with store.reading() as connection:
        connection.execute("UPDATE recording SET replaying = 1")
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE recording SET replaying = 0")


def said(store: Store) -> str:
    """Return all that the file's plans say, as it is exported."""
    return json.dumps([plan_object(store.load_record(plan.id)) for plan in store.plans()]) + repr(
        store.evidence_files()
    )


def test_every_tracked_table_has_a_kind() -> None:
    assert KINDS.keys() == TRACKED.keys()


def test_flipped_bits_that_change_the_plan_are_all_reported(worked: Desk, path: Path, tmp_path: Path) -> None:
    before = said(worked.store)
    worked.store.close()
    content = path.read_bytes()
    # Whatever changes the schema's own pages is refused at opening.
    pages = [content[start : start + PAGE_SIZE] for start in range(0, len(content), PAGE_SIZE)]
    used = [
        number * PAGE_SIZE + place
        for number, page in enumerate(pages)
        if b"CREATE T" not in page
        for place, byte in enumerate(page)
        if byte
    ]
    chance = Random(4)  # noqa: S311 - no secret
    verdicts = dict.fromkeys(("refused", "found", "harmless"), 0)
    for number in range(FLIPS):
        flipped = bytearray(content)
        place, bit = chance.choice(used), chance.randrange(8)
        flipped[place] ^= 1 << bit
        mutant = tmp_path / f"{number}.zidesk"
        mutant.write_bytes(flipped)
        verdict = _verdict(mutant, before)
        assert verdict in verdicts, f"bit {bit} at {place}: {verdict}"
        verdicts[verdict] += 1
        mutant.unlink(missing_ok=True)
    assert verdicts["found"] > FLIPS / 2, verdicts


def _verdict(mutant: Path, before: str) -> str:
    try:
        with Store.open(mutant) as store:
            if store.check():
                return "found"
            return "harmless" if said(store) == before else "unnoticed"
    except KnownError:
        return "refused"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE action SET text = 'Rapot' WHERE text = 'Rapat'", "Isi langkah aksi I.1.1.2 tidak seperti"),
        ("UPDATE action_month SET planned = 0 WHERE month = 6", "Isi bulan 6 pada langkah aksi I.1.1.2"),
        ("DELETE FROM action_month WHERE month = 6", "Baris bulan 6 pada langkah aksi I.1.1.2 hilang"),
        ("UPDATE evidence SET name = 'lain.pdf'", "Isi bukti “lain.pdf”"),
        ("UPDATE area SET text = CAST(x'80ff' AS TEXT) WHERE position = 0", "Isi area I tidak seperti"),
        ("INSERT INTO question_text VALUES (1, 'Apa?', '')", "“Apa?” tidak ada dalam riwayat"),
        ("UPDATE unit SET seat = 'Muara Bulian'", "Isi satuan kerja “Kabupaten Batang Hari”"),
    ],
)
def test_a_changed_row_is_told_by_its_name(worked: Desk, statement: str, words: str) -> None:
    damage(worked.store, statement)
    findings = [finding for finding in worked.store.check() if finding.check == "record"]
    assert any(words in finding.message for finding in findings), findings


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET name = 'Lampirkan sl.pdf' WHERE name = 'Lampirkan sk.pdf'",
        "UPDATE operation SET os_user = 'x' WHERE id = 2",
        "UPDATE operation SET at = '2020-01-01T00:00:00+07:00' WHERE id = 1",
        "UPDATE operation SET state = 'undone' WHERE id = 2",
        "UPDATE operation SET state = 'done' WHERE state = 'abandoned'",
        "UPDATE operation SET kind = 'boundary' WHERE id = 2",
        "UPDATE operation SET digest = iif(digest GLOB 'a*', 'b', 'a') || substr(digest, 2) WHERE id = 2",
        "UPDATE operation SET parent_uid = '' WHERE id = 2",
        "UPDATE change SET \"after\" = replace(\"after\", 'Rapat', 'Rapot')",
        "UPDATE change SET \"after\" = CAST(x'80' AS TEXT) WHERE id = 2",
        "UPDATE change SET \"after\" = '[1]' WHERE id = 2",
        "UPDATE change SET \"after\" = '5' WHERE id = 2",
        "UPDATE change SET subject_id = 'x' WHERE id = 2",
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
    ],
)
def test_a_changed_history_is_told(worked: Desk, statement: str) -> None:
    damage(worked.store, statement)
    findings = [finding.message for finding in worked.store.check() if finding.check == "history"]
    assert findings
    assert all(message.startswith("Riwayat nomor ") for message in findings)


def test_a_whole_history_has_no_findings_however_it_is_sliced(
    worked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "SLICE", 1)
    assert check_record(worked.store, silent) == ()


def test_work_goes_on_while_the_record_is_checked(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness, "SLICE", 1)
    ticks = 0

    def work(_done: int, _total: int) -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 2:
            edit_node(worked.store, NodeKind.AREA, worked.area(0).id, text="SEMENTARA ITU")
        if ticks == 3:
            worked.store.undo()

    assert check_record(worked.store, work) == ()
    assert ticks > 10, "it began anew"


def test_claimed_sizes_are_not_believed(worked: Desk) -> None:
    damage(worked.store, "UPDATE content SET size = 1099511627776")
    ticks: list[int] = []
    findings = worked.store.check(lambda _done, total: ticks.append(total))
    assert [finding.check for finding in findings] == ["evidence"]
    assert max(ticks) == len(b"Surat Keputusan")


def test_undo_and_redo_are_operations_that_name_what_they_replay(worked: Desk) -> None:
    with worked.store.reading() as connection:
        rows: list[Any] = connection.execute(
            "SELECT id, kind, replays_id, uid, parent_uid FROM operation ORDER BY id"
        ).fetchall()
    assert [(kind, replays) for _, kind, replays, _, _ in rows] == [
        ("edit", None), ("edit", None), ("edit", None), ("undo", 3), ("edit", None), ("undo", 5),
        ("redo", 5), ("edit", None), ("undo", 8),
    ]  # fmt: skip
    assert [parent for *_, parent in rows] == ["", *(row[3] for row in rows[:-1])]
    assert len({row[3] for row in rows}) == len(rows)
    (undone,) = worked.store.changes(6)
    (done,) = worked.store.changes(5)
    assert (undone.before, undone.after) == (done.after, done.before)
    assert worked.store.changes(7) == (done,)


def test_trashed_evidence_and_what_came_after_are_still_witnessed(worked: Desk) -> None:
    (file,) = worked.store.evidence_files()
    trash_evidence(worked.store, [file.evidence.id])
    assert worked.store.check() == ()
    worked.store.undo()
    assert worked.store.check() == ()
