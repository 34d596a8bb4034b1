"""What can be done with the entries of the part that is shown; each is one operation of the file."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from zidesk.domain.decree.labels import PART_NAMES
from zidesk.domain.decree.levels import all_items, as_item, as_paragraph, deeper, shallower
from zidesk.domain.decree.markup import marked_text, text_runs
from zidesk.domain.decree.model import BlockKind, ClausePart, NarrativeBlock, NarrativeSection
from zidesk.domain.decree.parts import (
    DecreeEntry,
    DecreePart,
    entries,
    entry_name,
    entry_text,
    is_filled,
    labels,
    moved,
    new_entry,
    part_name,
    with_entries,
    with_text,
)
from zidesk.domain.decree.pasting import PastedBlock
from zidesk.domain.decree.references import clause_references
from zidesk.ui.naskah.decree_writer import DecreeWriter
from zidesk.ui.naskah.label_dialog import LabelDialog
from zidesk.ui.naskah.marked_document import marked_of
from zidesk.ui.naskah.part_editor import PartEditor
from zidesk.ui.widgets.question import confirmed

Entries = Sequence[DecreeEntry]


class EntryOperations(QObject):
    """Acts on what is chosen and edited in a part editor; what was typed is stored first."""

    def __init__(self, editor: PartEditor, writer: DecreeWriter) -> None:
        super().__init__(editor)
        self._editor = editor
        self._writer = writer
        self._list = editor.list
        text = self._list.editor
        text.split.connect(self.split)
        text.joined.connect(self.join)
        text.level.connect(self.shift)
        text.pasted.connect(self.paste)
        self._list.moved.connect(self.move)
        editor.add_first.clicked.connect(lambda: self.add(1))

    def add(self, offset: int) -> None:
        """Add an entry above (0) or below (1) the current one and edit it."""
        self._list.commit()
        found = entries(self._writer.decree, self._editor.part)
        row = self._list.entries.row_of(self._list.current_id())
        at = len(found) if row is None else row + offset
        beside = found[row] if row is not None else (found[-1] if found else None)
        made = new_entry(self._editor.part, like=beside)
        if self._change(f"Tambah {self._place()}", lambda now: (*now[:at], made, *now[at:])):
            self._list.edit_entry(made.id)

    def split(self) -> None:
        """Begin an entry with the text after the cursor; in an empty item, leave its level instead."""
        self._list.commit()
        editor = self._list.editor
        row = self._list.entries.row_of(self._list.edited)
        if row is None or self._list.is_changed:
            return
        now = entries(self._writer.decree, self._editor.part)[row]
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
        made = new_entry(self._editor.part, after.lstrip(), like=now)
        kept = with_text(now, before.rstrip() if after.strip() else before)

        def work(found: Entries) -> Entries:
            return (*found[:row], kept, made, *found[row + 1 :])

        if self._change(f"Tambah {self._place()}", work):
            self._list.edit_entry(made.id, 0)

    def join(self, direction: int) -> None:
        """Put the edited entry and the one before (-1) or after (1) it together."""
        self._list.commit()
        found = entries(self._writer.decree, self._editor.part)
        row = self._list.entries.row_of(self._list.edited)
        first = -1 if row is None else min(row, row + direction)
        if first < 0 or first + 1 >= len(found):
            return
        upper, lower = found[first], found[first + 1]
        if isinstance(lower, NarrativeSection) and (lower.blocks or lower.title.strip()):
            return
        place = len("".join(run.text for run in text_runs(entry_text(upper))))
        whole = with_text(upper, marked_text((*text_runs(entry_text(upper)), *text_runs(entry_text(lower)))))
        name = f"Gabungkan {entry_name(self._writer.decree, self._editor.part, first)} dengan berikutnya"
        if self._change(name, lambda now: (*now[:first], whole, *now[first + 2 :])):
            self._list.edit_entry(whole.id, place)

    def delete(self) -> None:
        """Delete the chosen entries; several, or a section with its text, are asked about."""
        self._list.commit()
        rows = self._list.chosen_rows()
        found = entries(self._writer.decree, self._editor.part)
        gone = [found[row] for row in rows]
        if not gone or not self._may_delete(gone):
            return
        if len(rows) == 1:
            name = f"Hapus {entry_name(self._writer.decree, self._editor.part, rows[0])}"
        else:
            name = f"Hapus {len(rows)} {self._place()}"
        kept = [entry for row, entry in enumerate(found) if row not in set(rows)]
        if self._change(name, lambda _now: kept) and kept:
            self._list.choose([kept[min(rows[0], len(kept) - 1)].id])
            self._list.setFocus()

    def move_by(self, step: int) -> None:
        """Move the chosen entries one place up (-1) or down (1)."""
        rows = self._list.chosen_rows()
        if rows:
            self.move(rows, rows[0] - 1 if step < 0 else rows[-1] + 2)

    def move(self, rows: Sequence[int], gap: int) -> None:
        """Move entries to before the one that is now at row ``gap``."""
        self._list.commit()
        found = entries(self._writer.decree, self._editor.part)
        if not rows or not 0 <= gap <= len(found) or rows[-1] >= len(found):
            return
        if len(rows) == 1:
            name = f"Pindahkan {entry_name(self._writer.decree, self._editor.part, rows[0])}"
        else:
            name = f"Pindahkan {len(rows)} {self._place()}"
        chosen = [found[row].id for row in rows]
        if self._change(name, lambda now: moved(now, rows, gap)):
            self._list.choose(chosen)
            self._list.scrollTo(self._list.currentIndex())

    def shift(self, step: int) -> None:
        """Put the chosen paragraphs and items a level in (1) or out (-1)."""
        self._edit_blocks("Ubah tingkat", deeper if step > 0 else shallower)

    def turn(self) -> None:
        """Make items of the chosen paragraphs, or paragraphs where all are items."""
        chosen = [entry for entry in self._chosen() if isinstance(entry, NarrativeBlock)]
        self._edit_blocks("Ubah bentuk", as_paragraph if all_items(chosen) else as_item)

    def relabel(self) -> None:
        """Ask for a label of the current entry's own, or take the computed one again."""
        self._list.commit()
        row = self._list.entries.row_of(self._list.current_id())
        if row is None:
            return
        decree = self._writer.decree
        entry = entries(decree, self._editor.part)[row]
        computed = labels(
            with_entries(decree, self._editor.part, self._without_label(row)), self._editor.part
        )[row]
        dialog = LabelDialog(entry.label, computed, self._editor)
        accepted = bool(dialog.exec())
        wanted = dialog.label
        dialog.deleteLater()
        if accepted:
            self._set_label(row, wanted)

    def compute_label(self) -> None:
        """Take the computed labels of the chosen entries again."""
        self._list.commit()
        rows = set(self._list.chosen_rows())
        name = f"Nomori otomatis {self._place()}"
        self._change(
            name,
            lambda now: [replace(e, label=None) if row in rows else e for row, e in enumerate(now)],
        )

    def insert_reference(self) -> None:
        """Insert the reference to the considerations before this one, or to all, at the cursor."""
        row = self._list.entries.row_of(self._list.edited)
        if row is None:
            self._editor.tell("Letakkan kursor dahulu di dalam butir yang akan diberi rujukan.")
            return
        considering = self._editor.part.clauses is ClausePart.CONSIDERING
        text = clause_references(self._writer.decree, ClausePart.CONSIDERING, row if considering else None)
        if not text:
            self._editor.tell("Belum ada butir Menimbang yang dapat dirujuk dari sini.")
            return
        self._editor.tell("")
        self._list.editor.textCursor().insertText(text)
        self._list.editor.setFocus()

    def paste(self, blocks: Sequence[PastedBlock]) -> None:
        """Put pasted paragraphs in place of what is selected: the first and last join the text around."""
        self._list.commit()
        editor = self._list.editor
        row = self._list.entries.row_of(self._list.edited)
        if row is None or self._list.is_changed:
            return
        now = entries(self._writer.decree, self._editor.part)[row]
        cursor = editor.textCursor()
        before = marked_of(editor.document(), 0, cursor.selectionStart())
        after = marked_of(editor.document(), cursor.selectionEnd())
        made = [_pasted_entry(self._editor.part, block) for block in blocks]
        if before.strip() or isinstance(now, NarrativeSection):
            first = with_text(now, _joined(before, entry_text(made[0])))
        else:
            first = replace(made[0], id=now.id)
        made[0] = first
        place = len("".join(run.text for run in text_runs(entry_text(made[-1]))))
        made[-1] = with_text(made[-1], _joined(entry_text(made[-1]), after))
        name = f"Tempel {len(made)} {self._place()}"
        if self._change(name, lambda found: (*found[:row], *made, *found[row + 1 :])):
            self._list.edit_entry(made[-1].id, place)

    def _change(self, name: str, edit: Callable[[Entries], Entries]) -> bool:
        """Store a change of this list; say why, where it was refused."""
        part = self._editor.part
        sentence = self._writer.change(
            name, lambda decree: with_entries(decree, part, edit(entries(decree, part)))
        )
        self._editor.tell(sentence or "")
        return sentence is None

    def _chosen(self) -> list[DecreeEntry]:
        found = entries(self._writer.decree, self._editor.part)
        return [found[row] for row in self._list.chosen_rows() if row < len(found)]

    def _edit_blocks(self, verb: str, edit: Callable[[NarrativeBlock], NarrativeBlock]) -> None:
        if not self._editor.part.holds_blocks:
            return
        self._list.commit()
        rows = set(self._list.chosen_rows())
        if not rows:
            return
        name = (
            f"{verb} {entry_name(self._writer.decree, self._editor.part, min(rows))}"
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
        found = entries(self._writer.decree, self._editor.part)
        return [replace(e, label=None) if number == row else e for number, e in enumerate(found)]

    def _set_label(self, row: int, label: str | None) -> None:
        name = f"Ubah penomoran {entry_name(self._writer.decree, self._editor.part, row)}"
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
            self._editor,
            "Hapus dari naskah",
            f"Hapus {len(gone)} {self._place()}{inside}?",
            "Ctrl+Z mengembalikannya.",
            do="Hapus",
        )

    def _place(self) -> str:
        """Return what entries of this part are called in an operation's name: "butir Mengingat"."""
        if self._editor.part.clauses is not None:
            return f"butir {PART_NAMES[self._editor.part.clauses]}"
        if self._editor.part.holds_sections:
            return "bagian lampiran"
        return f"paragraf {part_name(self._writer.decree, self._editor.part)}"


def _pasted_entry(part: DecreePart, block: PastedBlock) -> DecreeEntry:
    entry = new_entry(part, marked_text(block.text))
    if isinstance(entry, NarrativeBlock) and block.level:
        return replace(entry, kind=BlockKind.ITEM, level=block.level)
    return entry


def _joined(one: str, other: str) -> str:
    return marked_text((*text_runs(one), *text_runs(other)))
