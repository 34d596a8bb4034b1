"""The editor of one list of the decree: its entries, and everything that can be done with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from zidesk.domain.decree.labels import PART_NAMES
from zidesk.domain.decree.levels import all_items, as_item, as_paragraph, deeper, shallower
from zidesk.domain.decree.markup import marked_text, text_runs
from zidesk.domain.decree.model import BlockKind, ClausePart, Decree, NarrativeBlock, NarrativeSection
from zidesk.domain.decree.parts import (
    ALL_SECTIONS,
    DecreeEntry,
    DecreePart,
    entries,
    entry_name,
    entry_text,
    has_part,
    is_filled,
    labels,
    moved,
    new_entry,
    part_name,
    with_entries,
    with_text,
    word_of,
)
from zidesk.domain.decree.pasting import PastedBlock
from zidesk.domain.decree.references import clause_references
from zidesk.ui.look.theme import colors
from zidesk.ui.naskah.decree_writer import ELSEWHERE, DecreeWriter
from zidesk.ui.naskah.entry_list import EntryList
from zidesk.ui.naskah.label_dialog import LabelDialog
from zidesk.ui.naskah.marked_document import marked_of
from zidesk.ui.widgets.common import HeadingLabel
from zidesk.ui.widgets.question import confirmed
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

Entries = Sequence[DecreeEntry]


class PartEditor(QFrame):
    """Shows one part at a time; each change is one operation. ``drafted``: something is being typed.

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
        self.add_first.clicked.connect(lambda: self.add(1))
        self.start.clicked.connect(self.start_wanted)
        self.list.drafted.connect(self.drafted)
        self.list.told.connect(self.tell)
        self.list.moved.connect(self.move)
        self.list.chosen.connect(self.chosen)
        self.list.left_upwards.connect(self._focus_title)
        editor = self.list.editor
        editor.split.connect(self.split)
        editor.joined.connect(self.join)
        editor.level.connect(self.shift)
        editor.pasted.connect(self.paste)

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

    # --- what can be done

    def add(self, offset: int) -> None:
        """Add an entry above (0) or below (1) the current one and edit it."""
        self.list.commit()
        found = entries(self._writer.decree, self.part)
        row = self.list.entries.row_of(self.list.current_id())
        at = len(found) if row is None else row + offset
        beside = found[row] if row is not None else (found[-1] if found else None)
        made = new_entry(self.part, like=beside)
        if self._change(f"Tambah {self._place()}", lambda now: (*now[:at], made, *now[at:])):
            self.list.edit_entry(made.id)

    def split(self) -> None:
        """Begin an entry with the text after the cursor; in an empty item, leave its level instead."""
        self.list.commit()
        editor, edited = self.list.editor, self.list.edited
        row = self.list.entries.row_of(edited)
        if row is None:
            return
        now = entries(self._writer.decree, self.part)[row]
        if (
            isinstance(now, NarrativeBlock)
            and not now.text.strip()
            and (now.level or now.kind is BlockKind.ITEM)
        ):
            self.shift(-1)
            return
        cursor = editor.textCursor()
        before = marked_of(editor.document(), 0, cursor.selectionStart())
        after = marked_of(editor.document(), cursor.selectionEnd())
        made = new_entry(self.part, after.lstrip(), like=now)
        kept = with_text(now, before.rstrip() if after.strip() else before)

        def work(found: Entries) -> Entries:
            return (*found[:row], kept, made, *found[row + 1 :])

        if self._change(f"Tambah {self._place()}", work):
            self.list.edit_entry(made.id, 0)

    def join(self, direction: int) -> None:
        """Put the edited entry and the one before (-1) or after (1) it together."""
        self.list.commit()
        found = entries(self._writer.decree, self.part)
        row = self.list.entries.row_of(self.list.edited)
        first = -1 if row is None else min(row, row + direction)
        if first < 0 or first + 1 >= len(found):
            return
        upper, lower = found[first], found[first + 1]
        if isinstance(lower, NarrativeSection) and (lower.blocks or lower.title.strip()):
            return
        place = len("".join(run.text for run in text_runs(entry_text(upper))))
        whole = with_text(upper, marked_text((*text_runs(entry_text(upper)), *text_runs(entry_text(lower)))))
        name = f"Gabungkan {entry_name(self._writer.decree, self.part, first)} dengan berikutnya"
        if self._change(name, lambda now: (*now[:first], whole, *now[first + 2 :])):
            self.list.edit_entry(whole.id, place)

    def delete(self) -> None:
        """Delete the chosen entries; several, or a section with its text, are asked about."""
        self.list.commit()
        rows = self.list.chosen_rows()
        found = entries(self._writer.decree, self.part)
        gone = [found[row] for row in rows]
        if not gone or not self._may_delete(gone):
            return
        if len(rows) == 1:
            name = f"Hapus {entry_name(self._writer.decree, self.part, rows[0])}"
        else:
            name = f"Hapus {len(rows)} {self._place()}"
        kept = [entry for row, entry in enumerate(found) if row not in set(rows)]
        if self._change(name, lambda _now: kept) and kept:
            self.list.choose([kept[min(rows[0], len(kept) - 1)].id])
            self.list.setFocus()

    def move_by(self, step: int) -> None:
        """Move the chosen entries one place up (-1) or down (1)."""
        rows = self.list.chosen_rows()
        if rows:
            self.move(rows, rows[0] - 1 if step < 0 else rows[-1] + 2)

    def move(self, rows: Sequence[int], gap: int) -> None:
        """Move entries to before the one that is now at row ``gap``."""
        self.list.commit()
        found = entries(self._writer.decree, self.part)
        if not rows or not 0 <= gap <= len(found) or rows[-1] >= len(found):
            return
        if len(rows) == 1:
            name = f"Pindahkan {entry_name(self._writer.decree, self.part, rows[0])}"
        else:
            name = f"Pindahkan {len(rows)} {self._place()}"
        chosen = [found[row].id for row in rows]
        if self._change(name, lambda now: moved(now, rows, gap)):
            self.list.choose(chosen)
            self.list.scrollTo(self.list.currentIndex())

    def shift(self, step: int) -> None:
        """Put the chosen paragraphs and items a level in (1) or out (-1)."""
        self._edit_blocks("Ubah tingkat", deeper if step > 0 else shallower)

    def turn(self) -> None:
        """Make items of the chosen paragraphs, or paragraphs where all are items."""
        chosen = [entry for entry in self._chosen() if isinstance(entry, NarrativeBlock)]
        self._edit_blocks("Ubah bentuk", as_paragraph if all_items(chosen) else as_item)

    def relabel(self) -> None:
        """Ask for a label of the current entry's own, or take the computed one again."""
        self.list.commit()
        row = self.list.entries.row_of(self.list.current_id())
        if row is None:
            return
        decree = self._writer.decree
        entry = entries(decree, self.part)[row]
        computed = labels(with_entries(decree, self.part, self._without_label(row)), self.part)[row]
        dialog = LabelDialog(entry.label, computed, self)
        accepted = bool(dialog.exec())
        wanted = dialog.label
        dialog.deleteLater()
        if accepted:
            self._set_label(row, wanted)

    def compute_label(self) -> None:
        """Take the computed labels of the chosen entries again."""
        self.list.commit()
        rows = set(self.list.chosen_rows())
        name = f"Nomori otomatis {self._place()}"
        self._change(
            name,
            lambda now: [replace(e, label=None) if row in rows else e for row, e in enumerate(now)],
        )

    def insert_reference(self) -> None:
        """Insert the reference to the considerations before this one, or to all, at the cursor."""
        row = self.list.entries.row_of(self.list.edited)
        if row is None:
            self.tell("Letakkan kursor dahulu di dalam butir yang akan diberi rujukan.")
            return
        considering = self.part.clauses is ClausePart.CONSIDERING
        text = clause_references(self._writer.decree, ClausePart.CONSIDERING, row if considering else None)
        if not text:
            self.tell("Belum ada butir Menimbang yang dapat dirujuk dari sini.")
            return
        self.tell("")
        self.list.editor.textCursor().insertText(text)
        self.list.editor.setFocus()

    def paste(self, blocks: Sequence[PastedBlock]) -> None:
        """Put pasted paragraphs in place of what is selected: the first and last join the text around."""
        self.list.commit()
        editor = self.list.editor
        row = self.list.entries.row_of(self.list.edited)
        if row is None:
            return
        now = entries(self._writer.decree, self.part)[row]
        cursor = editor.textCursor()
        before = marked_of(editor.document(), 0, cursor.selectionStart())
        after = marked_of(editor.document(), cursor.selectionEnd())
        made = [_pasted_entry(self.part, block) for block in blocks]
        if before.strip() or isinstance(now, NarrativeSection):
            first = with_text(now, _joined(before, entry_text(made[0])))
        else:
            first = replace(made[0], id=now.id)
        made[0] = first
        place = len("".join(run.text for run in text_runs(entry_text(made[-1]))))
        made[-1] = with_text(made[-1], _joined(entry_text(made[-1]), after))
        name = f"Tempel {len(made)} {self._place()}"
        if self._change(name, lambda found: (*found[:row], *made, *found[row + 1 :])):
            self.list.edit_entry(made[-1].id, place)

    # --- parts of the above

    def _change(self, name: str, edit: Callable[[Entries], Entries]) -> bool:
        """Store a change of this list; say why, where it was refused."""
        part = self.part
        sentence = self._writer.change(
            name, lambda decree: with_entries(decree, part, edit(entries(decree, part)))
        )
        self.tell(sentence or "")
        return sentence is None

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

    def _chosen(self) -> list[DecreeEntry]:
        found = entries(self._writer.decree, self.part)
        return [found[row] for row in self.list.chosen_rows() if row < len(found)]

    def _edit_blocks(self, verb: str, edit: Callable[[NarrativeBlock], NarrativeBlock]) -> None:
        if not self.part.holds_blocks:
            return
        self.list.commit()
        rows = set(self.list.chosen_rows())
        if not rows:
            return
        name = (
            f"{verb} {entry_name(self._writer.decree, self.part, min(rows))}"
            if len(rows) == 1
            else f"{verb} {len(rows)} {self._place()}"
        )
        self._change(
            name,
            lambda now: [
                edit(e) if row in rows and isinstance(e, NarrativeBlock) else e for row, e in enumerate(now)
            ],
        )

    def _without_label(self, row: int) -> list[DecreeEntry]:
        found = entries(self._writer.decree, self.part)
        return [replace(e, label=None) if number == row else e for number, e in enumerate(found)]

    def _set_label(self, row: int, label: str | None) -> None:
        name = f"Ubah penomoran {entry_name(self._writer.decree, self.part, row)}"
        self._change(
            name,
            lambda now: [replace(e, label=label) if number == row else e for number, e in enumerate(now)],
        )

    def _may_delete(self, gone: Sequence[DecreeEntry]) -> bool:
        filled = sum(map(is_filled, gone))
        full = [
            each for each in gone if isinstance(each, NarrativeSection) and any(map(is_filled, each.blocks))
        ]
        if (len(gone) == 1 and not full) or not filled:
            return True
        blocks = sum(len(section.blocks) for section in full)
        inside = f" beserta {blocks} paragraf dan butir di dalamnya" if blocks else ""
        return confirmed(
            self,
            "Hapus dari naskah",
            f"Hapus {len(gone)} {self._place()}{inside}?",
            "Ctrl+Z mengembalikannya.",
            do="Hapus",
        )

    def _place(self) -> str:
        """Return what entries of this part are called in an operation's name: "butir Mengingat"."""
        if self.part.clauses is not None:
            return f"butir {PART_NAMES[self.part.clauses]}"
        if self.part.holds_sections:
            return "bagian lampiran"
        return f"paragraf {part_name(self._writer.decree, self.part)}"

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


def _pasted_entry(part: DecreePart, block: PastedBlock) -> DecreeEntry:
    entry = new_entry(part, marked_text(block.text))
    if isinstance(entry, NarrativeBlock) and block.level:
        return replace(entry, kind=BlockKind.ITEM, level=block.level)
    return entry


def _joined(one: str, other: str) -> str:
    return marked_text((*text_runs(one), *text_runs(other)))
