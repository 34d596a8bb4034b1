"""The detail panel: every field, the schedule box, a month's realisation, files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.driving import Answers
from tests.ui.plan.conftest import SMALL_PLAN, Desk
from zidesk.db.operations.evidence import edit_evidence
from zidesk.db.operations.plans import set_status
from zidesk.domain.plan.model import PlanStatus, Remark, new_id
from zidesk.ui.widgets.text_field import Field

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _retype(desk: Desk, field: Field, text: str, *, enter: bool = True) -> None:
    field.editor.setFocus()
    field.editor.selectAll()
    if text:
        desk.bot.keyClicks(field.editor, text)
    else:
        desk.bot.keyClick(field.editor, KEY.Key_Delete)
    if enter:
        desk.bot.keyClick(field.editor, KEY.Key_Return)


def test_each_field_of_an_action_is_shown_and_stored_as_one_step(desk: Desk) -> None:
    desk.go("Rapat evaluasi")
    part = desk.view.panel.action_part
    shown = [field.text for field in part.fields]
    assert shown == [
        "Rapat evaluasi",
        "Bukti Rapat evaluasi",
        "April, Juli, Oktober, Desember",
        "",
        "100%",
        "",
    ]
    _retype(desk, part.person, "Hukum")
    _retype(desk, part.target, "75")
    _retype(desk, part.wording, "Setiap triwulan")
    _retype(desk, part.evidence_text, "Notulen")
    _retype(desk, part.text, "Rapat monev")
    action = desk.action("Rapat monev")
    assert (action.person_in_charge, action.target_percent) == ("Hukum", 75)
    assert (action.schedule_text, action.evidence_text) == ("Setiap triwulan", "Notulen")
    assert len(desk.undo_names()) == 5
    desk.workspace.undo()
    assert part.text.text == "Rapat evaluasi"


def test_a_text_that_was_not_read_does_not_stay_in_a_box_that_is_locked(desk: Desk) -> None:
    plan_id = desk.view.model.plan_id
    desk.go("Sosialisasi")
    part = desk.view.panel.action_part
    _retype(desk, part.schedule, "Maret, kapan saja")
    _retype(desk, part.target, "banyak")
    desk.workspace.run(lambda store: set_status(store, plan_id, PlanStatus.DITETAPKAN, decree_number="1"))
    assert part.schedule.is_locked
    assert (part.schedule.text, part.schedule.message.isVisible()) == ("", False)
    assert part.target.text == "100%"
    desk.click("Rapat evaluasi", 0)
    desk.click("Sosialisasi", 0)
    assert (part.schedule.text, part.target.text) == ("", "100%")
    desk.workspace.undo()
    assert part.schedule.text == "Maret, kapan saja"
    assert "kapan saja" in part.schedule.message.text()
    assert part.target.text == "banyak"


def test_leaving_a_field_stores_it(desk: Desk) -> None:
    desk.go("Rapat evaluasi")
    _retype(desk, desk.view.panel.action_part.text, "Rapat monev", enter=False)
    desk.click("Sosialisasi", 0)
    assert desk.action("Rapat monev").text == "Rapat monev"
    assert desk.action("Sosialisasi").text == "Sosialisasi"


def test_enter_stores_and_shift_enter_begins_a_line(desk: Desk) -> None:
    desk.go("Rapat evaluasi")
    field = desk.view.panel.action_part.evidence_text
    _retype(desk, field, "Undangan", enter=False)
    desk.bot.keyClick(field.editor, KEY.Key_Return, SHIFT)
    desk.bot.keyClicks(field.editor, "Notulen")
    desk.bot.keyClick(field.editor, KEY.Key_Return)
    assert desk.action("Rapat evaluasi").evidence_text == "Undangan\nNotulen"


def test_the_schedule_box_says_what_it_understands_and_sets_the_months(desk: Desk) -> None:
    desk.go("Sosialisasi")
    box = desk.view.panel.action_part.schedule
    _retype(desk, box, "TW I, Agu, Des", enter=False)
    assert box.message.isVisible()
    assert box.message.text() == "Dipahami: Januari s.d Maret, Agustus, Desember (5 bulan)"
    desk.bot.keyClick(box.editor, KEY.Key_Return)
    assert desk.months("Sosialisasi") == {1, 2, 3, 8, 12}
    assert box.text == "Januari s.d Maret, Agustus, Desember"
    assert not box.message.isVisible()


def test_what_the_schedule_box_says_moves_nothing_else(desk: Desk) -> None:
    desk.go("Sosialisasi")
    part = desk.view.panel.action_part
    places = [
        field.mapTo(part, field.rect().topLeft()) for field in (part.text, part.evidence_text, part.target)
    ]
    _retype(desk, part.schedule, "Maret, kapan saja")
    assert part.schedule.message.isVisible()
    assert not part.wording.isVisible()
    for field, place in zip((part.text, part.evidence_text, part.target), places, strict=True):
        moved = field.mapTo(part, field.rect().topLeft()) - place
        assert moved.manhattanLength() < 1.5 * desk.view.sheet.painter.line
    desk.bot.keyClick(part.schedule.editor, KEY.Key_Escape)
    assert part.wording.isVisible()


def test_the_schedule_box_keeps_what_it_cannot_read_and_stores_nothing(desk: Desk) -> None:
    desk.go("Sosialisasi")
    box = desk.view.panel.action_part.schedule
    _retype(desk, box, "Maret, kapan saja")
    assert desk.months("Sosialisasi") == frozenset()
    assert "kapan saja" in box.message.text()
    desk.click("Rapat evaluasi", 0)
    assert box.text == "April, Juli, Oktober, Desember"
    desk.click("Sosialisasi", 0)
    assert box.text == "Maret, kapan saja"
    assert "kapan saja" in box.message.text()
    box.editor.setFocus()
    desk.bot.keyClick(box.editor, KEY.Key_Escape)
    assert box.text == ""
    assert desk.undo_names() == []


def test_a_wrong_target_is_told_beside_the_field_and_not_lost(desk: Desk) -> None:
    desk.go("Sosialisasi")
    field = desk.view.panel.action_part.target
    _retype(desk, field, "banyak")
    assert field.text == "banyak"
    assert "banyak" in field.message.text()
    assert desk.action("Sosialisasi").target_percent == 100
    _retype(desk, field, "90%")
    assert desk.action("Sosialisasi").target_percent == 90
    assert not field.message.isVisible()


def test_a_month_is_marked_done_with_date_percent_and_notes(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    part = desk.view.panel.month_part
    assert "terlambat" in part.state.text()
    part.day.setDate(QDate(2026, 4, 28))
    desk.bot.mouseClick(part.mark, LEFT)
    assert desk.action("Rapat evaluasi").cell(4).realized_on == date(2026, 4, 28)
    _retype(desk, part.percent, "80")
    _retype(desk, part.obstacle, "Hujan")
    _retype(desk, part.follow_up, "Diulang")
    _retype(desk, part.note, "Daring")
    cell = desk.action("Rapat evaluasi").cell(4)
    assert (cell.percent, cell.obstacle, cell.follow_up, cell.note) == (80, "Hujan", "Diulang", "Daring")
    assert "Batalkan" in part.mark.text()
    desk.bot.mouseClick(part.mark, LEFT)
    assert not desk.action("Rapat evaluasi").cell(4).realized


def test_the_day_proposed_lies_in_the_month(desk: Desk) -> None:
    part = desk.view.panel.month_part
    for month, day in ((4, date(2026, 4, 30)), (7, date(2026, 7, 15)), (12, date(2026, 12, 1))):
        desk.go("Rapat evaluasi", month)
        assert part.day.date().toPython() == day


def test_a_percentage_beyond_100_is_told_beside_the_field(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    field = desk.view.panel.month_part.percent
    _retype(desk, field, "101")
    assert "101" in field.message.text()
    assert desk.action("Rapat evaluasi").cell(4).percent is None


def test_the_months_arrows_take_the_current_cell_along(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    desk.bot.mouseClick(desk.view.panel.month_part.later, LEFT)
    assert desk.current() == ("Rapat evaluasi", 5)
    assert desk.view.panel.month_part.month == 5


def test_several_months_are_marked_done_by_the_menu(desk: Desk) -> None:
    desk.go("Menyusun rencana", 2)
    desk.press(KEY.Key_Right, SHIFT)
    desk.view.actions_by_name.realize.trigger()
    action = desk.action("Menyusun rencana")
    assert action.cell(2).realized_on == date(2026, 2, 28)
    assert action.cell(3).realized_on == date(2026, 3, 31)
    assert len(desk.undo_names()) == 1


def test_a_row_above_actions_shows_its_text_and_roll_up(desk: Desk) -> None:
    desk.go("MANAJEMEN PERUBAHAN")
    part = desk.view.panel.heading_part
    assert part.isVisible()
    assert "4 langkah aksi" in part.roll_up.text()
    assert "0% (0 dari 7 bulan terencana)" in part.roll_up.text()
    _retype(desk, part.text, "PERUBAHAN")
    assert desk.row("PERUBAHAN").code == "I"


def test_a_fixed_plan_locks_the_texts_and_says_why_but_takes_realisation(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi", 4)
    panel = desk.view.panel
    assert panel.action_part.text.is_locked
    window = panel.palette().color(QPalette.ColorRole.Window)
    for field in (panel.action_part.text, panel.action_part.schedule):
        shown = field.editor.grab().toImage()
        assert shown.pixelColor(shown.width() - 8, shown.height() - 6) == window
    assert "ditetapkan" in panel.lock.text()
    assert "ditetapkan" in panel.action_part.schedule.editor.toolTip()
    assert not panel.action_part.person.is_locked
    _retype(desk, panel.month_part.obstacle, "Hujan")
    assert desk.action("Rapat evaluasi").cell(4).obstacle == "Hujan"


def test_the_panel_folds_to_one_line_and_stays_folded(desk: Desk) -> None:
    panel = desk.view.panel
    desk.bot.mouseClick(panel.fold, LEFT)
    assert panel.height() <= panel.head_height
    desk.go("Rapat evaluasi")
    assert not panel.is_open
    desk.bot.mouseClick(panel.fold, LEFT)
    assert panel.is_open
    assert panel.height() > panel.head_height


def test_fields_look_like_every_other_input_unless_they_are_locked(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    part = desk.view.panel.action_part
    for editor in (part.text.editor, part.schedule.editor):
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):
            assert editor.palette().color(role) == QApplication.palette(editor).color(role)


def test_the_folded_panel_says_in_one_line_what_the_row_is(desk: Desk) -> None:
    panel = desk.view.panel
    desk.go("Rapat evaluasi")
    desk.bot.mouseClick(panel.fold, LEFT)
    assert panel.place.text() == "Langkah aksi I.2.1.1   Rapat evaluasi"
    assert panel.summary.text() == "Jadwal: April, Juli, Oktober, Desember"
    desk.go("Tim kerja")
    assert panel.place.text() == "Komponen I.1   Tim kerja"
    desk.bot.mouseClick(panel.fold, LEFT)
    assert panel.summary.text() == ""
    assert panel.heading_part.text.text == "Tim kerja"


def test_the_panel_gives_way_in_a_low_window_until_the_user_wants_it(desk: Desk) -> None:
    panel, sheet = desk.view.panel, desk.view.sheet
    line = sheet.painter.line
    desk.view.resize(53 * line, 25 * line)
    assert not panel.is_open
    assert sheet.grid.viewport().height() > 25 * line - 8 * sheet.painter.row_height
    desk.view.resize(70 * line, 41 * line)
    assert panel.is_open
    desk.view.resize(53 * line, 25 * line)
    desk.bot.mouseClick(panel.fold, LEFT)
    assert panel.is_open
    desk.view.resize(53 * line, 24 * line)
    assert panel.is_open


def test_the_panel_stays_in_a_window_that_becomes_low_while_typing(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    editor = desk.view.panel.action_part.person.editor
    editor.setFocus()
    desk.type("Umum")
    desk.view.resize(900, 430)
    assert desk.view.panel.is_open
    assert editor.hasFocus()


def test_the_provinces_remarks_are_shown(make_desk: Callable[..., Desk]) -> None:
    first = SMALL_PLAN.areas[0]
    team = first.components[0]
    indicator = team.indicators[0]
    remarked = replace(
        indicator.actions[0],
        remarks=(
            Remark(new_id(), "Lengkapi SK", date(2026, 5, 4)),
            Remark(new_id(), "Sudah", date(2026, 5, 1), answered=True),
        ),
    )
    indicators = (replace(indicator, actions=(remarked,)), *team.indicators[1:])
    area = replace(first, components=(replace(team, indicators=indicators), *first.components[1:]))
    desk = make_desk(replace(SMALL_PLAN, areas=(area, *SMALL_PLAN.areas[1:])))
    desk.go("Menerbitkan SK")
    assert desk.view.panel.files_part.remarks.text() == "Catatan provinsi: Lengkapi SK (4 Mei 2026)"


def _drop(desk: Desk, target: QWidget, spot: QPoint, data: QMimeData) -> None:
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(spot, copy, data, LEFT, none))
    hover = QDragMoveEvent(spot, copy, data, LEFT, none)
    QApplication.sendEvent(target, hover)
    if hover.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(spot), copy, data, LEFT, none))
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)


def _content(name: str) -> bytes:
    return (b"%PDF-1.4 " if name.endswith(".pdf") else b"") + name.encode()


def _files(tmp_path: Path, *names: str) -> QMimeData:
    data = QMimeData()
    urls = []
    for name in names:
        path = tmp_path / name
        path.write_bytes(_content(name))
        urls.append(QUrl.fromLocalFile(str(path)))
    data.setUrls(urls)
    return data


def test_files_dropped_on_a_month_prove_that_month_on_a_row_the_whole_year(
    desk: Desk, tmp_path: Path
) -> None:
    _drop(desk, *desk.place("Rapat evaluasi", 4), _files(tmp_path, "a.pdf", "b.jpg"))
    assert sorted(link.month for link in desk.action("Rapat evaluasi").evidence) == [4, 4]
    _drop(desk, *desk.place("Sosialisasi", 0), _files(tmp_path, "c.pdf"))
    assert [link.month for link in desk.action("Sosialisasi").evidence] == [0]
    desk.go("Rapat evaluasi", 4)
    files = desk.view.panel.files_part
    assert [files.list.item(n).text() for n in range(2)] == ["a.pdf  (April)", "b.jpg  (April)"]


def test_files_dropped_together_with_a_folder_are_refused_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    data = _files(tmp_path, "a.pdf")
    (tmp_path / "folder").mkdir()
    data.setUrls([*data.urls(), QUrl.fromLocalFile(str(tmp_path / "folder"))])
    _drop(desk, *desk.place("Rapat evaluasi", 4), data)
    assert desk.refusals == ["“folder” adalah folder; pilihlah berkas di dalamnya."]
    assert desk.action("Rapat evaluasi").evidence == ()


def test_files_dropped_on_a_row_above_several_actions_are_not_taken(desk: Desk, tmp_path: Path) -> None:
    _drop(desk, *desk.place("Rencana", 0), _files(tmp_path, "a.pdf"))
    assert desk.store.evidence_files() == ()


def test_files_dropped_on_an_indicator_with_one_action_prove_that_action(desk: Desk, tmp_path: Path) -> None:
    _drop(desk, *desk.place("Monev", 0), _files(tmp_path, "a.pdf"))
    assert [link.month for link in desk.action("Rapat evaluasi").evidence] == [0]


def test_a_dropped_mail_item_says_what_to_do_instead(desk: Desk) -> None:
    data = QMimeData()
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"mail")
    _drop(desk, *desk.place("Rapat evaluasi", 4), data)
    (sentence,) = desk.refusals
    assert "simpan dahulu" in sentence
    assert desk.store.evidence_files() == ()


def test_a_file_is_taken_off_its_action_and_saved_as_a_copy(desk: Desk, tmp_path: Path) -> None:
    _drop(desk, *desk.place("Rapat evaluasi", 4), _files(tmp_path, "a.pdf"))
    desk.go("Rapat evaluasi", 4)
    files = desk.view.panel.files_part
    files.list.setCurrentRow(0)
    copy = tmp_path / "salinan.pdf"
    answers = Answers().expect_file(copy)
    desk.bot.mouseClick(files.save, LEFT)
    assert answers.done
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    assert copy.read_bytes() == _content("a.pdf")
    desk.bot.mouseClick(files.remove, LEFT)
    assert desk.action("Rapat evaluasi").evidence == ()
    assert len(desk.store.evidence_files()) == 1
    assert files.empty.isVisible()


def test_files_dropped_on_the_panel_prove_the_month_shown(desk: Desk, tmp_path: Path) -> None:
    desk.go("Rapat evaluasi", 7)
    files = desk.view.panel.files_part
    _drop(desk, files, QPoint(20, 40), _files(tmp_path, "a.pdf"))
    assert [link.month for link in desk.action("Rapat evaluasi").evidence] == [7]


def test_a_plan_file_dropped_on_the_sheet_is_left_to_the_window(desk: Desk, tmp_path: Path) -> None:
    viewport, point = desk.place("Rapat evaluasi", 4)
    data = _files(tmp_path, "lain.zidesk")
    event = QDragEnterEvent(point, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)
    assert not event.isAccepted()


def test_f2_on_a_locked_text_says_why_it_stays_closed(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi")
    desk.press(KEY.Key_F2)
    assert "ditetapkan" in desk.refusals[0]
    desk.type("x")
    assert len(desk.refusals) == 2
    assert "terkunci" in desk.refusals[1]


def test_a_file_is_opened_from_a_copy_and_a_program_is_not(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).read_bytes())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    _drop(desk, *desk.place("Rapat evaluasi", 4), _files(tmp_path, "a.pdf", "jalan.exe"))
    desk.go("Rapat evaluasi", 4)
    files = desk.view.panel.files_part
    for number in range(2):
        files.list.setCurrentRow(number)
        desk.bot.mouseClick(files.open, LEFT)
        desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    assert opened == [_content("a.pdf")]
    assert "program" in desk.refusals[0]


def test_a_file_is_opened_again_while_a_viewer_holds_the_first_copy(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    _drop(desk, *desk.place("Rapat evaluasi", 4), _files(tmp_path, "a.pdf"))
    desk.go("Rapat evaluasi", 4)
    desk.view.panel.files_part.list.setCurrentRow(0)
    for _ in range(2):
        desk.bot.mouseClick(desk.view.panel.files_part.open, LEFT)
        desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    assert opened[0] != opened[1]
    assert [(path.name, path.read_bytes()) for path in opened] == [("a.pdf", _content("a.pdf"))] * 2


def test_a_file_named_as_windows_names_none_is_opened_under_another_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    _drop(desk, *desk.place("Rapat evaluasi", 4), _files(tmp_path, "a.pdf"))
    (file,) = desk.workspace.store.evidence_files()
    desk.workspace.run(lambda store: edit_evidence(store, file.evidence.id, name="Notulen 10:30 – apa?.pdf"))
    desk.go("Rapat evaluasi", 4)
    desk.view.panel.files_part.list.setCurrentRow(0)
    desk.bot.mouseClick(desk.view.panel.files_part.open, LEFT)
    desk.bot.waitUntil(lambda: not desk.workspace.is_busy, timeout=10_000)
    assert opened == ["Notulen 10 30 – apa.pdf"]
