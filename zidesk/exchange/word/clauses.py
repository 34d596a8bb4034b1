"""Clauses as a table without lines: "Menimbang", the colon, and the entries, numbered, in one cell.

Pressing Enter within the entries gives the next letter or number, and nothing has to be aligned by hand.
"""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Clause, Entry, Numbering
from zidesk.domain.document.labels import entry_label
from zidesk.domain.document.proportions import (
    BLOCK_GAP,
    COLON_WIDTH,
    GREATEST_CLAUSE_LABEL,
    GREATEST_INDENT,
    LABEL_GAP,
    LABEL_WIDTH,
)
from zidesk.domain.document.runs import plain
from zidesk.exchange.word.numbering import CLAUSES, Counter, NumberedLists
from zidesk.exchange.word.paragraphs import NO_LIST, Shape, paragraph
from zidesk.exchange.word.runs import plain_runs, tab_run, text_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import CLAUSE_STYLES, StyleId
from zidesk.exchange.word.table_parts import Cell, row

_MOST_SHORT_LINES = 8


class ClauseRows:
    """Makes the rows of one section's clauses, which share their columns."""

    def __init__(self, clauses: Sequence[Clause], setting: Setting, lists: NumberedLists) -> None:
        self._setting = setting
        self._lists = lists
        widest = max((setting.text_width(clause.label) for clause in clauses), default=0.0)
        label = min(widest + LABEL_GAP * setting.size, setting.width * GREATEST_CLAUSE_LABEL)
        colon = COLON_WIDTH * setting.size
        self._before_entries = label + colon
        self.widths = (label, colon, setting.width - label - colon)

    def row(self, clause: Clause, *, keep_next: bool, whole: bool) -> BaseOxmlElement:
        """Return the row of ``clause``; it stands with what follows, or on one page, where these are set."""
        label, colon = (
            paragraph(StyleId.CLAUSE_LABEL, plain_runs(text), Shape(keep_next=keep_next))
            for text in (clause.label, ":")
        )
        entries = self._entries(clause, keep_next=keep_next)
        cells = (Cell([label]), Cell([colon]), Cell(entries))
        return row(cells, self.widths, whole=whole or self._is_short(clause))

    def _is_short(self, clause: Clause) -> bool:
        """Whether ``clause`` is a few lines: some programs would leave one of them alone on a page."""
        texts = [plain(entry.text) for entry in clause.entries]
        lines = sum(map(self._setting.text_width, texts)) / self.widths[-1]
        return len(texts) <= 1 and lines <= _MOST_SHORT_LINES

    def _entries(self, clause: Clause, *, keep_next: bool) -> list[BaseOxmlElement]:
        labels = [
            entry_label(clause.numbering, number) if entry.label is None else entry.label
            for number, entry in enumerate(clause.entries, start=1)
        ]
        hang = self._hang(labels)
        scheme = CLAUSES.get(clause.numbering)
        counter = Counter(self._lists, scheme) if scheme else None
        made: list[BaseOxmlElement] = []
        for n, (entry, label) in enumerate(zip(clause.entries, labels, strict=True), start=1):
            number = counter.number((n,)) if counter and entry.label is None else None
            made.append(
                self._entry(entry, label, number, hang, clause.numbering, first=n == 1, keep_next=keep_next)
            )
        return made or [paragraph(StyleId.CLAUSE, (), Shape(keep_next=keep_next))]

    def _hang(self, labels: Sequence[str]) -> float:
        setting = self._setting
        widest = max(map(setting.text_width, labels), default=0.0)
        if not widest:
            return 0.0
        hang = max(widest + LABEL_GAP * setting.size, LABEL_WIDTH * setting.size)
        return min(hang, setting.width * GREATEST_INDENT + self.widths[0] - self._before_entries)

    def _entry(
        self,
        entry: Entry,
        label: str,
        number: tuple[int, int] | None,
        hang: float,
        numbering: Numbering,
        *,
        first: bool,
        keep_next: bool,
    ) -> BaseOxmlElement:
        usual = hang == LABEL_WIDTH * self._setting.size and number is not None
        shape = Shape(
            keep_next=keep_next,
            number=number or (NO_LIST, 0) if numbering is not Numbering.NONE else None,
            before=BLOCK_GAP * self._setting.line if first else None,
            left=None if usual else hang,
            hanging=None if usual else hang if label else 0.0,
        )
        written = [] if number or not label else [*plain_runs(label), tab_run()]
        return paragraph(CLAUSE_STYLES[numbering], [*written, *text_runs(entry.text)], shape)
