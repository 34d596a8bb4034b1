"""Identitas: what the decree says of itself, each field one undo step; the unit's values where silent."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.driving import click
from tests.ui.naskah.conftest import Desk
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.plan.model import Plan


def plan_of(desk: Desk) -> Plan:
    record = desk.window.workspace.record
    assert record is not None
    return desk.window.workspace.store.load_record(record.plan.id).plan


def fill_in(desk: Desk, name: str, text: str) -> None:
    """Replace what a field says and leave it."""
    field = desk.page.identity.fields[name]
    field.editor.setFocus()
    field.editor.selectAll()
    desk.press(Qt.Key.Key_Delete)
    desk.type(text)
    desk.page.outline.setFocus()


def test_each_field_is_stored_as_one_step_when_it_is_left(desk: Desk) -> None:
    desk.open_part("Identitas")
    for name, text, operation in (
        ("decree_number", "27", "Ubah nomor keputusan"),
        ("title", "Judul Baru", "Ubah judul keputusan"),
        ("place", "Tebo", "Ubah tempat penetapan"),
        ("signer_capacity", "Plt. Ketua", "Ubah kedudukan penanda tangan"),
        ("signer_name", "SITI", "Ubah nama penanda tangan"),
        ("certifier_capacity", "Plh.", "Ubah kedudukan pengesah salinan"),
        ("certifier_title", "Sekretaris", "Ubah jabatan pengesah salinan"),
        ("certifier_name", "BUDI", "Ubah nama pengesah salinan"),
        ("stipulating", "KEPUTUSAN KAMI.", "Ubah bunyi Menetapkan"),
        ("annex_title", "RENCANA KAMI", "Ubah judul lampiran"),
        ("table_title", "TABEL", "Ubah judul tabel"),
    ):
        fill_in(desk, name, text)
        plan = plan_of(desk)
        assert getattr(plan if name in ("decree_number", "title") else plan.decree, name) == text
        assert desk.names(1) == [operation]
    while desk.window.workspace.undo_name != desk.first:
        desk.window.workspace.undo()
    assert desk.page.identity.fields["place"].text == "Muara Bulian"


def test_the_date_is_set_and_taken_off(desk: Desk) -> None:
    desk.open_part("Identitas")
    day = desk.page.identity.day
    day.date.setFocus()
    day.date.setDate(QDate(2026, 2, 3))
    desk.page.outline.setFocus()
    found = plan_of(desk).decree_date
    assert found is not None
    assert found.isoformat() == "2026-02-03"
    assert desk.names(1) == ["Ubah tanggal keputusan"]
    day.known.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert plan_of(desk).decree_date is None
    desk.window.workspace.undo()
    assert day.known.isChecked()
    assert day.date.date() == QDate(2026, 2, 3)


def test_what_is_empty_shows_what_will_be_printed(desk: Desk) -> None:
    from zidesk.db.operations.decrees import set_decree

    record = desk.window.workspace.record
    assert record is not None
    desk.window.workspace.run(lambda store: set_decree(store, record.plan.id, BLANK_DECREE))
    desk.open_part("Identitas")
    fields = desk.page.identity.fields
    for name, faint in (
        ("place", "Muara Bulian"),
        ("signer_capacity", "Ketua"),
        ("signer_name", "AHMAD HALIM"),
        ("certifier_name", "Chaidir"),
    ):
        assert fields[name].text == ""
        assert fields[name].editor.placeholderText() == faint
    assert fields["stipulating"].editor.placeholderText().startswith("KEPUTUSAN KOMISI PEMILIHAN UMUM KAB")
    assert fields["annex_title"].editor.placeholderText().startswith("RENCANA AKSI")


def test_a_wording_emptied_is_computed_again(desk: Desk) -> None:
    desk.open_part("Identitas")
    fill_in(desk, "stipulating", " ")
    assert desk.decree.stipulating is None


def test_the_capacities_are_offered(desk: Desk, qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    desk.open_part("Identitas")
    editor = desk.page.identity.fields["signer_capacity"].editor

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions()] == ["Ketua", "Plt. Ketua", "Plh. Ketua"]
        at = menu.actionGeometry(menu.actions()[2]).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)

    QTimer.singleShot(100, choose)
    editor.actions()[0].trigger()
    assert desk.decree.signer_capacity == "Plh. Ketua"


def test_a_name_that_is_too_long_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.open_part("Identitas")
    field = desk.page.identity.fields["signer_name"]
    field.editor.setFocus()
    field.editor.setText("x" * 400)
    desk.page.outline.setFocus()
    assert "terlalu panjang" in field.message.text()
    assert desk.decree.signer_name == "AHMAD HALIM"


def test_the_button_hides_the_preview_and_remembers(desk: Desk) -> None:
    toggle = next(
        button
        for button in desk.page.findChildren(type(desk.page.preview.fit))
        if button.text() == "Pratinjau"
    )
    click(toggle)
    assert not desk.page.preview.isVisible()
    click(toggle)
    assert desk.page.preview.isVisible()
