"""Plans to print."""

from dataclasses import replace

from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Level,
    MonthCell,
    Plan,
    PlanRecord,
    Unit,
)
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.resource_path import resource_path

UNIT = Unit(
    name="Kabupaten Batang Hari",
    level=Level.KABUPATEN,
    province="Jambi",
    seat="Muara Bulian",
    jdih="jdih.kpu.go.id/jambi/batanghari",
    chair_name="AHMAD HALIM",
    certifier_title="Kepala Subbagian Teknis Penyelenggaraan Pemilu dan Hukum",
    certifier_name="Chaidir",
)


def example(name: str) -> PlanRecord:
    """A bundled plan without its decree: every page of its annex is the table's."""
    whole = whole_example(name)
    return replace(whole, plan=replace(whole.plan, decree=BLANK_DECREE))


def whole_example(name: str) -> PlanRecord:
    """A bundled plan with its decree and narrative."""
    incoming = read_plan_json(resource_path("examples", f"{name}.json"))
    assert incoming.unit is not None
    return PlanRecord(incoming.unit, incoming.plan)


def action(text: str, evidence: str = "Laporan", months: tuple[int, ...] = (1,), **fields: object) -> Action:
    return Action(text, evidence, tuple(MonthCell(month, planned=True) for month in months), 100, **fields)


def numbered_plan(rows: int, per_component: int = 4, words: int = 4) -> Plan:
    """A plan of one area whose actions are "Langkah 1", "Langkah 2", … with texts of some words."""
    actions = [
        action(f"Langkah {n} " + "kegiatan " * (words + n % 3), f"Bukti {n}", (n % 12 + 1,))
        for n in range(1, rows + 1)
    ]
    components = tuple(
        Component(
            f"Komponen {start // per_component + 1}",
            tuple(
                Indicator(f"Indikator {start + n + 1}", (step,))
                for n, step in enumerate(actions[start : start + per_component])
            ),
        )
        for start in range(0, rows, per_component)
    )
    return Plan(2026, (Area("MANAJEMEN PERUBAHAN", components),))


def record_of(*components: Component, **fields: object) -> PlanRecord:
    """A plan of one area with ``components``."""
    return PlanRecord(UNIT, replace(Plan(2026, (Area("MANAJEMEN PERUBAHAN", components),)), **fields))


def one_row(text: str, evidence: str = "Laporan", **fields: object) -> PlanRecord:
    """A plan with one action."""
    return record_of(Component("Tim Kerja", (Indicator("SK Tim", (action(text, evidence, **fields),)),)))
