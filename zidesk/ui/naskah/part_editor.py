"""The editor of one list of the decree: its heading, its entries, what belongs there while it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from zidesk.domain.decree.labels import PART_NAMES
from zidesk.domain.decree.model import ClausePart, Decree, NarrativeSection
from zidesk.domain.decree.parts import (
    ALL_SECTIONS,
    DecreePart,
    entries,
    entry_name,
    has_part,
    labels,
    with_entries,
    with_text,
    word_of,
)
from zidesk.ui.look.theme import colors
from zidesk.ui.naskah.decree_writer import ELSEWHERE, DecreeWriter
from zidesk.ui.naskah.entry_list import EntryList
from zidesk.ui.widgets.common import HeadingLabel
from zidesk.ui.widgets.text_field import Field

_HINTS = {
    ClausePart.CONSIDERING: (
        "Menimbang memuat alasan keputusan ini ditetapkan. Butirnya diawali “bahwa” dan diakhiri titik koma."
    ),
    ClausePart.RECALLING: (
        "Mengingat memuat peraturan yang menjadi dasar keputusan, menurut tingkatan lalu tahunnya."
    ),
    ClausePart.NOTING: (
        "Memperhatikan boleh kosong dan tidak dicetak bila kosong; isinya misalnya berita acara rapat pleno."
    ),
    ClausePart.DECIDING: "Diktum memuat apa yang ditetapkan: KESATU, KEDUA, dan seterusnya.",
}
_SECTIONS_HINT = (
    "Narasi lampiran disusun dalam bagian-bagian, misalnya Pendahuluan dan Dasar Hukum. Tambahkan judulnya "
    "di sini; isinya ditulis pada bagian itu sendiri."
)
_BLOCKS_HINT = "Bagian ini belum berisi. Tulislah paragraf pertamanya, atau tempel dari Word atau PDF."


class PartEditor(QFrame):
    """Shows one part at a time and stores what is typed. ``drafted``: something is being typed.

    ``chosen`` tells of another choice of entries, ``start_wanted`` asks for the starting text.
    """

    drafted = Signal()
    chosen = Signal()
    start_wanted = Signal()

    def __init__(self, writer: DecreeWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.part = DecreePart(ClausePart.CONSIDERING)
        self.heading = HeadingLabel("", level=2)
        self.title = Field("Judul bagian", self._store_title)
        self.list = EntryList(self._store_text)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.add_first = QPushButton("Tambah butir")
        self.start = QPushButton("Mulai dari naskah baku")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        self._blank = QWidget()
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(12, 12, 12, 12)
        blank.addWidget(self.empty)
        for button in (self.add_first, self.start):
            blank.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        blank.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.title)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._blank, 1)
        self.column.addWidget(self.message)
        self.setFocusProxy(self.list)
        self.start.clicked.connect(self.start_wanted)
        self.list.drafted.connect(self.drafted)
        self.list.told.connect(self.tell)
        self.list.chosen.connect(self.chosen)
        self.list.left_upwards.connect(self._focus_title)

    # --- what is shown

    @property
    def locked(self) -> bool:
        """Whether nothing can be changed."""
        return bool(self._writer.lock_sentence)

    def show_part(self, part: DecreePart) -> None:
        """Show another part; what was typed in the last one is stored."""
        self.close_editors()
        self.part = part
        self.tell("")
        self.refresh()
        self.list.scrollToTop()

    def refresh(self) -> None:
        """Show the part as it is stored now."""
        decree, part, locked = self._writer.decree, self.part, self.locked
        if not has_part(decree, part):
            part = self.part = ALL_SECTIONS
        found = entries(decree, part)
        self.heading.setText(_heading(decree, part))
        self.title.setVisible(part.holds_blocks)
        if part.holds_blocks:
            self.title.show_value(part.section_id, _section(decree, part).title)
        self.title.set_locked(locked=locked, reason=self._writer.lock_sentence)
        self.list.show_entries(decree, part, locked=locked)
        self.list.setVisible(bool(found))
        self._blank.setVisible(not found)
        self.add_first.setText(f"Tambah {word_of(part)}")
        self.empty.setText(_hint(part))
        for button in (self.add_first, self.start):
            button.setVisible(not locked)
        self.start.setVisible(not locked and not any(decree.clauses(each) for each in ClausePart))
        self.chosen.emit()

    def draft_of(self, decree: Decree) -> Decree:
        """Return ``decree`` with what is typed here and not yet stored."""
        draft = self.list.draft
        if draft is None:
            return decree
        entry_id, text = draft
        made = (
            with_text(entry, text) if entry.id == entry_id else entry for entry in entries(decree, self.part)
        )
        return with_entries(decree, self.part, made)

    def tell(self, sentence: str) -> None:
        """Show why something was refused, or nothing."""
        palette = QPalette(QApplication.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colors().late)
        self.message.setPalette(palette)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def commit(self) -> None:
        """Store what was typed and not yet stored."""
        self.title.commit()
        self.list.commit()

    def close_editors(self) -> None:
        """Store what was typed and leave the editor."""
        self.title.commit()
        self.list.close_editor()

    def _store_text(self, entry_id: str, text: str) -> str | None:
        decree, part = self._writer.decree, self.part
        row = next((row for row, e in enumerate(entries(decree, part)) if e.id == entry_id), None)
        if row is None:
            return ELSEWHERE
        return self._writer.change(
            f"Ubah {entry_name(decree, part, row)}",
            lambda now: with_entries(
                now, part, (with_text(e, text) if e.id == entry_id else e for e in entries(now, part))
            ),
        )

    def _store_title(self, section_id: str, text: str) -> str | None:
        if not has_part(self._writer.decree, DecreePart(section_id=section_id)):
            return ELSEWHERE
        return self._writer.change(
            "Ubah judul bagian",
            lambda now: with_entries(
                now,
                ALL_SECTIONS,
                (with_text(each, text) if each.id == section_id else each for each in now.sections),
            ),
        )

    def _focus_title(self) -> None:
        if self.part.holds_blocks:
            self.title.editor.setFocus()


def _heading(decree: Decree, part: DecreePart) -> str:
    if part.clauses is not None:
        return PART_NAMES[part.clauses]
    if part.holds_sections:
        return "Bagian narasi lampiran"
    number = [section.id for section in decree.sections].index(part.section_id)
    return f"Bagian {labels(decree, ALL_SECTIONS)[number].rstrip('.')}"


def _section(decree: Decree, part: DecreePart) -> NarrativeSection:
    return next(section for section in decree.sections if section.id == part.section_id)


def _hint(part: DecreePart) -> str:
    if part.clauses is not None:
        return _HINTS[part.clauses]
    return _SECTIONS_HINT if part.holds_sections else _BLOCKS_HINT
