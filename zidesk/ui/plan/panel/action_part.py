"""The detail panel's part about an action itself: texts, schedule, target, person in charge."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Action, NodeKind
from zidesk.domain.plan.validation import parse_percent
from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.widgets.text_field import Field

_SCHEDULE_HINT = "Misalnya: Jan s.d Des; TW I, TW III; 4, 8, 12; setiap bulan"


class ActionPart(QWidget):
    """Edits an action's own fields; each commit is one undo step."""

    def __init__(self, writer: PanelWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.text = Field("Langkah aksi", self._store_text, lines=True)
        self.evidence_text = Field("Bukti yang diperlukan", self._store_evidence_text, lines=True)
        self.schedule = Field("Jadwal", self._store_schedule, hint=_SCHEDULE_HINT)
        self.wording = Field("Bunyi jadwal di naskah", self._store_wording)
        self.target = Field("Target", self._store_target)
        self.person = Field("Penanggung jawab", self._store_person)
        self.schedule.typed.connect(self._say_what_is_understood)
        for field in (self.schedule, self.target, self.person):
            field.told.connect(self._make_room)
        self.target.setFixedWidth(self.fontMetrics().averageCharWidth() * 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        texts = QVBoxLayout()
        texts.addWidget(self.text)
        texts.addWidget(self.evidence_text)
        row.addLayout(texts, 7)
        right = QVBoxLayout()
        right.addWidget(self.schedule)
        right.addWidget(self.wording)
        last = QHBoxLayout()
        last.addWidget(self.target)
        last.addWidget(self.person, 1)
        right.addLayout(last)
        # The fields are too narrow for sentences.
        right.addWidget(self.target.message)
        right.addWidget(self.person.message)
        right.addStretch(1)
        row.addLayout(right, 4)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order of Tab."""
        return (self.text, self.evidence_text, self.schedule, self.wording, self.target, self.person)

    def show_action(self, action: Action, *, locked: bool, read_only: bool, reason: str) -> None:
        """Show an action; ``locked`` leaves only the person in charge to edit, ``read_only`` nothing."""
        computed = format_schedule(action.planned_months)
        self.text.show_value(action.id, action.text)
        self.evidence_text.show_value(action.id, action.evidence_text)
        self.schedule.show_value(action.id, computed)
        self.wording.show_value(action.id, action.schedule_text or "")
        self.target.show_value(
            action.id, "" if action.target_percent is None else f"{action.target_percent}%"
        )
        self.person.show_value(action.id, action.person_in_charge)
        hint = computed or "belum ada jadwal"
        for editor, text in (
            (self.wording.editor, f"seperti jadwal: {hint}"),
            (self.schedule.editor, "belum ada jadwal: Jan s.d Des; TW I; 4, 8, 12"),
            (self.target.editor, "belum"),
        ):
            editor.setPlaceholderText(text)
        for field in self.fields:
            field.set_locked(locked=read_only if field is self.person else locked, reason=reason)

    def _store_text(self, action_id: str, text: str) -> str | None:
        return self._writer.edit_node(NodeKind.ACTION, action_id, text=text.strip())

    def _store_evidence_text(self, action_id: str, text: str) -> str | None:
        return self._writer.edit_node(NodeKind.ACTION, action_id, evidence_text=text.strip())

    def _store_wording(self, action_id: str, text: str) -> str | None:
        return self._writer.edit_node(NodeKind.ACTION, action_id, schedule_text=text.strip() or None)

    def _store_person(self, action_id: str, text: str) -> str | None:
        return self._writer.edit_node(NodeKind.ACTION, action_id, person_in_charge=text.strip())

    def _store_target(self, action_id: str, text: str) -> str | None:
        try:
            percent = parse_percent(text)
        except InvalidInputError as error:
            return str(error)
        return self._writer.edit_node(NodeKind.ACTION, action_id, target_percent=percent)

    def _store_schedule(self, action_id: str, text: str) -> str | None:
        parsed = parse_schedule(text)
        if parsed.unread:
            return f"Belum disimpan, tidak terbaca: {_quoted(parsed.unread)}. Perbaiki atau hapus bagian itu."
        return self._writer.set_schedule(action_id, parsed.months)

    def _make_room(self) -> None:
        # A sentence takes the wording's place, so that hardly anything else moves while one types.
        told = any(not field.message.isHidden() for field in (self.schedule, self.target, self.person))
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
