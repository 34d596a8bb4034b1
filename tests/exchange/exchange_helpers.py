"""What the exchange tests share: the real plans with ids, exports in a folder, edits by openpyxl."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    MonthCell,
    Node,
    Plan,
    PlanRecord,
    Remark,
    Unit,
    children,
    new_id,
    with_children,
)
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.exchange.workbook.reading import read_workbook
from zidesk.exchange.workbook.writing import write_workbook
from zidesk.resource_path import resource_path

AS_OF = date(2026, 4, 30)
EXAMPLES = ("batanghari-2026", "jambi-2026")


def example_path(name: str) -> Path:
    return Path(resource_path("examples", f"{name}.json"))


def with_ids(node: Node) -> Node:
    return with_children(replace(node, id=new_id()), tuple(with_ids(child) for child in children(node)))


def example(name: str) -> PlanRecord:
    """A real plan as the store would give it: every row with an id."""
    incoming = read_plan_json(example_path(name))
    unit = replace(incoming.unit or Unit(""), id=new_id())
    areas = tuple(with_ids(area) for area in incoming.plan.areas)
    return PlanRecord(unit, replace(incoming.plan, areas=areas, id=new_id(), unit_id=unit.id))


def export(record: PlanRecord, path: Path) -> Path:
    with path.open("wb") as stream:
        write_workbook(record, stream, AS_OF)
    return path


@contextmanager
def edited(path: Path) -> Iterator[Workbook]:
    """Open an exported workbook as a clerk would, and save it again."""
    workbook = load_workbook(path)
    yield workbook
    workbook.save(path)


def row_of(sheet: Worksheet, text: str) -> int:
    """The number of the row in which a cell reads ``text``."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                return cell.row
    raise AssertionError(text)


def column_of(sheet: Worksheet, title: str | int) -> int:
    """The number of the column with ``title`` in the head (a month's is its number)."""
    head = row_of(sheet, "Langkah Aksi")
    for row in (head, head + 1):
        for cell in sheet[row]:
            if cell.value == title:
                return cell.column
    raise AssertionError(title)


def reread(record: PlanRecord, path: Path) -> Incoming:
    return read_workbook(export(record, path))


def stripped(plan: Plan) -> Plan:
    return replace(plan, areas=())


def rows_unmerged(sheet: Worksheet, first: int) -> list[list[Any]]:
    """Return the values of all rows from ``first`` on, whose cells stand alone after that."""
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= first:
            sheet.unmerge_cells(str(merged))
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def small_record() -> PlanRecord:
    """A plan of six actions with things done, remarks and evidence: quick to export and to read."""
    done = MonthCell(2, planned=True, realized_on=date(2026, 2, 20), obstacle="Hujan")
    file = Evidence("e" * 32, "a" * 64, "sk.pdf", 1200, "application/pdf", description="SK Tim")
    answered = Remark("d" * 32, "Catatan dua", date(2026, 3, 2), answered=True)
    first = Action(
        "Langkah satu",
        "Bukti satu",
        (MonthCell(1, planned=True), done, MonthCell(4, planned=True)),
        100,
        evidence=(EvidenceLink(file.id, 2),),
        remarks=(Remark("c" * 32, "Catatan satu", date(2026, 3, 1)),),
    )
    others = [
        Action(
            f"Langkah {text}",
            f"Bukti {text}",
            (MonthCell(number, planned=True), MonthCell(12, planned=True)),
            100,
        )
        for number, text in enumerate(("dua", "tiga", "empat", "lima", "enam"), 3)
    ]
    others[0] = replace(others[0], remarks=(answered,))
    areas = (
        Area("MANAJEMEN PERUBAHAN", (Component("Tim", (Indicator("SK", (first, *others[:2])),)),)),
        Area("TATA LAKSANA", (Component("SOP", (Indicator("Peta", tuple(others[2:])),)),)),
    )
    unit = Unit("Kabupaten Merangin", id=new_id())
    plan = Plan(2026, areas=tuple(map(with_ids, areas)), id=new_id(), unit_id=unit.id)
    return PlanRecord(unit, plan, {file.id: file}, moment="1")
