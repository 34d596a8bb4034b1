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
from zidesk.domain.plan.model import Node, Plan, PlanRecord, Unit, children, new_id, with_children
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
