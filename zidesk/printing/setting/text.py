"""Text broken into lines that fit a width: words kept whole, lists with hanging indents, no markup."""

from dataclasses import dataclass
from functools import lru_cache

from zidesk.domain.document.characters import list_mark, printable
from zidesk.printing.setting.fonts import Font

_BREAK_AFTER = "/\\-_.,:;?&=)"
KEPT_TEXTS = 4096
"""So many texts stay broken into lines: of a document printed again after an edit, few have changed."""
_GREATEST_INDENT = 1 / 3
"""The share of the width that a list mark may take before its text wraps under it instead."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A font at a size, with the distance between lines; both in points."""

    font: Font
    size: float
    leading: float

    def width(self, text: str) -> float:
        """Return the width of ``text`` in points."""
        return self.font.width(text, self.size)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, where it starts and how long it is, in points."""

    text: str
    indent: float
    width: float


@lru_cache(maxsize=KEPT_TEXTS)
def break_lines(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break ``text`` into lines at most ``width`` points wide.

    Its own newlines stay. Lines that begin with a list mark ("- ", "1. ", "a. ") hang under their text. A
    word wider than the line is cut, after a slash or such where there is one. Text that is empty gives no
    line.
    """
    lines: list[Line] = []
    for paragraph in printable(text).strip().split("\n"):
        lines.extend(_break_paragraph([word for word in paragraph.split(" ") if word], style, width))
    return tuple(lines) if any(line.text for line in lines) else ()


def balanced_lines(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break ``text`` like ``break_lines``, into lines of about equal width, as headings are."""
    lines = break_lines(text, style, width)
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        narrower = break_lines(text, style, middle)
        if len(narrower) > len(lines) or any(line.width > middle for line in narrower):
            low = middle
        else:
            high, lines = middle, narrower
    return lines


def _break_paragraph(words: list[str], style: TextStyle, width: float) -> list[Line]:
    hang = style.width(list_mark(" ".join(words[:2])))
    if hang > width * _GREATEST_INDENT:
        hang = 0.0
    space = style.width(" ")
    lines: list[Line] = []
    current: list[str] = []
    taken = indent = 0.0
    for word in words:
        length = style.width(word)
        if current and indent + taken + space + length <= width:
            current.append(word)
            taken += space + length
            continue
        if current:
            lines.append(Line(" ".join(current), indent, taken))
            indent = hang
        *pieces, rest = cut_word(word, style, width - indent, width - hang)
        for piece in pieces:
            lines.append(Line(piece, indent, style.width(piece)))
            indent = hang
        current, taken = [rest], style.width(rest)
    lines.append(Line(" ".join(current), indent, taken))
    return lines


def cut_word(word: str, style: TextStyle, first_room: float, room: float) -> list[str]:
    """Cut ``word`` into pieces that fit: ``first_room`` points for the first, ``room`` for the others.

    A cut comes after a slash or such where there is one.
    """
    if style.width(word) <= first_room:
        return [word]
    pieces: list[str] = []
    start = 0
    while start < len(word):
        end = _fitting_end(word, start, style, room if pieces else first_room)
        pieces.append(word[start:end])
        start = end
    return pieces


def _fitting_end(word: str, start: int, style: TextStyle, room: float) -> int:
    """Return where to cut ``word`` so that what begins at ``start`` fits ``room``: at least one character."""
    width = 0.0
    good = start
    for index in range(start, len(word)):
        width += style.width(word[index])
        if width > room:
            return good if good > start else max(index, start + 1)
        if word[index] in _BREAK_AFTER:
            good = index + 1
    return len(word)
