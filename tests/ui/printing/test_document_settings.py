"""Setelan naskah: filled in, kept in the file as one step, used by the next document."""

from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, choose_menu, click
from zidesk.ui.printing.settings_dialog import DocumentSettingsDialog
from zidesk.ui.shell.main_window import MainWindow


def test_what_is_filled_in_is_kept_and_undone_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    def fill(dialog: DocumentSettingsDialog) -> None:
        assert dialog.fields["spacing"].value() == 1
        dialog.fields["spacing"].setValue(1.5)
        dialog.fields["margin_left"].setValue(30)
        dialog.fields["mark"].setCurrentIndex(1)
        click(dialog.accept_button)

    answers = Answers().expect(DocumentSettingsDialog, fill)
    choose_menu(window, "Naskah", "Setelan naskah…")
    qtbot.waitUntil(lambda: answers.done)
    record = window.workspace.record
    assert record is not None
    assert record.settings == {"spacing": "1.5", "margin_left": "30.0", "mark": "ttd"}
    assert window.workspace.undo_name == "Ubah setelan naskah"
    window.workspace.undo()
    assert window.workspace.record is not None
    assert window.workspace.record.settings == {}


def test_leaving_the_form_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    answers = Answers().expect(DocumentSettingsDialog, lambda dialog: click(dialog.reject_button))
    choose_menu(window, "Naskah", "Setelan naskah…")
    qtbot.waitUntil(lambda: answers.done)
    answers = Answers().expect(DocumentSettingsDialog, lambda dialog: click(dialog.accept_button))
    choose_menu(window, "Naskah", "Setelan naskah…")
    qtbot.waitUntil(lambda: answers.done)
    assert window.workspace.record is not None
    assert window.workspace.record.settings == {}
    assert window.workspace.undo_name != "Ubah setelan naskah"
