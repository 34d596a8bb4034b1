"""Text copied from elsewhere, as paragraphs and items of a list: what can be kept is kept, the rest goes.

In text copied from a PDF the ends of lines are no ends of paragraphs: lines are joined, words broken by a
hyphen mended, labels ("a.", "1)") recognised, page numbers and footers left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zidesk.domain.document.runs import Run, Text, plain

_LABEL = re.compile(
    r"(?:(?P<letter_dot>[a-z]\.)|(?P<number_dot>\d{1,3}\.)|(?P<letter_bracket>[a-z]\))"
    r"|(?P<number_bracket>\d{1,3}\))|(?P<letter_brackets>\([a-z]\))|(?P<number_brackets>\(\d{1,3}\))"
    r"|(?P<bullet>[•●▪■○◦‣·–—-]))[ \t\u00a0]+(?=\S)"
)
_LEAD = re.compile(
    r"(?:(?:Menimbang|Mengingat|Memperhatikan|Menetapkan)|KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|"
    r"SEMBILAN|SEPULUH|SEBELAS|[A-Z]+ (?:BELAS|PULUH)(?: [A-Z]+)?))\s*:\s*"
)
_MARGINAL = re.compile(r"\s*(?:[-–]\s*\d{1,4}\s*[-–]|(?:www\.)?jdih\.\S+)\s*")
_SENTENCE_END = (".", ";", ":", "?", "!")
_BROKEN_WORD = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010\x02\ufffe]$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_SHORT_LINE = 0.8
"""A line shorter than this share of the longest ends its paragraph where it ends a sentence."""
_HEADING_LINE = 0.5
"""A line shorter than this share of the longest stands alone where the next begins with a capital."""
_LONGEST_PRINTED_LINE = 160
"""A longer line was not broken by a page's width: each line is a paragraph."""


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """A paragraph, or an item of a list where ``level`` is 1 or more."""

    text: Text
    level: int = 0


def blocks_of_text(text: str) -> list[PastedBlock]:
    """Return plain text as paragraphs and items."""
    return with_labels_read(PastedBlock((Run(paragraph),)) for paragraph in _paragraphs(text))


def with_labels_read(blocks: Iterable[PastedBlock]) -> list[PastedBlock]:
    """Return blocks with their typed labels taken off: those that had one are items.

    How deep an item stands follows from the forms of label met before it: a form that is new goes one level
    deeper, one that was met goes back to its level.
    """
    read: list[PastedBlock] = []
    forms: list[str] = []
    for block in blocks:
        text = _without_start(block.text, _LEAD)
        match = None if block.level else _LABEL.match(plain(text))
        if match is None or match.lastgroup is None:
            if not block.level:
                forms = []
            if plain(text).strip():
                read.append(PastedBlock(text, block.level))
            continue
        form = match.lastgroup
        forms = forms[: forms.index(form) + 1] if form in forms else [*forms, form]
        read.append(PastedBlock(_without_first(text, match.end()), len(forms)))
    return read


def _without_start(text: Text, pattern: re.Pattern[str]) -> Text:
    match = pattern.match(plain(text))
    return _without_first(text, match.end()) if match is not None else text


def _without_first(text: Text, count: int) -> Text:
    kept = []
    for run in text:
        cut = min(count, len(run.text))
        count -= cut
        if cut < len(run.text):
            kept.append(Run(run.text[cut:], run.bold, run.italic))
    return tuple(kept)


def _paragraphs(text: str) -> Iterator[str]:
    lines = [line.strip() for line in re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]", text)]
    lines = [line for line in lines if not line or not _MARGINAL.fullmatch(line)]
    longest = max((len(line) for line in lines), default=0)
    current = ""
    last = ""
    for line in lines:
        if current and (not line or _ends(last, line, longest)):
            yield current
            current = ""
        current = _joined(current, line) if line else current
        last = line
    if current:
        yield current


def _ends(line: str, following: str, longest: int) -> bool:
    """Whether a paragraph ends between two lines that stand under each other."""
    if _LABEL.match(following) or _LEAD.match(following) or longest > _LONGEST_PRINTED_LINE:
        return True
    if line.endswith(_SENTENCE_END):
        return len(line) < _SHORT_LINE * longest
    return len(line) < _HEADING_LINE * longest and following[:1].isupper()


def _joined(before: str, line: str) -> str:
    broken = _BROKEN_WORD.search(before)
    following = _NEXT_WORD.match(line)
    if broken is None or following is None:
        # A hyphen before a number or after one ("2010-2025") has no space after it.
        return (
            f"{before}{line}"
            if before[-2:-1].isdigit() and before.endswith("-")
            else f"{before} {line}".strip()
        )
    if following.group().casefold().startswith(broken["head"].casefold()):
        # A word said twice ("undang-undang") has its hyphen anyhow.
        return f"{before[:-1]}-{line}"
    return f"{before[:-1]}{line}" if line[0].islower() else f"{before}{line}"
