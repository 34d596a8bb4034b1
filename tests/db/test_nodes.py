"""Rows of the tree: adding, editing, moving, deleting, duplicating."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.db.conftest import UNIT
from tests.db.desk import Desk, everything, planned
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.nodes import (
    add_nodes,
    delete_nodes,
    duplicate_node,
    edit_node,
    edit_nodes,
    move_node,
)
from zidesk.db.operations.plans import add_plan
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    Node,
    NodeKind,
    Plan,
    Remark,
    new_id,
)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, ["Baru", "Lagi", "Menerbitkan SK", "Rapat"]),
        (1, ["Menerbitkan SK", "Baru", "Lagi", "Rapat"]),
        (2, ["Menerbitkan SK", "Rapat", "Baru", "Lagi"]),
        (99, ["Menerbitkan SK", "Rapat", "Baru", "Lagi"]),
        (-5, ["Baru", "Lagi", "Menerbitkan SK", "Rapat"]),
    ],
)
def test_rows_are_added_in_their_place(desk: Desk, position: int, expected: list[str]) -> None:
    indicator = desk.indicator("SK")
    outcome = add_nodes(
        desk.store, indicator.id, position, [Action("Baru", months=planned(5)), Action("Lagi")]
    )
    assert desk.texts()[:4] == expected
    assert outcome.name == "Tambah 2 langkah aksi"
    assert outcome.created == (desk.action("Baru").id, desk.action("Lagi").id)
    assert desk.action("Baru").planned_months == {5}
    assert desk.store.check() == ()


@pytest.mark.parametrize(
    ("parent", "node"),
    [
        (lambda desk: desk.plan_id, Area("A", (Component("K", (Indicator("I", (Action("L"),)),)),))),
        (lambda desk: desk.area(1).id, Component("K", (Indicator("I", (Action("L"),)),))),
        (lambda desk: desk.component("Pola Pikir").id, Indicator("I", (Action("L"),))),
        (lambda desk: desk.indicator("Sosialisasi").id, Action("L")),
    ],
)
def test_whole_subtrees_are_added_at_every_level(
    desk: Desk, parent: Callable[[Desk], str], node: Node
) -> None:
    add_nodes(desk.store, parent(desk), 0, [node])
    assert desk.action("L").months == ()
    assert len(desk.texts()) == 5


def test_ids_and_remarks_of_added_rows_are_kept_where_free(desk: Desk) -> None:
    action = Action("L", id=new_id(), remarks=(Remark(new_id(), "Catatan"),))
    add_nodes(desk.store, desk.indicator("SK").id, 0, [action, action])
    first, second = desk.indicator("SK").actions[:2]
    assert first == action
    assert second.id != action.id
    assert second.remarks[0].id != action.remarks[0].id


def test_rows_of_different_levels_cannot_be_added_together(desk: Desk) -> None:
    with pytest.raises(InvalidInputError):
        add_nodes(desk.store, desk.plan_id, 0, [Area("A"), Action("L")])


def test_rows_cannot_be_added_to_what_does_not_exist(desk: Desk) -> None:
    for node in (Area("A"), Action("L")):
        with pytest.raises(NotFoundError):
            add_nodes(desk.store, new_id(), 0, [node])
    with pytest.raises(NotFoundError):
        add_nodes(desk.store, desk.area(0).id, 0, [Action("L")])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Baru\ndua"),
        ("evidence_text", "Foto"),
        ("target_percent", 40),
        ("target_percent", None),
        ("person_in_charge", "Hukum"),
        ("schedule_text", "TW I"),
        ("schedule_text", None),
    ],
)
def test_each_field_of_an_action_is_set_alone(desk: Desk, field: str, value: object) -> None:
    before = desk.action("Menerbitkan")
    outcome = edit_node(desk.store, NodeKind.ACTION, before.id, **{field: value})
    (after,) = desk.store.load_actions([before.id])
    assert after == replace(before, **{field: value})
    assert outcome.changed == {ChangeKind.ACTION: {before.id}}


def test_a_blank_wording_of_the_schedule_is_none(desk: Desk) -> None:
    before = desk.action("Menerbitkan")
    edit_node(desk.store, NodeKind.ACTION, before.id, schedule_text=" \n")
    assert desk.action("Menerbitkan").schedule_text is None


@pytest.mark.parametrize(
    ("kind", "find"),
    [
        (NodeKind.AREA, lambda desk: desk.area(0)),
        (NodeKind.COMPONENT, lambda desk: desk.area(0).components[0]),
        (NodeKind.INDICATOR, lambda desk: desk.area(0).components[0].indicators[0]),
        (NodeKind.ACTION, lambda desk: desk.area(0).components[0].indicators[0].actions[0]),
    ],
)
def test_the_text_of_every_level_is_edited(desk: Desk, kind: NodeKind, find: Callable[[Desk], Node]) -> None:
    outcome = edit_node(desk.store, kind, find(desk).id, text="Tulisan baru")
    assert find(desk).text == "Tulisan baru"
    assert outcome.name.startswith("Ubah tulisan ")
    assert outcome.plan_ids == {desk.plan_id}


@pytest.mark.parametrize(
    "fields",
    [{"text": "x" * 10_001}, {"target_percent": 101}, {"target_percent": -1}, {"schedule_text": "x" * 301}],
)
def test_values_outside_the_limits_are_refused(desk: Desk, fields: dict[str, object]) -> None:
    before = everything(desk.store)
    with pytest.raises(InvalidInputError):
        edit_node(desk.store, NodeKind.ACTION, desk.action("Rapat").id, **fields)
    assert everything(desk.store) == before


def test_fields_that_a_row_has_not_are_a_bug(desk: Desk) -> None:
    with pytest.raises(TypeError):
        edit_node(desk.store, NodeKind.AREA, desk.area(0).id, target_percent=1)
    with pytest.raises(TypeError):
        edit_node(desk.store, NodeKind.ACTION, desk.action("Rapat").id, position=1)


def test_editing_several_rows_is_all_or_nothing(desk: Desk) -> None:
    before = everything(desk.store)
    with pytest.raises(NotFoundError):
        edit_nodes(
            desk.store,
            [(NodeKind.AREA, desk.area(0).id, {"text": "x"}), (NodeKind.ACTION, new_id(), {"text": "x"})],
        )
    assert everything(desk.store) == before
    outcome = edit_nodes(
        desk.store,
        [(NodeKind.AREA, area.id, {"text": area.text.title()}) for area in desk.plan.areas],
        "Tempel 2 sel",
    )
    assert outcome.name == "Tempel 2 sel"
    assert [area.text for area in desk.plan.areas] == ["Manajemen Perubahan", "Penguatan Pengawasan"]


def test_a_row_edited_there_and_back_in_one_step_is_no_step(desk: Desk) -> None:
    area = desk.area(0)
    edits = [(NodeKind.AREA, area.id, {"text": text}) for text in ("lain", area.text)]
    assert not edit_nodes(desk.store, edits)
    assert len(desk.store.history()) == 1


def test_a_row_moves_among_its_siblings(desk: Desk) -> None:
    indicator = desk.indicator("SK")
    add_nodes(desk.store, indicator.id, 99, [Action("Tiga"), Action("Empat")])
    move_node(desk.store, NodeKind.ACTION, desk.action("Rapat").id, indicator.id, 3)
    assert desk.texts()[:4] == ["Menerbitkan SK", "Tiga", "Empat", "Rapat"]
    move_node(desk.store, NodeKind.ACTION, desk.action("Empat").id, indicator.id, 0)
    assert desk.texts()[:4] == ["Empat", "Menerbitkan SK", "Tiga", "Rapat"]
    assert desk.store.check() == ()


def test_a_row_moves_to_another_parent_with_all_below_it(desk: Desk) -> None:
    team = desk.component("Tim Kerja")
    outcome = move_node(desk.store, NodeKind.COMPONENT, team.id, desk.area(1).id, 0)
    assert desk.area(1).components == (team,)
    assert [component.text for component in desk.area(0).components] == ["Pola Pikir"]
    assert outcome.plan_ids == {desk.plan_id}
    assert desk.store.check() == ()


def test_a_row_does_not_move_to_another_plan_or_to_nowhere(desk: Desk) -> None:
    (other,) = add_plan(desk.store, UNIT, Plan(2027, (Area("A"),))).created
    before = everything(desk.store)
    target = desk.store.load_record(other).plan.areas[0].id
    with pytest.raises(InvalidInputError):
        move_node(desk.store, NodeKind.COMPONENT, desk.component("Tim Kerja").id, target, 0)
    with pytest.raises(NotFoundError):
        move_node(desk.store, NodeKind.COMPONENT, desk.component("Tim Kerja").id, new_id(), 0)
    with pytest.raises(NotFoundError):
        move_node(desk.store, NodeKind.COMPONENT, new_id(), desk.area(1).id, 0)
    assert everything(desk.store) == before


def test_rows_are_deleted_with_all_below_them_and_the_rest_closes_up(desk: Desk) -> None:
    area = desk.area(0)
    outcome = delete_nodes(
        desk.store,
        [
            (NodeKind.COMPONENT, area.components[0].id),
            (NodeKind.ACTION, desk.action("Rapat").id),
            (NodeKind.ACTION, desk.action("Rapat").id),
        ],
    )
    assert outcome.name == "Hapus 2 baris"
    assert desk.texts() == ["Berita"]
    assert desk.store.check() == ()
    assert delete_nodes(desk.store, [(NodeKind.AREA, area.id)]).name == "Hapus area"
    assert [left.text for left in desk.plan.areas] == ["PENGUATAN PENGAWASAN"]
    assert desk.store.check() == ()


def test_deleting_nothing_is_no_step(desk: Desk) -> None:
    assert not delete_nodes(desk.store, [])
    with pytest.raises(NotFoundError):
        delete_nodes(desk.store, [(NodeKind.AREA, new_id())])


def test_a_copy_has_texts_schedule_and_target_but_not_what_was_done(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a")
    attach_files(desk.store, [file], [(desk.action("Menerbitkan").id, 4)])
    team = desk.component("Tim Kerja")
    outcome = duplicate_node(desk.store, NodeKind.COMPONENT, team.id)
    original, copy, _ = desk.area(0).components
    assert original.id == team.id
    assert outcome.created == (copy.id,)
    assert [indicator.text for indicator in copy.indicators] == ["SK", "Laporan tim"]
    work, copied = original.indicators[0].actions[0], copy.indicators[0].actions[0]
    assert work.evidence == (EvidenceLink(desk.store.evidence_files()[0].evidence.id, 4),)
    assert copied == Action(
        text=work.text,
        evidence_text=work.evidence_text,
        months=planned(1, 4),
        target_percent=100,
        person_in_charge="Umum",
        schedule_text="Januari dan April",
        id=copied.id,
    )
    assert desk.store.check() == ()
