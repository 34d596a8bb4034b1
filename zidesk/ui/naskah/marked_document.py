"""A marked text (``*italic*``, ``**bold**``) as a text document on screen, and back."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument

from zidesk.domain.decree.markup import marked_text, text_runs
from zidesk.domain.document.runs import Run, Text

TEXT_MARGIN = 4.0
"""The space around the text of an entry, painted or edited, in logical pixels."""
_LINE_SEPARATOR = "\u2028"
_PARAGRAPH_SEPARATOR = "\u2029"


def new_document(font: QFont) -> QTextDocument:
    """Return an empty document with the margins of an entry."""
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDocumentMargin(TEXT_MARGIN)
    return document


def put_text(document: QTextDocument, marked: str) -> None:
    """Let a document hold a marked text and nothing to undo."""
    document.clear()
    insert_runs(QTextCursor(document), text_runs(marked))
    document.clearUndoRedoStacks()


def insert_runs(cursor: QTextCursor, runs: Iterable[Run]) -> None:
    """Insert runs at a cursor, in place of what it has selected, as one step to undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for run in runs:
        # A newline within an entry begins a line of the same text block.
        cursor.insertText(run.text.replace("\n", _LINE_SEPARATOR), style_of(run))
    cursor.endEditBlock()


def style_of(run: Run) -> QTextCharFormat:
    """Return how a run looks."""
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold if run.bold else QFont.Weight.Normal)
    style.setFontItalic(run.italic)
    return style


def runs_of(document: QTextDocument, start: int = 0, end: int | None = None) -> Text:
    """Return what a document holds, or what of it lies between two places."""
    stop = document.characterCount() if end is None else end
    runs: list[Run] = []
    block = document.begin()
    while block.isValid():
        if block.position() > start and runs and block.position() <= stop:
            runs.append(Run("\n"))
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            first = max(start - fragment.position(), 0)
            last = min(stop - fragment.position(), fragment.length())
            # Places count UTF-16 units.
            text = (
                fragment.text()
                .encode("utf-16-le")[2 * first : 2 * max(last, first)]
                .decode("utf-16-le", "ignore")
            )
            text = text.replace(_LINE_SEPARATOR, "\n").replace(_PARAGRAPH_SEPARATOR, "\n")
            if text:
                style = fragment.charFormat()
                bold = style.fontWeight() >= QFont.Weight.DemiBold
                runs.append(Run(text, bold, style.fontItalic()))
            iterator += 1
        block = block.next()
    return tuple(runs)


def marked_of(document: QTextDocument, start: int = 0, end: int | None = None) -> str:
    """Return a document's text, or what of it lies between two places, with its marks."""
    return marked_text(runs_of(document, start, end))


def same_words(one: str, other: str) -> bool:
    """Whether two marked texts say the same in the same styles, however they mark it."""
    return one == other or marked_text(text_runs(one)) == marked_text(text_runs(other))
