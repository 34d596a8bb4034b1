"""Run on the copy that has ``lokasi``: the panel shows and stores it, the search and the tooltip know it."""

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.plan.conftest import Desk
from zidesk.db.operations import months
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.widgets.text_field import Field


def retype(desk: Desk, field: Field, text: str) -> None:
    field.editor.setFocus()
    field.editor.selectAll()
    desk.bot.keyClicks(field.editor, text)
    desk.bot.keyClick(field.editor, Qt.Key.Key_Return)


def fields(desk: Desk) -> list[Field]:
    panel = desk.view.panel
    every = (*panel.action_part.fields, *panel.month_part.fields)
    return [field for field in every if field.label.text() == "Lokasi"]


def test_the_panel_shows_and_stores_it(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    of_action, of_month = fields(desk)
    assert of_action.isVisible()
    assert of_month.isVisible()
    retype(desk, of_action, "Aula")
    retype(desk, of_month, "Kantor camat")
    action: Any = desk.action("Rapat evaluasi")
    assert (action.lokasi, action.cell(4).lokasi) == ("Aula", "Kantor camat")
    assert desk.undo_names()[0] == "Ubah lokasi langkah aksi"
    assert "kantor camat" in desk.row("Rapat evaluasi").haystack()
    assert "aula" in desk.row("Rapat evaluasi").haystack()
    model = desk.view.model
    index = model.index_of(desk.row("Rapat evaluasi"), 4)
    assert "Kantor camat" in str(model.data(index, Qt.ItemDataRole.ToolTipRole))
    retype(desk, of_action, "x" * 301)
    assert "Lokasi terlalu panjang" in of_action.message.text()


def test_a_signed_plan_locks_the_actions_and_not_the_months(make_desk: Any) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi", 4)
    of_action, of_month = fields(desk)
    assert of_action.is_locked
    assert not of_month.is_locked
    months.record_month(desk.store, desk.row("Rapat evaluasi").id, 4, lokasi="Aula")
