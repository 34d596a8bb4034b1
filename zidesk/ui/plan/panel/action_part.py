"""The detail panel's part about an action itself: each of its fields, and the schedule."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import ACTION_FIELDS, PLANNED, WORDING
from zidesk.domain.plan.fields import Field as Declared
from zidesk.domain.plan.model import Action, NodeKind
from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.widgets.text_field import Field

_SCHEDULE_HINT = "Misalnya: Jan s.d Des; TW I, TW III; 4, 8, 12; setiap bulan"
_NAMED = ("text", "evidence_text", "schedule_text", "target_percent", "person_in_charge")


class ActionPart(QWidget):
    """Edits an action's own fields; each commit is one undo step."""

    def __init__(self, writer: PanelWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.schedule = Field(PLANNED.label, self._store_schedule, hint=_SCHEDULE_HINT)
        self._editors = {
            field.name: Field(field.asked, self._store(field), lines=field.has_lines)
            for field in ACTION_FIELDS
        }
        self.text, self.evidence_text, self.wording, self.target, self.person = map(
            self._editors.__getitem__, _NAMED
        )
        self._narrow = [
            self._editors[field.name]
            for field in ACTION_FIELDS
            if field.name != WORDING.name and not field.has_lines
        ]
        self.schedule.typed.connect(self._say_what_is_understood)
        for editor in (self.schedule, *self._narrow):
            editor.told.connect(self._make_room)
        self.target.setFixedWidth(self.fontMetrics().averageCharWidth() * 12)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        texts = QVBoxLayout()
        for field in ACTION_FIELDS:
            if field.has_lines:
                texts.addWidget(self._editors[field.name])
        row.addLayout(texts, 7)
        right = QVBoxLayout()
        right.addWidget(self.schedule)
        right.addWidget(self.wording)
        for start in range(0, len(self._narrow), 2):
            pair = QHBoxLayout()
            for editor in self._narrow[start : start + 2]:
                pair.addWidget(editor, 0 if editor is self.target else 1)
            right.addLayout(pair)
        # The fields are too narrow for sentences.
        for editor in self._narrow:
            right.addWidget(editor.message)
        right.addStretch(1)
        row.addLayout(right, 4)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order of Tab."""
        first = (self.text, self.evidence_text, self.schedule, self.wording, self.target, self.person)
        return tuple(dict.fromkeys((*first, *self._editors.values())))

    def show_action(self, action: Action, *, locked: bool, read_only: bool, reason: str) -> None:
        """Show an action; ``locked`` leaves only what no decree fixes to edit, ``read_only`` nothing."""
        computed = format_schedule(action.planned_months)
        self.schedule.show_value(action.id, computed)
        self.schedule.set_locked(locked=locked, reason=reason)
        for field in ACTION_FIELDS:
            editor = self._editors[field.name]
            editor.show_value(action.id, field.told(getattr(action, field.name)))
            editor.set_locked(locked=locked if field.fixed else read_only, reason=reason)
        hint = computed or "belum ada jadwal"
        for editor, text in (
            (self.wording, f"seperti jadwal: {hint}"),
            (self.schedule, "belum ada jadwal: Jan s.d Des; TW I; 4, 8, 12"),
            (self.target, "belum"),
        ):
            editor.editor.setPlaceholderText(text)

    def _store(self, field: Declared) -> Callable[[str, str], str | None]:
        def store(action_id: str, text: str) -> str | None:
            try:
                value = field.typed(text)
            except InvalidInputError as error:
                return str(error)
            return self._writer.edit_node(NodeKind.ACTION, action_id, **{field.name: value})

        return store

    def _store_schedule(self, action_id: str, text: str) -> str | None:
        parsed = parse_schedule(text)
        if parsed.unread:
            return f"Belum disimpan, tidak terbaca: {_quoted(parsed.unread)}. Perbaiki atau hapus bagian itu."
        return self._writer.set_schedule(action_id, parsed.months)

    def _make_room(self) -> None:
        # A sentence takes the wording's place, so that hardly anything else moves while one types.
        told = any(not field.message.isHidden() for field in (self.schedule, *self._narrow))
        self.wording.setVisible(not told or self.wording.is_changed)

    def _say_what_is_understood(self, text: str) -> None:
        if not self.schedule.is_changed:
            self.schedule.say("")
            return
        parsed = parse_schedule(text)
        if parsed.unread:
            understood = f"Dipahami: {format_schedule(parsed.months)}. " if parsed.months else ""
            self.schedule.say(f"{understood}Tidak terbaca: {_quoted(parsed.unread)}")
        elif parsed.months:
            self.schedule.say(
                f"Dipahami: {format_schedule(parsed.months)} ({len(parsed.months)} bulan)", warning=False
            )
        else:
            self.schedule.say("Jadwal akan dikosongkan", warning=False)


def _quoted(pieces: tuple[str, ...]) -> str:
    return ", ".join(f"“{piece}”" for piece in pieces)
