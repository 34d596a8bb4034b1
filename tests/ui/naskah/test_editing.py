"""Clauses and narrative edited as a person does: by clicks, keys and drags, each change one undo step."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, open_in
from tests.ui.naskah.conftest import ALT, CONSIDERING, CONTROL, RECALLING, SHIFT, Desk, desk_at
from zidesk.db.store import Store
from zidesk.domain.decree.model import BlockKind, ClausePart
from zidesk.domain.decree.parts import ALL_SECTIONS, DecreePart
from zidesk.ui.naskah import entry_list
from zidesk.ui.naskah.label_dialog import LabelDialog
from zidesk.ui.shell.main_window import MainWindow


def test_a_clause_is_edited_in_place_and_stored_when_it_is_left(desk: Desk) -> None:
    desk.open_part("Menimbang")
    before = desk.texts(CONSIDERING)
    desk.click_text(1)
    assert desk.editor.hasFocus()
    desk.press(Qt.Key.Key_End, CONTROL)
    desk.type(" tambahan")
    assert desk.texts(CONSIDERING) == before
    desk.click_text(0)
    assert desk.texts(CONSIDERING) == [before[0], f"{before[1]} tambahan", before[2]]
    assert desk.names(1) == ["Ubah Menimbang b"]
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.texts(CONSIDERING) == before
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert desk.texts(CONSIDERING)[1] == f"{before[1]} tambahan"


def test_typing_is_stored_on_a_pause_and_then_undone_by_the_file(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_list, "COMMIT_AFTER_MS", 30)
    desk.open_part("Mengingat")
    before = desk.texts(RECALLING)
    desk.click_text(0)
    desk.press(Qt.Key.Key_End, CONTROL)
    desk.type("xyz")
    qtbot.waitUntil(lambda: desk.texts(RECALLING)[0].endswith("xyz"))
    assert desk.editor.hasFocus()
    assert desk.names(1) == ["Ubah Mengingat 1"]
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.texts(RECALLING) == before
    assert desk.editor.toPlainText() == before[0]
    QTest.qWait(60)
    assert desk.texts(RECALLING) == before
    assert desk.names(1) != ["Ubah Mengingat 1"] or desk.window.workspace.redo_name == "Ubah Mengingat 1"


def test_typing_not_yet_stored_is_undone_in_the_editor_first(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    before = desk.editor.toPlainText()
    desk.type("abc")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.editor.toPlainText() == before
    assert desk.names(1) == [desk.first]


def test_opening_an_entry_is_no_change(desk: Desk) -> None:
    for part in ("Menimbang", "Pendahuluan", "Maksud"):
        desk.open_part(part)
        for row in range(len(desk.entries.entries.rows)):
            desk.entries.edit_entry(desk.entries.entries.rows[row].id)
    desk.open_part("Identitas")
    assert desk.names(1) == [desk.first]


def test_escape_takes_back_what_was_typed_and_then_leaves(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    before = desk.editor.toPlainText()
    desk.type("abc")
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor.toPlainText() == before
    desk.press(Qt.Key.Key_Escape)
    assert not desk.editor.isVisible()
    assert desk.entries.hasFocus()
    desk.press(Qt.Key.Key_F2)
    assert desk.editor.hasFocus()


def test_enter_begins_the_next_clause_with_what_follows_the_cursor(desk: Desk) -> None:
    desk.open_part("Menimbang")
    before = desk.texts(CONSIDERING)
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    for _ in "bahwa":
        desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert desk.texts(CONSIDERING) == ["bahwa", before[0].removeprefix("bahwa "), *before[1:]]
    assert desk.names(1) == ["Tambah butir Menimbang"]
    assert desk.editor.textCursor().position() == 0
    desk.type("kata ")
    desk.press(Qt.Key.Key_Up)
    assert desk.texts(CONSIDERING)[1].startswith("kata ")
    assert desk.entries.edited == desk.entries.entries.rows[0].id
    desk.press(Qt.Key.Key_Return, SHIFT)
    desk.type("baris dua")
    desk.entries.commit()
    assert desk.texts(CONSIDERING)[0] == "bahwa\nbaris dua"


def test_backspace_at_the_beginning_joins_with_the_entry_before(desk: Desk) -> None:
    desk.open_part("Menimbang")
    before = desk.texts(CONSIDERING)
    desk.click_text(1)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.press(Qt.Key.Key_Backspace)
    assert desk.texts(CONSIDERING) == [before[0] + before[1], before[2]]
    assert desk.editor.textCursor().position() == len(before[0])
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.press(Qt.Key.Key_Backspace)
    assert len(desk.texts(CONSIDERING)) == 2
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.texts(CONSIDERING) == before


def test_entries_are_added_above_and_below_and_edited_at_once(desk: Desk) -> None:
    desk.open_part("Mengingat")
    before = desk.texts(RECALLING)
    desk.click_label(1)
    desk.press(Qt.Key.Key_Insert)
    desk.type("bawah;")
    desk.press(Qt.Key.Key_Insert, CONTROL | SHIFT)
    desk.type("atas;")
    desk.entries.commit()
    assert desk.texts(RECALLING) == [*before[:2], "atas;", "bawah;", *before[2:]]
    assert desk.names(4) == ["Ubah Mengingat 3", "Tambah butir Mengingat"] * 2


def test_alt_and_arrows_move_the_chosen_entries(desk: Desk) -> None:
    desk.open_part("Mengingat")
    before = desk.texts(RECALLING)
    desk.click_label(0)
    desk.click_label(1, SHIFT)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.texts(RECALLING) == [before[2], before[0], before[1], *before[3:]]
    assert desk.entries.chosen_rows() == [1, 2]
    assert desk.names(1) == ["Pindahkan 2 butir Mengingat"]
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.texts(RECALLING) == before


def test_moving_while_typing_keeps_both(desk: Desk) -> None:
    desk.open_part("Mengingat")
    before = desk.texts(RECALLING)
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("X")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.texts(RECALLING) == [before[1], f"X{before[0]}", *before[2:]]
    assert desk.editor.hasFocus()


def test_an_entry_is_dragged_by_its_label(desk: Desk) -> None:
    desk.open_part("Menimbang")
    before = desk.texts(CONSIDERING)
    last = desk.entries.visualRect(desk.entries.entries.index(2))
    desk.drag(0, QPoint(20, last.bottom() + 10))
    assert desk.texts(CONSIDERING) == [before[1], before[2], before[0]]
    assert desk.names(1) == ["Pindahkan Menimbang a"]
    desk.drag(2, QPoint(20, 2))
    assert desk.texts(CONSIDERING) == before
    desk.drag(0, QPoint(20, 4))
    assert desk.texts(CONSIDERING) == before


def test_one_is_deleted_at_once_and_several_are_asked_about(desk: Desk, qtbot: QtBot) -> None:
    desk.open_part("Mengingat")
    before = desk.texts(RECALLING)
    desk.click_label(0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.texts(RECALLING) == before[1:]
    assert desk.names(1) == ["Hapus Mengingat 1"]
    desk.click_label(0)
    desk.click_label(2, SHIFT)

    def refuse(box: QMessageBox) -> None:
        assert box.text() == "Hapus 3 butir Mengingat?"
        click(button(box, "Batal"))

    answers = Answers().expect(QMessageBox, refuse)
    desk.press(Qt.Key.Key_Minus, CONTROL)
    assert answers.done
    assert desk.texts(RECALLING) == before[1:]
    come_back(desk.window, qtbot)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Hapus")))
    desk.page.operations.delete()
    assert answers.done
    assert desk.texts(RECALLING) == before[4:]
    assert desk.names(1) == ["Hapus 3 butir Mengingat"]


def test_a_label_of_its_own_is_given_and_taken_off(desk: Desk) -> None:
    desk.open_part("Menimbang")
    labels = [row.label for row in desk.entries.entries.rows]
    assert labels == ["a.", "b.", "d."]
    desk.click_label(2)

    def answer(dialog: LabelDialog) -> None:
        assert dialog.field.text() == "d."
        assert dialog.field.placeholderText() == "c."
        dialog.field.setText("e.")
        click(button(dialog, "Simpan"))

    answers = Answers().expect(LabelDialog, answer)
    choose_menu(desk.window, "Naskah", "Ubah penomoran…")
    assert answers.done
    assert desk.decree.considering[2].label == "e."
    choose_menu(desk.window, "Naskah", "Nomori otomatis")
    assert desk.decree.considering[2].label is None
    assert [row.label for row in desk.entries.entries.rows] == ["a.", "b.", "c."]


def test_bold_and_italic_are_stored_as_marks(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    for _ in "bahwa":
        desk.press(Qt.Key.Key_Right, SHIFT)
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.press(Qt.Key.Key_I, CONTROL)
    desk.entries.commit()
    assert desk.decree.considering[0].text.startswith("***bahwa*** berdasarkan")
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.entries.commit()
    assert desk.decree.considering[0].text.startswith("*bahwa* berdasarkan")


def test_items_go_in_and_out_by_tab_and_become_paragraphs(desk: Desk) -> None:
    desk.open_part("Proses")
    section = desk.decree.sections[2]
    row = next(row for row, block in enumerate(section.blocks) if block.kind is BlockKind.ITEM)
    desk.click_text(row)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.press(Qt.Key.Key_Tab)
    assert desk.decree.sections[2].blocks[row].level == 2
    assert desk.editor.hasFocus()
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert desk.decree.sections[2] == section
    desk.press(Qt.Key.Key_Left, ALT | SHIFT)
    assert desk.decree.sections[2].blocks[row].kind is BlockKind.PARAGRAPH
    desk.press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert desk.decree.sections[2] == section
    assert desk.names(1)[0].startswith("Ubah bentuk Proses Pembangunan")


def test_enter_in_an_empty_item_leaves_its_level(desk: Desk) -> None:
    desk.open_part("Proses")
    section = DecreePart(section_id=desk.decree.sections[2].id)
    count = len(desk.texts(section))
    row = next(row for row, block in enumerate(desk.decree.sections[2].blocks) if block.level == 1)
    desk.click_text(row)
    desk.press(Qt.Key.Key_End, CONTROL)
    desk.press(Qt.Key.Key_Return)
    made = desk.decree.sections[2].blocks[row + 1]
    assert (made.kind, made.level, made.text) == (BlockKind.ITEM, 1, "")
    desk.press(Qt.Key.Key_Return)
    assert desk.decree.sections[2].blocks[row + 1].kind is BlockKind.PARAGRAPH
    assert len(desk.texts(section)) == count + 1


def test_sections_are_added_renamed_moved_and_deleted(desk: Desk) -> None:
    desk.open_part("Lampiran")
    titles = desk.texts(ALL_SECTIONS)
    desk.click_label(0)
    desk.press(Qt.Key.Key_Insert)
    desk.type("Penutup")
    desk.entries.commit()
    assert desk.texts(ALL_SECTIONS) == [titles[0], "Penutup", *titles[1:]]
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.texts(ALL_SECTIONS) == ["Penutup", *titles]
    desk.open_part("Penutup")
    assert desk.page.editor.title.text == "Penutup"
    desk.page.editor.title.editor.setFocus()
    desk.type(" Akhir")
    desk.open_part("Lampiran")
    assert desk.texts(ALL_SECTIONS)[0] in ("Penutup Akhir", " AkhirPenutup")
    assert desk.names(1) == ["Ubah judul bagian"]
    blocks = len(desk.decree.sections[1].blocks)
    desk.click_label(1)

    def agree(box: QMessageBox) -> None:
        assert f"beserta {blocks} paragraf dan butir" in box.text()
        click(button(box, "Hapus"))

    answers = Answers().expect(QMessageBox, agree)
    desk.page.operations.delete()
    assert answers.done
    assert len(desk.texts(ALL_SECTIONS)) == len(titles)
    desk.window.workspace.undo()
    assert len(desk.decree.sections[1].blocks) == blocks


def test_text_copied_from_a_pdf_becomes_clauses(desk: Desk) -> None:
    desk.open_part("Memperhatikan")
    click(button(desk.page, "Tambah butir"))
    QGuiApplication.clipboard().setText("1. Berita Acara Nomor 1 ten-\ntang rapat;\n2. Berita Acara Nomor 2.")
    desk.press(Qt.Key.Key_V, CONTROL)
    noting = DecreePart(ClausePart.NOTING)
    assert desk.texts(noting) == ["Berita Acara Nomor 1 tentang rapat;", "Berita Acara Nomor 2."]
    assert desk.names(1) == ["Tempel 2 butir Memperhatikan"]
    assert desk.editor.textCursor().atEnd()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.texts(noting) == [""]


def test_word_text_is_pasted_into_a_section_with_its_lists(desk: Desk) -> None:
    desk.open_part("Maksud")
    part = DecreePart(section_id=desk.decree.sections[4].id)
    before = desk.texts(part)
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    data = QMimeData()
    data.setHtml("<p>Satu <b>tebal</b></p><ol><li>butir</li></ol><p>Akhir </p>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert desk.texts(part) == ["Satu tebal", "butir", f"Akhir{before[0]}", *before[1:]]
    blocks = desk.decree.sections[4].blocks
    assert blocks[0].text == "Satu **tebal**"
    assert (blocks[1].kind, blocks[1].level) == (BlockKind.ITEM, 1)


def test_one_pasted_paragraph_goes_into_the_text(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    data = QMimeData()
    data.setHtml("<p><i>sisip</i></p>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.entries.commit()
    assert desk.decree.considering[0].text.startswith("*sisip*bahwa")
    assert len(desk.decree.considering) == 3


def test_the_reference_names_the_clauses_before(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(2)
    desk.editor.selectAll()
    choose_menu(desk.window, "Naskah", "Sisipkan rujukan Menimbang")
    assert desk.editor.toPlainText() == "huruf a dan huruf b"
    desk.click_text(0)
    choose_menu(desk.window, "Naskah", "Sisipkan rujukan Menimbang")
    assert "Belum ada butir" in desk.page.editor.message.text()
    assert desk.texts(CONSIDERING)[0].startswith("bahwa berdasarkan")


def test_a_text_that_is_too_long_stays_and_says_why(desk: Desk) -> None:
    desk.open_part("Menimbang")
    before = desk.texts(CONSIDERING)
    desk.click_text(0)
    desk.editor.insertPlainText("x" * 10_001)
    desk.entries.commit()
    assert "terlalu panjang" in desk.page.editor.message.text()
    desk.press(Qt.Key.Key_Return)
    assert desk.texts(CONSIDERING) == before
    desk.open_part("Mengingat")
    desk.open_part("Menimbang")
    desk.click_text(0)
    assert "x" * 10_001 in desk.editor.toPlainText()
    assert desk.texts(CONSIDERING) == before
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor.toPlainText() == before[0]


def test_nothing_typed_is_lost_when_the_window_closes(
    desk: Desk, window: MainWindow, example_file: Path
) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("Akhir kata ")
    window.close()
    with Store.open(example_file) as store:
        decree = store.load_record(store.plans()[0].id).plan.decree
    assert decree.considering[0].text.startswith("Akhir kata bahwa")


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_nothing_typed_is_lost_when_another_page_is_shown(desk: Desk, key: Qt.Key) -> None:
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("Sambil lalu ")
    desk.press(key, CONTROL)
    assert desk.texts(CONSIDERING)[0].startswith("Sambil lalu bahwa")


def test_another_plan_chosen_while_typing_gets_none_of_it(
    empty_window: MainWindow, qtbot: QtBot, province_file: Path
) -> None:
    open_in(empty_window, qtbot, province_file)
    workspace = empty_window.workspace
    mine = next(plan.id for plan in workspace.plans if plan.year == 2026)
    others = [plan.id for plan in workspace.plans if plan.id != mine]
    workspace.choose_plan(mine)
    desk = desk_at(empty_window, qtbot)
    known = {plan_id: workspace.store.load_record(plan_id).plan.decree for plan_id in others}
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("Milik saya ")
    workspace.choose_plan(others[0])
    assert workspace.record is not None
    assert workspace.record.plan.id == others[0]
    assert workspace.store.load_record(mine).plan.decree.considering[0].text.startswith("Milik saya bahwa")
    assert {plan_id: workspace.store.load_record(plan_id).plan.decree for plan_id in others} == known
    assert desk.entries.edited == ""


def test_a_signed_plan_can_only_be_read_and_says_why(desk: Desk) -> None:
    from zidesk.db.operations.plans import set_status
    from zidesk.domain.plan.model import PlanStatus

    record = desk.window.workspace.record
    assert record is not None
    desk.window.workspace.run(lambda store: set_status(store, record.plan.id, PlanStatus.DITETAPKAN, "12"))
    assert desk.page.lock.isVisible()
    assert "sudah ditetapkan" in desk.page.lock.text()
    before = desk.decree
    desk.open_part("Menimbang")
    desk.click_text(0)
    desk.type("abc")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Insert)
    desk.drag(0, QPoint(20, 400))
    assert desk.decree == before
    for group in desk.page.actions_of_part.groups:
        assert not any(action.isEnabled() for action in group)
    desk.open_part("Identitas")
    assert all(field.is_locked for field in desk.page.identity.fields.values())
    assert not desk.page.identity.day.isEnabled()
    assert desk.page.preview.print_button.isEnabled()


def test_long_texts_and_many_entries_are_edited_in_place(desk: Desk) -> None:
    from zidesk.db.operations.decrees import set_decree
    from zidesk.domain.decree.model import NarrativeBlock, NarrativeSection

    record = desk.window.workspace.record
    assert record is not None
    blocks = tuple(NarrativeBlock(f"paragraf {n} " + "kata " * (n % 60)) for n in range(400))
    decree = replace(record.plan.decree, sections=(NarrativeSection("Panjang", blocks),))
    desk.window.workspace.run(lambda store: set_decree(store, record.plan.id, decree))
    desk.open_part("Panjang")
    last = desk.entries.entries.rows[-1].id
    desk.entries.edit_entry(last)
    row = desk.entries.visualRect(desk.entries.entries.index(399))
    assert desk.entries.viewport().rect().contains(row)
    assert row.contains(desk.editor.geometry())
    desk.type("lalu tambahan " * 30)
    QTest.qWait(20)
    row = desk.entries.visualRect(desk.entries.entries.index(399))
    assert row.height() >= desk.editor.document().size().height()
    assert row.contains(desk.editor.geometry())


def test_a_blank_decree_says_what_belongs_and_starts_from_the_usual_text(
    empty_window: MainWindow, qtbot: QtBot, province_file: Path
) -> None:
    open_in(empty_window, qtbot, province_file)
    workspace = empty_window.workspace
    workspace.choose_plan(next(plan.id for plan in workspace.plans if plan.year == 2027))
    desk = desk_at(empty_window, qtbot)
    desk.open_part("Menimbang")
    assert "bahwa" in desk.page.editor.empty.text()
    click(button(desk.page, "Mulai dari naskah baku"))
    assert len(desk.decree.considering) == 3
    assert "Kabupaten Batang Hari" in desk.decree.considering[0].text
    assert desk.names(1) == ["Mulai dari naskah baku"]
    assert not desk.page.start.isEnabled()
    workspace.undo()
    assert desk.decree.is_blank
    assert desk.page.start.isEnabled()


def test_undo_of_an_added_section_leads_away_from_it(desk: Desk) -> None:
    desk.open_part("Lampiran")
    click_count = len(desk.decree.sections)
    desk.click_label(0)
    desk.press(Qt.Key.Key_Insert)
    desk.open_part("(tanpa judul)")
    desk.window.workspace.undo()
    assert len(desk.decree.sections) == click_count
    assert desk.page.editor.part == ALL_SECTIONS


def test_a_section_with_the_longest_title_is_edited_like_any_other(desk: Desk) -> None:
    desk.open_part("Dasar Hukum")
    title = desk.page.editor.title
    title.editor.setFocus()
    title.editor.setText("J" * 300)
    desk.click_text(0)
    desk.press(Qt.Key.Key_Home, CONTROL)
    desk.type("Z")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.decree.sections[1].title == "J" * 300
    assert desk.decree.sections[1].blocks[1].text.startswith("Z")


def test_search_goes_to_each_place_in_turn(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type("peraturan presiden")
    assert desk.page.editor.part == RECALLING
    assert desk.editor.textCursor().selectedText() == "Peraturan Presiden"
    assert desk.window.chooser.search.hasFocus()
    first = desk.entries.edited
    desk.press(Qt.Key.Key_Return)
    assert desk.entries.edited != first
    seen = {first, desk.entries.edited}
    for _ in range(30):
        desk.press(Qt.Key.Key_F3)
        seen.add(desk.entries.edited)
    assert len(seen) >= 2
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor.hasFocus()
    assert desk.names(1) == [desk.first]


def test_the_cursor_stays_where_a_click_put_it(desk: Desk) -> None:
    desk.open_part("Menimbang")
    desk.click_text(1, 150)
    assert 5 < desk.editor.textCursor().position() < 60
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.click_text(0, 4)
    assert desk.editor.textCursor().position() <= 1


def test_going_back_leads_to_the_part_and_entry(desk: Desk) -> None:
    desk.open_part("Mengingat")
    desk.click_label(3)
    chosen = desk.entries.current_id()
    desk.press(Qt.Key.Key_1, CONTROL)
    desk.press(Qt.Key.Key_Left, ALT)
    assert desk.window.shown_page is desk.page
    assert desk.page.editor.part == RECALLING
    assert desk.entries.current_id() == chosen
