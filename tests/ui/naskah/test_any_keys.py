"""Whatever keys are pressed in whatever order: what is shown is what is stored, and nothing breaks."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.naskah.conftest import ALT, CONTROL, SHIFT, Desk
from zidesk.domain.decree.parts import entries, entry_text
from zidesk.ui.naskah.marked_document import same_words

_STEPS = 150
_PARTS = ("Menimbang", "Mengingat", "Diktum", "Proses", "Lampiran", "Identitas")
_WORDS = ("kata ", "x", "*b*", " ")
_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYS = (
    *((key, _PLAIN) for key in (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab)),
    *((key, _PLAIN) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Insert)),
    *((key, _PLAIN) for key in (Qt.Key.Key_Escape, Qt.Key.Key_F2)),
    *((key, CONTROL) for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_V)),
    *((key, CONTROL) for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Z, Qt.Key.Key_Y)),
    *((key, ALT) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down)),
    *((key, SHIFT) for key in (Qt.Key.Key_Return, Qt.Key.Key_Backtab)),
    *((key, ALT | SHIFT) for key in (Qt.Key.Key_Left, Qt.Key.Key_Right)),
    *((key, CONTROL | SHIFT) for key in (Qt.Key.Key_L, Qt.Key.Key_R)),
)


def do_something(desk: Desk, chance: random.Random) -> str:
    """Do one thing that a person could do, and say what."""
    what = chance.random()
    listed = desk.page.stack.currentWidget() is desk.page.editor and desk.entries.entries.rows
    if what < 0.06:
        name = chance.choice(_PARTS)
        desk.open_part(name if name in " ".join(_shown_parts(desk)) else "Menimbang")
        return f"open {name}"
    if what < 0.25 and listed:
        row = chance.randrange(len(listed))
        desk.entries.scrollTo(desk.entries.entries.index(row))
        (desk.click_text if chance.random() < 0.7 else desk.click_label)(row)
        return f"click {row}"
    if what < 0.45:
        word = chance.choice(_WORDS)
        desk.type(word)
        return f"type {word!r}"
    key, modifiers = chance.choice(_KEYS)
    # Beyond the first change, undoing asks whether the plan itself is to go.
    if key is not Qt.Key.Key_Z or desk.window.workspace.undo_name != desk.first or desk.entries.is_changed:
        desk.press(key, modifiers)
    return f"{modifiers.name} {key.name}"


def _shown_parts(desk: Desk) -> list[str]:
    outline = desk.page.outline
    return [outline.item(row).text() for row in range(outline.count())]


@pytest.mark.parametrize("seed", [11, 12])
def test_what_is_shown_is_stored_after_any_keys(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same keys every time
    desk.page.show_preview.trigger()
    QGuiApplication.clipboard().setText("a. satu dua\nb. tiga\n\nempat")
    done: list[str] = []
    for step in range(_STEPS):
        done.append(do_something(desk, chance))
        if step % 10:
            continue
        desk.page.commit()
        editor, decree = desk.page.editor, desk.decree
        if desk.page.stack.currentWidget() is not editor:
            continue
        stored = [(entry.id, entry_text(entry)) for entry in entries(decree, editor.part)]
        assert [(row.id, row.text) for row in desk.entries.entries.rows] == stored, done[-15:]
        if desk.entries.edited:
            assert same_words(dict(stored)[desk.entries.edited], desk.editor.marked), done[-15:]
    record = desk.window.workspace.record
    assert record is not None
    assert record.plan.decree == desk.decree
