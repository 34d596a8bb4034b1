"""The plan as exported, in the hidden sheet: conflicts show the old text; a damaged one changes nothing."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import edited, example, export
from tests.exchange.golden.make_golden import GOLDEN, golden_record
from tests.exchange.workbook.test_three_way import action, changed, edit_here, edit_there
from zidesk.domain.importing.comparison import compare
from zidesk.domain.plan.model import PlanRecord, new_id
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook import base
from zidesk.exchange.workbook.reading import read_workbook

CODE = "I.3.1.1"
LOST = "Catatan zidesk tentang tulisan ketika diekspor tidak utuh lagi"


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    return example("batanghari-2026")


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def hidden(book: Workbook) -> Worksheet:
    sheet = book["zidesk"]
    assert isinstance(sheet, Worksheet)
    return sheet


def pieces(book: Workbook) -> list[int]:
    """The rows of the hidden sheet that hold the base."""
    return [row[0].row for row in hidden(book).iter_rows() if row[0].value == "dasar"]


def packed(book: Workbook) -> str:
    sheet = hidden(book)
    return "".join(str(sheet.cell(row, 3).value) for row in pieces(book))


def put(book: Workbook, text: str) -> None:
    """Put another base into the place of the one that is there."""
    sheet = hidden(book)
    rows = pieces(book)
    for row in rows:
        sheet.cell(row, 1).value = None
    step = base.CELL_LENGTH
    for number, start in enumerate(range(0, len(text), step), 1):
        row = sheet.max_row + 1
        for column, value in enumerate(("dasar", number, text[start : start + step]), 1):
            sheet.cell(row, column).value = value


def pack(content: bytes) -> str:
    return b64encode(zlib.compress(content)).decode()


def both_edited(record: PlanRecord, path: Path) -> PlanRecord:
    """Two texts that both sides changed, and one that zidesk changed alone."""
    now = record.plan
    for column in ("Langkah Aksi", "Target"):
        now = edit_here(now, CODE, column, "isian zidesk")
    now = edit_here(now, "II.1.1.1", "Bukti", "hanya di zidesk")
    with edited(path) as book:
        for column in ("Langkah Aksi", "Target"):
            edit_there(book, record.plan, CODE, column, "isian Excel yang lain")
    return replace(record, plan=now)


def test_a_conflict_shows_what_both_sides_said_before(record: PlanRecord, path: Path) -> None:
    now = both_edited(record, path)
    before = action(record.plan, CODE)
    comparison = compare(now.plan, read_workbook(path))
    assert [conflict.before for conflict in comparison.conflicts] == [
        before.text,
        f"{before.target_percent}%",
    ]
    target = comparison.problems[1].message
    assert "di zidesk “12%”, di berkas Excel “21%”, ketika diekspor “100%”; yang dipakai isi zidesk" in target
    assert comparison.merged() == now.plan


def test_what_was_empty_before_is_said_to_be_empty(record: PlanRecord, path: Path) -> None:
    now = edit_here(record.plan, CODE, "Penanggung Jawab", "Umum")
    with edited(path) as book:
        edit_there(book, record.plan, CODE, "Penanggung Jawab", "Hukum")
    comparison = compare(now, read_workbook(path))
    assert [conflict.before for conflict in comparison.conflicts] == [""]
    assert "ketika diekspor kosong" in comparison.problems[0].message


def test_a_stale_export_does_not_revert_what_zidesk_changed_since(record: PlanRecord, path: Path) -> None:
    now = record.plan
    for code in (CODE, "II.1.1.1", "V.4.1.1"):
        for column in ("Langkah Aksi", "Bukti", "Penanggung Jawab", "Target"):
            now = edit_here(now, code, column, f"diubah di zidesk {code}")
    comparison = compare(now, read_workbook(path))
    assert comparison.merged() == now
    assert (comparison.changed, comparison.problems) == (0, ())


def test_an_export_of_before_still_tells_conflicts_without_the_old_text() -> None:
    record = golden_record()
    row = next(record.plan.actions()).action.id
    incoming = read_workbook(GOLDEN / "lama-kisi.xlsx")
    theirs = replace(incoming, plan=changed(incoming.plan, row, target_percent=70))
    comparison = compare(changed(record.plan, row, target_percent=60), theirs)
    (conflict,) = comparison.conflicts
    assert (conflict.ours, conflict.theirs, conflict.before) == ("60%", "70%", None)
    assert "ketika diekspor" not in comparison.problems[0].message


def test_another_copy_of_the_plan_has_another_base(path: Path) -> None:
    incoming = read_workbook(path)
    assert all(row.said is not None for row in incoming.exported.values())
    assert all(row.said is None for row in incoming.of_another_history().exported.values())


Damage = Callable[[Workbook], None]


def truncated(book: Workbook) -> None:
    put(book, packed(book)[:-400])


def mangled(book: Workbook) -> None:
    text = packed(book)
    put(book, text[:500] + text[500:600][::-1] + text[600:])


def not_packed(book: Workbook) -> None:
    put(book, "isi yang ditulis orang")


def without_a_piece(book: Workbook) -> None:
    put(book, packed(book)[base.CELL_LENGTH // 100 :])


def of_another_plan(book: Workbook) -> None:
    other = example("jambi-2026")
    put(book, "".join(base.base_pieces(other)))


def of_another_plan_with_our_id(book: Workbook) -> None:
    document = json.loads(zlib.decompress(b64decode(packed(book))))
    other = example("jambi-2026")
    put(book, "".join(base.base_pieces(replace(other, plan=replace(other.plan, id=document["plan"]["id"])))))


def no_json(book: Workbook) -> None:
    put(book, pack(b"bukan JSON"))


def deeply_nested(book: Workbook) -> None:
    put(book, pack(b"[" * 1_000_000))


def a_list(book: Workbook) -> None:
    put(book, pack(b"[1, 2]"))


@pytest.mark.parametrize(
    "damage",
    [
        truncated,
        mangled,
        not_packed,
        without_a_piece,
        of_another_plan,
        of_another_plan_with_our_id,
        no_json,
        deeply_nested,
        a_list,
    ],
)
def test_a_damaged_base_is_told_and_everything_else_is_as_without_it(
    damage: Damage, record: PlanRecord, path: Path
) -> None:
    now = both_edited(record, path)
    sound = compare(now.plan, read_workbook(path))
    with edited(path) as book:
        damage(book)
    comparison = compare(now.plan, read_workbook(path))
    assert comparison.merged() == sound.merged() == now.plan
    assert [conflict.key for conflict in comparison.conflicts] == [each.key for each in sound.conflicts]
    assert [conflict.before for conflict in comparison.conflicts] == [None, None]
    assert [problem.message.startswith(LOST) for problem in comparison.problems] == [False, False, True]


def test_a_base_that_was_taken_out_is_not_missed(record: PlanRecord, path: Path) -> None:
    now = both_edited(record, path)
    with edited(path) as book:
        put(book, "")
    comparison = compare(now.plan, read_workbook(path))
    assert [conflict.before for conflict in comparison.conflicts] == [None, None]
    assert not any(problem.message.startswith(LOST) for problem in comparison.problems)


def test_an_old_text_that_was_falsified_is_not_believed_and_the_others_are(
    record: PlanRecord, path: Path
) -> None:
    now = both_edited(record, path)
    own = action(record.plan, CODE)
    with edited(path) as book:
        content = zlib.decompress(b64decode(packed(book))).decode()
        assert own.text in content
        put(book, pack(content.replace(own.text, "tulisan palsu").encode()))
    incoming = read_workbook(path)
    assert incoming.exported[own.id].said is None
    assert sum(row.said is None for row in incoming.exported.values()) == sum(
        path.action.text == own.text for path in record.plan.actions()
    )
    comparison = compare(now.plan, incoming)
    assert [conflict.before for conflict in comparison.conflicts] == [None, None]
    assert comparison.merged() == now.plan


def test_pieces_in_another_order_are_put_together_again(
    record: PlanRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "CELL_LENGTH", 500)
    path = export(record, tmp_path / "rencana.xlsx")
    with edited(path) as book:
        rows = pieces(book)
        assert len(rows) > 5
        sheet = hidden(book)
        said = [[sheet.cell(row, column).value for column in (1, 2, 3)] for row in rows]
        for row, values in zip(rows, reversed(said), strict=True):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value
    incoming = read_workbook(path)
    assert incoming.problems == ()
    assert all(row.said is not None for row in incoming.exported.values())


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "satu", None, 1.5])
def test_a_piece_without_a_proper_number_is_no_piece(number: object, path: Path) -> None:
    with edited(path) as book:
        hidden(book).cell(pieces(book)[0], 2).value = number
    incoming = read_workbook(path)
    assert all(row.said is None for row in incoming.exported.values())
    assert all(row.values is not None for row in incoming.exported.values())


@pytest.mark.parametrize(
    "content",
    [b" " * 100_000_000, b'{"a": "' + b"x" * 20_000_001 + b'"}'],
    ids=["a bomb", "a little too much"],
)
def test_a_base_that_unpacks_to_too_much_is_refused(content: bytes, path: Path) -> None:
    with edited(path) as book:
        put(book, pack(content))
    with pytest.raises(CannotReadError, match="mengembang terlalu besar") as caught:
        read_workbook(path)
    assert str(caught.value).endswith(".")


def test_pieces_that_are_too_many_are_refused(path: Path) -> None:
    with edited(path) as book:
        put(book, "A" * (base.MAX_PACKED + 1))
    with pytest.raises(CannotReadError, match="mengembang terlalu besar"):
        read_workbook(path)


def test_no_piece_is_longer_than_a_cell_and_a_plan_that_is_too_large_has_none(record: PlanRecord) -> None:
    areas = record.plan.areas
    long = replace(areas[0], text="".join(new_id() for _ in range(6_000)))
    many = base.base_pieces(replace(record, plan=replace(record.plan, areas=(long, *areas[1:]))))
    assert len(many) > 3
    assert max(map(len, many)) <= 32_767
    too_large = replace(areas[0], text="x" * 20_000_001)
    assert base.base_pieces(replace(record, plan=replace(record.plan, areas=(too_large,)))) == []
