"""Which plan a source belongs to, and importing it as one undoable step."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.imports import apply_import, preview_import
from zidesk.db.operations.nodes import delete_nodes, edit_node
from zidesk.db.operations.plans import add_plan, set_status
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, NotFoundError, PlanLockedError
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Level,
    MonthCell,
    NodeKind,
    Plan,
    PlanStatus,
    Unit,
)
from zidesk.domain.plan.template import blank_plan
from zidesk.exchange.examples import read_example
from zidesk.exchange.workbook.reading import read_workbook
from zidesk.exchange.workbook.writing import write_workbook

BATANG_HARI = Unit(name="Kabupaten Batang Hari", level=Level.KABUPATEN)
JAMBI = Unit(name="Provinsi Jambi", level=Level.PROVINSI)


def plan_of(year: int, *texts: str) -> Plan:
    """Return a plan with one action per text, each planned in April."""
    actions = tuple(Action(text=text, months=(MonthCell(4, planned=True),)) for text in texts)
    component = Component("Tim Kerja", (Indicator("SK Tim Kerja", actions),))
    return Plan(year=year, areas=(Area("MANAJEMEN PERUBAHAN", (component,)),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a file with Batang Hari's plans of 2025 and 2026."""
    with Store.create(tmp_path / "a.zidesk") as opened:
        add_plan(opened, BATANG_HARI, plan_of(2025, "Rapat"))
        add_plan(opened, BATANG_HARI, plan_of(2026, "Rapat", "Laporan"))
        yield opened


def stored_texts(store: Store, year: int) -> list[str]:
    """Return the action texts of the plan of ``year``."""
    (summary,) = [plan for plan in store.plans() if plan.year == year]
    return [path.action.text for path in store.load_record(summary.id).plan.actions()]


def test_source_goes_to_the_plan_of_its_unit_and_year(store: Store) -> None:
    target = preview_import(store, Incoming(plan_of(2026, "Rapat"), unit=BATANG_HARI)).target
    assert target is not None
    assert target.year == 2026


def test_source_with_the_id_of_a_plan_goes_there_whatever_else_it_says(store: Store) -> None:
    (old,) = [plan for plan in store.plans() if plan.year == 2025]
    incoming = Incoming(replace(plan_of(2030, "Rapat"), id=old.id), unit=JAMBI)
    assert preview_import(store, incoming).target == old


def test_what_the_user_names_goes_before_what_the_source_says(store: Store) -> None:
    incoming = Incoming(plan_of(2026, "Rapat"), unit=JAMBI)
    target = preview_import(store, incoming, unit_name="batang hari", year=2025).target
    assert target is not None
    assert (target.year, target.unit_id) == (2025, store.units()[0].id)


def test_unit_and_year_that_nobody_says_are_taken_where_there_is_only_one(tmp_path: Path) -> None:
    with Store.create(tmp_path / "b.zidesk") as store:
        add_plan(store, BATANG_HARI, plan_of(2026, "Rapat"))
        assert preview_import(store, Incoming(plan_of(0, "Rapat"))).target == store.plans()[0]


def test_a_year_that_nobody_says_is_asked_for_where_there_are_several(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="sebutkan tahunnya"):
        preview_import(store, Incoming(plan_of(0, "Rapat"), unit=BATANG_HARI))


def test_a_unit_that_nobody_says_is_asked_for_where_there_are_several(store: Store) -> None:
    add_plan(store, JAMBI, plan_of(2026, "Rapat"))
    with pytest.raises(InvalidInputError, match="sebutkan satuan kerjanya"):
        preview_import(store, Incoming(plan_of(2026, "Rapat")))


def test_a_named_unit_that_is_nowhere_is_refused_unless_its_level_is_clear(store: Store) -> None:
    with pytest.raises(NotFoundError, match="Kabupaten Batang Hari"):
        preview_import(store, Incoming(plan_of(2026, "Rapat")), unit_name="Tebo")
    with pytest.raises(NotFoundError, match="Kabupaten Tebo"):
        preview_import(store, Incoming(plan_of(2026, "Rapat"), unit=JAMBI), unit_name="Kabupaten Tebo")
    incoming = Incoming(plan_of(2026, "Rapat"))
    preview = preview_import(store, incoming, unit_name="Kabupaten Tebo")
    assert (preview.target, preview.unit.name, preview.unit.level) == (
        None,
        "Kabupaten Tebo",
        Level.KABUPATEN,
    )


def test_two_plans_of_one_unit_and_year_are_refused(store: Store) -> None:
    add_plan(store, BATANG_HARI, plan_of(2026, "Rapat"))
    with pytest.raises(InvalidInputError, match="beberapa rencana 2026"):
        preview_import(store, Incoming(plan_of(2026, "Rapat"), unit=BATANG_HARI))


def test_a_replaced_plan_takes_no_import(store: Store) -> None:
    first = next(plan for plan in store.plans() if plan.year == 2026)
    set_status(store, first.id, PlanStatus.DITETAPKAN)
    set_status(store, first.id, PlanStatus.DIUBAH)
    second = add_plan(store, BATANG_HARI, plan_of(2026, "Rapat")).created[0]
    target = preview_import(store, Incoming(plan_of(2026, "Rapat"), unit=BATANG_HARI)).target
    assert target is not None
    assert target.id == second


def test_changes_are_one_step_named_after_the_source(store: Store) -> None:
    incoming = Incoming(plan_of(2026, "Rapat", "Laporan", "Foto"), unit=BATANG_HARI)
    preview = preview_import(store, incoming)
    assert stored_texts(store, 2026) == ["Rapat", "Laporan"]
    outcome = apply_import(store, preview, "kiriman.xlsx")
    assert outcome.name == "Impor 1 perubahan dari kiriman.xlsx"
    assert stored_texts(store, 2026) == ["Rapat", "Laporan", "Foto"]
    assert store.undo_name == outcome.name
    store.undo()
    assert stored_texts(store, 2026) == ["Rapat", "Laporan"]


def test_an_import_without_changes_is_no_step(store: Store) -> None:
    before = store.undo_name
    preview = preview_import(store, Incoming(plan_of(2026, "Rapat", "Laporan"), unit=BATANG_HARI))
    assert apply_import(store, preview, "kiriman.xlsx").operation_id is None
    assert store.undo_name == before


def test_a_plan_of_another_unit_is_added_in_one_step(store: Store) -> None:
    preview = preview_import(store, Incoming(plan_of(2026, "Rapat"), unit=JAMBI))
    assert preview.target is None
    outcome = apply_import(store, preview, "jambi.xlsx")
    assert [unit.name for unit in store.units()] == ["Provinsi Jambi", "Kabupaten Batang Hari"]
    assert outcome.name == store.undo_name == "Impor rencana 2026 Provinsi Jambi dari jambi.xlsx"
    store.undo()
    assert [unit.name for unit in store.units()] == ["Kabupaten Batang Hari"]


def test_rows_deleted_in_our_own_export_go_unless_kept(store: Store) -> None:
    summary = next(plan for plan in store.plans() if plan.year == 2026)
    plan = store.load_record(summary.id).plan
    area, component = plan.areas[0], plan.areas[0].components[0]
    indicator = component.indicators[0]
    shorter = replace(indicator, actions=indicator.actions[:1])
    edited = replace(plan, areas=(replace(area, components=(replace(component, indicators=(shorter,)),)),))
    preview = preview_import(store, Incoming(edited, unit=BATANG_HARI, carries_ids=True))
    apply_import(store, preview, "a.xlsx", keep_missing=True)
    assert stored_texts(store, 2026) == ["Rapat", "Laporan"]
    outcome = apply_import(store, preview, "a.xlsx")
    assert outcome.name == "Impor 1 perubahan dari a.xlsx"
    assert stored_texts(store, 2026) == ["Rapat"]


def test_a_signed_plan_keeps_its_text(store: Store) -> None:
    summary = next(plan for plan in store.plans() if plan.year == 2026)
    set_status(store, summary.id, PlanStatus.DITETAPKAN)
    preview = preview_import(store, Incoming(plan_of(2026, "Rapat", "Laporan", "Foto"), unit=BATANG_HARI))
    with pytest.raises(PlanLockedError):
        apply_import(store, preview, "a.xlsx")
    assert stored_texts(store, 2026) == ["Rapat", "Laporan"]


def test_links_come_back_with_rows_that_were_deleted(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "undangan.pdf"
    source.write_bytes(b"undangan")
    (plan_id,) = [plan.id for plan in store.plans() if plan.year == 2026]
    first, second = (path.action for path in store.load_record(plan_id).plan.actions())
    attach_files(store, [source], [(second.id, 4)])
    saved = store.load_record(plan_id)
    delete_nodes(store, [(NodeKind.ACTION, second.id)])
    incoming = Incoming(
        saved.plan, BATANG_HARI, carries_ids=True, carries_realization=True, evidence=saved.evidence
    )
    preview = preview_import(store, incoming)
    assert preview.comparison.problems == ()
    apply_import(store, preview, "simpanan.json")
    assert store.load_record(plan_id) == saved
    assert first.evidence == ()


def test_a_decrees_own_wording_of_an_area_leaves_no_empty_area_of_the_template(tmp_path: Path) -> None:
    example = read_example("batanghari-2026")
    assert example.unit is not None
    with Store.create(tmp_path / "baru.zidesk") as store:
        add_plan(store, example.unit, blank_plan(2026))
        apply_import(store, preview_import(store, example), "batanghari.json")
        areas = store.load_record(store.plans()[0].id).plan.areas
        assert [area.text for area in areas] == [area.text for area in example.plan.areas]
        assert store.undo()
        assert len(store.load_record(store.plans()[0].id).plan.areas) == 6


def test_a_table_of_one_area_leaves_the_other_empty_areas(tmp_path: Path) -> None:
    with Store.create(tmp_path / "baru.zidesk") as store:
        add_plan(store, BATANG_HARI, blank_plan(2026))
        apply_import(store, preview_import(store, Incoming(plan_of(2026, "Rapat"))), "satu.xlsx")
        assert len(store.load_record(store.plans()[0].id).plan.areas) == 6


def test_the_preview_of_a_signed_plan_lists_the_rows_that_are_refused(store: Store) -> None:
    (plan_id,) = [plan.id for plan in store.plans() if plan.year == 2026]
    set_status(store, plan_id, PlanStatus.DITETAPKAN, decree_number="10", decree_date=date(2026, 1, 22))
    plan = store.load_record(plan_id).plan
    done = MonthCell(4, planned=True, realized_on=date(2026, 4, 30))

    def incoming(*actions: Action) -> Incoming:
        area = plan.areas[0]
        component = area.components[0]
        indicator = replace(component.indicators[0], actions=actions)
        component = replace(component, indicators=(indicator,))
        return Incoming(
            replace(plan, areas=(replace(area, components=(component,)),)),
            BATANG_HARI, carries_ids=True, carries_realization=True,
        )  # fmt: skip

    first, second = (path.action for path in plan.actions())
    fine = preview_import(store, incoming(replace(first, months=(done,)), second))
    assert (fine.comparison.changed, fine.comparison.problems) == (1, ())
    refused = preview_import(store, incoming(replace(first, text="Rapat lain", target_percent=50)))
    advice = "samakan dahulu baris ini dengan rencananya."
    reason = "rencana ini sudah ditetapkan, jadi tidak dapat diimpor"
    assert [problem.message for problem in refused.comparison.problems] == [
        f"I.1.1.1: {reason} (Langkah aksi, Target); {advice}",
        f"I.1.1.2: {reason} (penghapusan baris); {advice}",
    ]
    with pytest.raises(PlanLockedError):
        apply_import(store, refused, "b.xlsx")
    apply_import(store, fine, "a.xlsx")
    assert next(store.load_record(plan_id).plan.actions()).action.months == (done,)


# Edited exports of this very file, and of other copies of the plan.


def exported(store: Store, path: Path) -> Path:
    """Export the plan of 2026."""
    (plan_id,) = [plan.id for plan in store.plans() if plan.year == 2026]
    with path.open("wb") as stream:
        write_workbook(store.load_record(plan_id), stream, date(2026, 4, 30))
    return path


def rename(store: Store, row: int, text: str) -> None:
    """Retype an action of the plan of 2026 in zidesk."""
    (plan_id,) = [plan.id for plan in store.plans() if plan.year == 2026]
    action = list(store.load_record(plan_id).plan.actions())[row].action
    edit_node(store, NodeKind.ACTION, action.id, text=text)


def retype(path: Path, before: str, after: str) -> None:
    """Retype a cell of the workbook's table."""
    book = load_workbook(path)
    for row in book["Rencana Aksi"].iter_rows():
        for cell in row:
            if cell.value == before:
                cell.value = after
    book.save(path)


def test_edits_made_here_since_the_export_stay(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "senin.xlsx")
    rename(store, 0, "Rapat bulanan")
    retype(path, "Laporan", "Laporan akhir")
    preview = preview_import(store, read_workbook(path))
    assert (preview.comparison.changed, preview.comparison.problems) == (1, ())
    apply_import(store, preview, path.name)
    assert stored_texts(store, 2026) == ["Rapat bulanan", "Laporan akhir"]


def test_the_side_that_was_chosen_is_stored(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "senin.xlsx")
    rename(store, 0, "Rapat zidesk")
    rename(store, 1, "Laporan zidesk")
    retype(path, "Rapat", "Rapat Excel")
    retype(path, "Laporan", "Laporan Excel")
    preview = preview_import(store, read_workbook(path))
    first, second = preview.comparison.conflicts
    assert (first.ours, second.theirs) == ("Rapat zidesk", "Laporan Excel")
    apply_import(store, preview.taking([second.key]), path.name)
    assert stored_texts(store, 2026) == ["Rapat zidesk", "Laporan Excel"]
    store.undo()
    assert stored_texts(store, 2026) == ["Rapat zidesk", "Laporan zidesk"]


def test_an_export_from_another_copy_of_the_file_says_all_that_is_new(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "salinan.zidesk"
    with store.idle():
        shutil.copy(store.path, copy)
    with Store.open(copy) as other:
        rename(other, 0, "Rapat dari salinan")
        path = exported(other, tmp_path / "salinan.xlsx")
    comparison = preview_import(store, read_workbook(path)).comparison
    assert (comparison.changed, comparison.conflicts) == (1, ())
    assert next(comparison.merged().actions()).action.text == "Rapat dari salinan"


def test_an_export_that_was_undone_here_since_stays_undone(store: Store, tmp_path: Path) -> None:
    rename(store, 0, "Rapat bulanan")
    path = exported(store, tmp_path / "senin.xlsx")
    store.undo()
    rename(store, 1, "Laporan akhir")
    comparison = preview_import(store, read_workbook(path)).comparison
    assert (comparison.changed, comparison.problems) == (0, ())


def test_a_file_restored_from_before_the_export_takes_the_export_as_it_is(
    store: Store, tmp_path: Path
) -> None:
    backup = tmp_path / "cadangan.zidesk"
    with store.idle():
        shutil.copy(store.path, backup)
    rename(store, 0, "Rapat bulanan")
    path = exported(store, tmp_path / "senin.xlsx")
    with Store.open(backup) as restored:
        rename(restored, 1, "Laporan lain")
        comparison = preview_import(restored, read_workbook(path)).comparison
        assert comparison.changed == 2


@pytest.mark.parametrize("moment", ["", "-", "1", "1-", "x-1", "9" * 40, "99999999-00", "٣-1"])
def test_a_moment_that_this_file_does_not_know_is_not_its_history(store: Store, moment: str) -> None:
    assert not store.has_been_at(moment)
    assert store.has_been_at(store.moment)


def test_a_preview_does_not_read_the_list_of_all_evidence(store: Store, tmp_path: Path) -> None:
    record = store.load_record(store.plans()[0].id)
    seen: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(seen.append)
        preview_import(store, Incoming(record.plan, record.unit))
        connection.set_trace_callback(None)
    assert seen
    lists = [" ".join(query.split()) for query in seen if "media_type" in query or "evidence_link" in query]
    assert [query for query in lists if "WHERE" not in query] == []
