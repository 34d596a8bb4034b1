import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exchange.exchange_helpers import AS_OF, EXAMPLES, example, export, reread
from tests.strategies import plan_records
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import (
    Evidence,
    EvidenceLink,
    MonthCell,
    Plan,
    PlanRecord,
    Remark,
    new_id,
)
from zidesk.exchange.workbook.reading import read_workbook
from zidesk.exchange.workbook.writing import write_workbook

pytestmark = pytest.mark.timeout(300)
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def in_a_workbook(plan: Plan) -> Plan:
    """What a workbook tells of a plan: all but the decree's own words."""
    return replace(plan, decree=BLANK_DECREE)


def assert_unchanged(record: PlanRecord, incoming: Incoming) -> None:
    assert [problem.message for problem in incoming.problems] == []
    comparison = compare(record.plan, incoming)
    assert [(row.code, row.fields) for row in comparison.rows if row.fields] == []
    assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)
    assert comparison.merged() == record.plan
    assert incoming.unit == record.unit
    assert replace(incoming.plan, areas=()) == replace(in_a_workbook(record.plan), areas=())


def carried_out(record: PlanRecord) -> PlanRecord:
    """The plan with realisation, evidence and remarks on its first action."""
    evidence = Evidence(
        new_id(), "0f" * 32, "undangan rapat.pdf", 123_456, "application/pdf", date(2026, 1, 5)
    )
    area = record.plan.areas[0]
    component = area.components[0]
    indicator = component.indicators[0]
    action = replace(
        indicator.actions[0],
        months=(
            MonthCell(1, planned=True, realized_on=date(2026, 1, 30), percent=100, note="=tepat waktu"),
            MonthCell(2, planned=True, obstacle="Anggaran belum cair", follow_up="Rapat ulang\npekan depan"),
            MonthCell(5, realized_on=date(2026, 5, 3), percent=57),
        ),
        evidence=(EvidenceLink(evidence.id, 0), EvidenceLink(evidence.id, 1)),
        remarks=(Remark(new_id(), "Lampirkan notulen", date(2026, 4, 2), answered=True),),
        person_in_charge="Subbag Hukum",
        schedule_text="awal tahun",
    )
    indicator = replace(indicator, actions=(action, *indicator.actions[1:]))
    component = replace(component, indicators=(indicator, *component.indicators[1:]))
    area = replace(area, components=(component, *area.components[1:]))
    plan = replace(record.plan, areas=(area, *record.plan.areas[1:]))
    return PlanRecord(record.unit, plan, {evidence.id: evidence})


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_untouched_export_of_a_real_plan_changes_nothing(name: str, tmp_path: Path) -> None:
    record = carried_out(example(name))
    incoming = reread(record, tmp_path / "rencana.xlsx")
    assert_unchanged(record, incoming)
    assert incoming.plan == in_a_workbook(record.plan)
    assert incoming.evidence == record.evidence
    assert incoming.carries_ids
    assert incoming.carries_realization
    assert incoming.carries_remarks


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=plan_records())
def test_an_untouched_export_changes_nothing(
    record: PlanRecord, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("ekspor") / "rencana.xlsx"
    incoming = reread(record, path)
    assert_unchanged(record, incoming)
    assert incoming.plan == in_a_workbook(record.plan)
    path.unlink()


def resaved(*paths: Path) -> list[Path]:
    """The workbooks of one folder as LibreOffice saves them after opening them."""
    folder = paths[0].parent / "libreoffice"
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{paths[0].parent}/profile",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=200,
    )  # fmt: skip
    return [folder / path.name for path in paths]


@needs_libreoffice
def test_real_plans_saved_again_by_libreoffice_change_nothing(tmp_path: Path) -> None:
    records = [carried_out(example(name)) for name in EXAMPLES]
    paths = [export(record, tmp_path / f"{place}.xlsx") for place, record in enumerate(records)]
    for record, path in zip(records, resaved(*paths), strict=True):
        incoming = read_workbook(path)
        assert_unchanged(record, incoming)
        assert incoming.plan == in_a_workbook(record.plan)


# One start of LibreOffice takes seconds: many plans in one example, and no shrinking.
@needs_libreoffice
@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(records=st.lists(plan_records(), min_size=10, max_size=10))
def test_plans_saved_again_by_libreoffice_change_nothing(
    records: list[PlanRecord], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("ekspor")
    paths = [export(record, folder / f"{place}.xlsx") for place, record in enumerate(records)]
    for record, path in zip(records, resaved(*paths), strict=True):
        assert_unchanged(record, read_workbook(path))


def test_two_thousand_rows_come_back(tmp_path: Path) -> None:
    small = example("batanghari-2026")
    areas = small.plan.areas
    many = tuple(
        replace(
            area,
            id=new_id(),
            components=tuple(
                replace(
                    component,
                    id=new_id(),
                    indicators=tuple(
                        replace(
                            indicator,
                            id=new_id(),
                            actions=tuple(
                                replace(action, id=new_id(), months=action.months[:1])
                                for action in indicator.actions
                            ),
                        )
                        for indicator in component.indicators
                    ),
                )
                for component in area.components
            ),
        )
        for _ in range(30)
        for area in areas
    )
    record = PlanRecord(small.unit, replace(small.plan, areas=many))
    ticks: list[tuple[int, int]] = []
    path = tmp_path / "besar.xlsx"
    with path.open("wb") as stream:
        write_workbook(record, stream, AS_OF, lambda done, total: ticks.append((done, total)))
    assert ticks[-1][0] == ticks[-1][1] > 2_000
    incoming = read_workbook(path)
    assert sum(1 for _ in incoming.plan.actions()) == 2_040
    assert incoming.plan == in_a_workbook(record.plan)
