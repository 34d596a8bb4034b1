r"""Bold and italic within a text, as JSON and file keep them: ``*italic*``, ``**bold**``, ``***both***``.

A star that opens or closes nothing stands for itself. ``\*`` is always a star and ``\\`` a backslash.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from zidesk.domain.document.runs import Run, Text

_MARKS = re.compile(r"\\[\\*]|\*{1,3}")
_Styled = tuple[str, bool, bool]


def text_runs(marked: str) -> Text:
    """Return a marked text as runs; an empty one has none."""
    marks = list(_MARKS.finditer(marked))
    last_bold, last_italic = _last_closing(marked, marks)
    pieces: list[_Styled] = []
    bold = italic = False
    place = 0
    for match in marks:
        pieces.append((marked[place : match.start()], bold, italic))
        place = match.end()
        mark = match.group()
        if mark[0] == "\\":
            pieces.append((mark[1], bold, italic))
            continue
        closes = _is_word(marked, match.start() - 1)
        opens = _is_word(marked, match.end())
        if len(mark) > 1:
            if closes if bold else opens and match.start() < last_bold:
                bold = not bold
            else:
                pieces.append(("**", bold, italic))
        if len(mark) != 2:
            if closes if italic else opens and match.start() < last_italic:
                italic = not italic
            else:
                pieces.append(("*", bold, italic))
    pieces.append((marked[place:], bold, italic))
    return _runs(pieces)


def marked_text(runs: Iterable[Run]) -> str:
    """Return runs as a marked text: the same words, each in the same style.

    Spaces at the ends of a style belong to none, since a mark stands beside a word.
    """
    parts: list[str] = []
    bold = italic = False
    waiting = ""
    for run in runs:
        words = run.text.strip()
        if not words:
            waiting += run.text
            continue
        lead = run.text[: run.text.index(words[0])]
        closing = "*" * (2 * (bold and not run.bold) + (italic and not run.italic))
        opening = "*" * (2 * (run.bold and not bold) + (run.italic and not italic))
        parts.extend((closing, waiting + lead, opening, words.replace("\\", "\\\\").replace("*", "\\*")))
        waiting = run.text[len(lead) + len(words) :]
        bold, italic = run.bold, run.italic
    parts.extend(("*" * (2 * bold + italic), waiting))
    return "".join(parts)


def plain_text(marked: str) -> str:
    """Return the words of a marked text without its marks."""
    return "".join(run.text for run in text_runs(marked))


def _last_closing(marked: str, marks: list[re.Match[str]]) -> tuple[int, int]:
    """Return where the last mark stands that can close bold, and the last that can close italic."""
    bold = italic = -1
    for match in marks:
        mark = match.group()
        if mark[0] == "\\" or not _is_word(marked, match.start() - 1):
            continue
        bold = match.start() if len(mark) > 1 else bold
        italic = match.start() if len(mark) != 2 else italic
    return bold, italic


def _is_word(marked: str, place: int) -> bool:
    return 0 <= place < len(marked) and not marked[place].isspace()


def _runs(pieces: Iterable[_Styled]) -> Text:
    found = []
    for (bold, italic), group in groupby((piece for piece in pieces if piece[0]), key=lambda p: p[1:]):
        found.append(Run("".join(text for text, *_ in group), bold, italic))
    return tuple(found)
