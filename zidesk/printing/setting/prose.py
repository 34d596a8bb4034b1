"""Prose broken into lines: words of several styles, whole wherever a line can hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from zidesk.domain.document.characters import printable
from zidesk.domain.document.runs import NO_BREAK_SPACE, Run, Text
from zidesk.printing.setting.fonts import FontStyle, font
from zidesk.printing.setting.text import KEPT_TEXTS, TextStyle, cut_word

_STYLES = {
    (False, False): FontStyle.REGULAR,
    (True, False): FontStyle.BOLD,
    (False, True): FontStyle.ITALIC,
    (True, True): FontStyle.BOLD_ITALIC,
}

Piece = tuple[FontStyle, str]
"""Characters in one style."""

Word = tuple[Piece, ...]
"""What stands between two spaces, in one style or several."""


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line: its pieces with the spaces between words, how long it is, whether its paragraph ends here."""

    pieces: tuple[Piece, ...]
    width: float
    last: bool

    @property
    def first_word(self) -> str:
        """What the line begins with, up to its first space."""
        return "".join(words for _, words in self.pieces).partition(" ")[0]

    @property
    def spaces(self) -> int:
        """How many spaces can be stretched to justify the line."""
        return sum(words.count(" ") + words.count(NO_BREAK_SPACE) for _, words in self.pieces)


@lru_cache(maxsize=KEPT_TEXTS)
def break_prose(text: Text, size: float, width: float) -> tuple[ProseLine, ...]:
    """Break ``text``, set in ``size`` points, into lines at most ``width`` points wide.

    Its newlines stay. A word wider than the line is cut, after a slash or such where there is one. Text
    that is empty gives no line.
    """
    lines: list[ProseLine] = []
    for words in _paragraphs(text):
        lines.extend(_break_words(words, size, width))
    return tuple(lines)


def _paragraphs(text: Text) -> Iterator[list[Word]]:
    """Yield the words between newlines; lines without any word yield nothing."""
    word: list[Piece] = []
    words: list[Word] = []
    for style, piece in _pieces(text):
        for kind, characters in groupby(piece, key=lambda character: character if character in " \n" else ""):
            if not kind:
                word.append((style, "".join(characters)))
                continue
            if word:
                words.append(tuple(word))
                word = []
            if kind == "\n" and words:
                yield words
                words = []
    if word:
        words.append(tuple(word))
    if words:
        yield words


def _pieces(text: Text) -> Iterator[Piece]:
    for run in text:
        yield style_of(run), printable(run.text)


def style_of(run: Run) -> FontStyle:
    """Return the font's style for ``run``."""
    return _STYLES[run.bold, run.italic]


def _break_words(words: list[Word], size: float, width: float) -> Iterator[ProseLine]:
    current: list[Word] = []
    taken = 0.0
    for whole in words:
        for word in _cut(whole, size, width):
            length = _width(word, size)
            space = font(current[-1][-1][0]).width(" ", size) if current else 0.0
            if current and taken + space + length > width:
                yield _line(current, taken, last=False)
                current, taken, space = [], 0.0, 0.0
            current.append(word)
            taken += space + length
    yield _line(current, taken, last=True)


def _cut(word: Word, size: float, width: float) -> Iterator[Word]:
    """Yield ``word``, in pieces that fit where it is wider than a line."""
    if _width(word, size) <= width:
        yield word
        return
    part: list[Piece] = []
    taken = 0.0
    for style, characters in word:
        # Where not even one wide character has room, the line ends before it.
        if part and width - taken < size:
            yield tuple(part)
            part, taken = [], 0.0
        pieces = cut_word(characters, TextStyle(font(style), size, size), width - taken, width)
        for number, piece in enumerate(pieces):
            if number:
                yield tuple(part)
                part, taken = [], 0.0
            part.append((style, piece))
            taken += font(style).width(piece, size)
    yield tuple(part)


def _width(word: Word, size: float) -> float:
    return sum(font(style).width(characters, size) for style, characters in word)


def _line(words: list[Word], width: float, *, last: bool) -> ProseLine:
    """Join ``words`` with spaces, each in the style of the word before it."""
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        if index:
            style, characters = pieces[-1]
            pieces[-1] = (style, f"{characters} ")
        for style, characters in word:
            if pieces and pieces[-1][0] is style:
                pieces[-1] = (style, pieces[-1][1] + characters)
            else:
                pieces.append((style, characters))
    return ProseLine(tuple(pieces), width, last)
