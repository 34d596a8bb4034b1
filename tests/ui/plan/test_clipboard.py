"""Copy and paste with Excel and Explorer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from tests.ui.plan.conftest import Desk
from zidesk.domain.plan.model import PlanStatus
from zidesk.exchange.tables.clipboard import from_tsv
from zidesk.ui.plan.sheet import columns

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _taken() -> list[list[str]]:
    return from_tsv(QGuiApplication.clipboard().text())


def test_rows_are_copied_as_the_formal_table(desk: Desk) -> None:
    desk.go("Pemantauan")
    desk.press(KEY.Key_C, CONTROL)
    (row,) = _taken()
    assert row[:5] == ["2", "Pemantauan", "Monev", "Rapat evaluasi", "Bukti Rapat evaluasi"]
    assert [number for number in range(1, 13) if row[4 + number] == "√"] == [4, 7, 10, 12]
    assert row[17] == "100%"


def test_a_component_is_pasted_below_the_current_one_as_one_step(desk: Desk) -> None:
    desk.go("Pemantauan")
    desk.press(KEY.Key_C, CONTROL)
    desk.go("Peta proses")
    desk.press(KEY.Key_V, CONTROL)
    pasted = desk.row("PENATAAN TATA LAKSANA").children[1]
    assert [row.text for row in pasted.descend()] == ["Pemantauan", "Monev", "Rapat evaluasi"]
    action = pasted.children[0].children[0].action
    assert action is not None
    assert action.planned_months == {4, 7, 10, 12}
    assert len(desk.undo_names()) == 1
    desk.workspace.undo()
    assert len(desk.row("PENATAAN TATA LAKSANA").children) == 1


def test_rows_from_excel_are_pasted_below_the_current_action(desk: Desk) -> None:
    months = "\t".join("√" if month in (3, 6) else "" for month in range(1, 13))
    _put(f'\t\t\tLangkah satu\t"Bukti\nsatu"\t{months}\t100%\r\n\t\t\tLangkah dua\t\t{months}\t\r\n')
    desk.go("Menyusun rencana")
    desk.press(KEY.Key_V, CONTROL)
    assert [row.text for row in desk.row("Rencana").children] == [
        "Menyusun rencana",
        "Langkah satu",
        "Langkah dua",
        "Sosialisasi",
    ]
    one = desk.action("Langkah satu")
    assert (one.evidence_text, one.planned_months, one.target_percent) == ("Bukti\nsatu", {3, 6}, 100)
    assert desk.current() == ("Langkah satu", 0)


def test_lines_of_text_become_rows_of_the_current_kind(desk: Desk) -> None:
    _put("Indikator A\nIndikator B\n")
    desk.go("SK Tim")
    desk.press(KEY.Key_V, CONTROL)
    assert [row.text for row in desk.row("Tim kerja").children] == [
        "SK Tim",
        "Indikator A",
        "Indikator B",
        "Rencana",
    ]


def test_a_block_of_months_goes_to_the_rows_from_the_current_cell_down(desk: Desk) -> None:
    _put("x\t\tv\n1\t●\t\n")
    desk.go("Menyusun rencana", 3)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Menyusun rencana") == {2, 3, 5}
    assert desk.months("Sosialisasi") == {3, 4}
    assert len(desk.undo_names()) == 1


def test_a_block_from_excel_goes_to_one_action_after_another_past_the_rows_between(desk: Desk) -> None:
    _put("x\t\n\tx\n\t\nx\tx\n")
    desk.go("Menerbitkan SK", 1)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Menerbitkan SK") == {1}
    assert desk.months("Menyusun rencana") == {2, 3}
    assert desk.months("Sosialisasi") == frozenset()
    assert desk.months("Rapat evaluasi") == {1, 2, 4, 7, 10, 12}


def test_a_block_over_several_indicators_is_copied_as_one_line_an_action(desk: Desk) -> None:
    desk.go("Menerbitkan SK", 1)
    for _ in range(5):
        desk.press(KEY.Key_Down, SHIFT)
    for _ in range(2):
        desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_C, CONTROL)
    assert _taken() == [["√", "", ""], ["", "√", "√"], ["", "", ""]]


def test_a_row_s_figures_above_the_actions_are_copied_too(desk: Desk) -> None:
    desk.go("Tim kerja", columns.PROGRESS)
    desk.press(KEY.Key_C, CONTROL)
    assert _taken() == [["0%"]]


def test_months_and_figures_are_copied_as_a_block_and_pasted_elsewhere(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 1)
    desk.press(KEY.Key_End, SHIFT)
    desk.press(KEY.Key_C, CONTROL)
    (row,) = _taken()
    assert row == ["", "", "", "√", "", "", "√", "", "", "√", "", "√", "100%", "0%", "0/4", ""]
    desk.go("Menyusun SOP", 1)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Menyusun SOP") == {4, 7, 10, 12}
    assert desk.action("Menyusun SOP").target_percent == 100
    assert len(desk.undo_names()) == 1


def test_one_copied_cell_fills_all_selected_ones(desk: Desk) -> None:
    _put("√")
    desk.go("Menyusun rencana", 9)
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Menyusun rencana") == {2, 3, 9, 10}
    assert desk.months("Sosialisasi") == {9, 10}


def test_a_text_that_is_no_mark_is_refused_and_nothing_is_pasted(desk: Desk) -> None:
    _put("√\tbesok\n")
    desk.go("Sosialisasi", 3)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Sosialisasi") == frozenset()
    (sentence,) = desk.refusals
    assert "besok" in sentence


def test_an_empty_clipboard_is_told(desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    desk.go("Sosialisasi")
    desk.press(KEY.Key_V, CONTROL)
    assert "kosong" in desk.refusals[0]


def test_persons_in_charge_are_pasted_down_a_column(desk: Desk) -> None:
    _put("Hukum\nUmum\n")
    desk.go("Menyusun rencana", columns.PERSON)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.action("Menyusun rencana").person_in_charge == "Hukum"
    assert desk.action("Sosialisasi").person_in_charge == "Umum"


def test_pasting_rows_into_a_fixed_plan_is_refused(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    before = desk.texts()
    _put("Langkah\n")
    desk.go("Sosialisasi")
    desk.press(KEY.Key_V, CONTROL)
    assert desk.texts() == before
    assert "ditetapkan" in desk.refusals[0]


def test_pasted_files_become_evidence_of_the_selected_month(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "undangan.pdf"
    path.write_bytes(b"%PDF undangan")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    desk.go("Rapat evaluasi", 4)
    desk.press(KEY.Key_V, CONTROL)
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    (link,) = desk.action("Rapat evaluasi").evidence
    assert link.month == 4
    (entry,) = desk.store.evidence_files()
    assert entry.evidence.name == "undangan.pdf"


def test_a_pasted_folder_is_refused_and_becomes_no_row(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Bukti Januari"
    folder.mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    data.setText(str(folder))
    QGuiApplication.clipboard().setMimeData(data)
    before = desk.texts()
    desk.go("Sosialisasi")
    desk.press(KEY.Key_V, CONTROL)
    desk.bot.waitUntil(lambda: bool(desk.refusals) and not desk.workspace.is_busy, timeout=10_000)
    assert desk.refusals == ["“Bukti Januari” adalah folder; pilihlah berkas di dalamnya."]
    assert desk.texts() == before


def test_ctrl_x_copies_cells_then_clears_them(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    for _ in range(3):
        desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_X, CONTROL)
    assert _taken() == [["√", "", "", "√"]]
    assert desk.months("Rapat evaluasi") == {10, 12}
    desk.go("Sosialisasi", 1)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Sosialisasi") == {1, 4}
    assert len(desk.undo_names()) == 2


def test_ctrl_x_on_a_row_copies_the_row_and_empties_its_text_as_del_does(desk: Desk) -> None:
    desk.go("Pemantauan")
    desk.press(KEY.Key_X, CONTROL)
    assert _taken()[0][1] == "Pemantauan"
    assert desk.texts().count("  ") == 1
    assert desk.row("Monev").parent is not None
    assert "barisnya tetap ada" in desk.view.notice.text
    desk.workspace.undo()
    assert desk.row("Pemantauan").children


def test_ctrl_x_in_a_fixed_plan_copies_and_says_why_nothing_is_cleared(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi", 4)
    desk.press(KEY.Key_X, CONTROL)
    assert _taken() == [["√"]]
    assert desk.months("Rapat evaluasi") == {4, 7, 10, 12}
    assert "terkunci" in desk.refusals[0]
