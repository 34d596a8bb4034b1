"""Write a plan as the workbook that goes to the province; see ``layout`` for how rows keep ids."""

from datetime import date
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.plan_sheet_out import write_plan_sheet
from zidesk.exchange.workbook.record_sheets_out import (
    write_evidence_sheet,
    write_hidden_sheet,
    write_identity_sheet,
    write_realization_sheet,
    write_remark_sheet,
)
from zidesk.exchange.workbook.saving import save_workbook
from zidesk.exchange.workbook.styles import register_styles


def write_workbook(record: PlanRecord, stream: BinaryIO, as_of: date, ticker: Ticker = silent) -> None:
    """Write the workbook of ``record`` to the binary ``stream``; lateness is told as of ``as_of``.

    ``ticker`` hears action rows and may cancel the work; nothing has been written to ``stream`` then.
    """
    workbook = Workbook()
    register_styles(workbook)
    plan_sheet = workbook.active
    if not isinstance(plan_sheet, Worksheet):
        raise TypeError(plan_sheet)
    plan_sheet.title = layout.PLAN_SHEET
    write_plan_sheet(plan_sheet, record, ticker)
    write_realization_sheet(workbook.create_sheet(layout.REALIZATION_SHEET), record.plan, as_of)
    write_evidence_sheet(workbook.create_sheet(layout.EVIDENCE_SHEET), record)
    write_remark_sheet(workbook.create_sheet(layout.REMARK_SHEET), record.plan)
    write_identity_sheet(workbook.create_sheet(layout.IDENTITY_SHEET), record)
    write_hidden_sheet(workbook.create_sheet(layout.HIDDEN_SHEET), record)
    workbook.properties.title = f"Rencana aksi Zona Integritas {record.unit.name} {record.plan.year}"
    workbook.properties.creator = f"KPU {record.unit.name}"
    save_workbook(workbook, stream)
