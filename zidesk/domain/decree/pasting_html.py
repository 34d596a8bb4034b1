"""Formatted text copied from a word processor or a web page: bold, italic and lists stay, the rest goes."""

import re
from html.parser import HTMLParser

from zidesk.domain.decree.pasting import PastedBlock, with_labels_read
from zidesk.domain.document.runs import Run, Text

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
        ),
        *("h5", "h6", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("head", "script", "style", "title", "template"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_WORD_LEVEL = re.compile(r"mso-list:[^;]*?level(\d)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BOLD_FROM = 600
_MAX_LEVEL = 9


def blocks_of_html(html: str) -> list[PastedBlock]:
    """Return the paragraphs and items of a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return with_labels_read(reader.blocks)


class _Style:
    """What an open element makes of the text in it."""

    def __init__(self, tag: str, *, bold: bool, italic: bool, unseen: bool) -> None:
        self.tag, self.bold, self.italic, self.unseen = tag, bold, italic, unseen


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[PastedBlock] = []
        self._open: list[_Style] = [_Style("", bold=False, italic=False, unseen=False)]
        self._runs: list[Run] = []
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
        if tag in _VOID:
            return
        style = next((value or "" for name, value in attrs if name == "style"), "").lower().replace(" ", "")
        if tag in _BLOCKS:
            self.end_block()
            word_level = _WORD_LEVEL.search(style)
            if word_level is not None:
                self._level = min(int(word_level[1]), _MAX_LEVEL)
            elif tag == "li":
                self._level = min(max(1, sum(each.tag in ("ol", "ul") for each in self._open)), _MAX_LEVEL)
        elif tag in ("td", "th") and self._runs:
            self._runs.append(Run(" "))
        above = self._open[-1]
        self._open.append(
            _Style(
                tag,
                bold=_is_bold(tag, style, above=above.bold),
                italic=_is_italic(tag, style, above=above.italic),
                # Word writes a list's label as text of its own.
                unseen=above.unseen or tag in _UNSEEN or "mso-list:ignore" in style,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        index = next((i for i in range(len(self._open) - 1, 0, -1) if self._open[i].tag == tag), 0)
        if tag in _BLOCKS:
            self.end_block()
        if index:
            del self._open[index:]

    def handle_data(self, data: str) -> None:
        style = self._open[-1]
        if not style.unseen:
            self._runs.append(Run(_SPACES.sub(" ", data), style.bold, style.italic))

    def end_block(self) -> None:
        """Keep what was read since the last block as one of its own."""
        text = _trimmed(self._runs)
        if text:
            self.blocks.append(PastedBlock(text, self._level))
            # What follows within the same item, a paragraph of it, is none of its own.
            self._level = 0
        elif self._level and not any(style.tag == "li" for style in self._open):
            self._level = 0
        self._runs = []


def _is_bold(tag: str, style: str, *, above: bool) -> bool:
    weight = re.search(r"(?:^|;)font-weight:(\w+)", style)
    if weight is not None:
        value = weight[1]
        return int(value) >= _BOLD_FROM if value.isdigit() else value.startswith("bold")
    return above or tag in ("b", "strong")


def _is_italic(tag: str, style: str, *, above: bool) -> bool:
    slant = re.search(r"(?:^|;)font-style:(\w+)", style)
    if slant is not None:
        return slant[1] in ("italic", "oblique")
    return above or tag in ("i", "em", "cite")


def _trimmed(runs: list[Run]) -> Text:
    """Return runs with single spaces, none at the ends or beside a newline."""
    made: list[Run] = []
    last = "\n"
    for run in runs:
        text = re.sub(r" *\n *", "\n", run.text.replace("\u00a0", " "))
        text = re.sub(r" +", " ", text)
        if last in " \n":
            text = text.lstrip(" ")
        if text:
            made.append(Run(text, run.bold, run.italic))
            last = text[-1]
    while made and not made[-1].text.strip():
        made.pop()
    while made and not made[0].text.strip():
        made.pop(0)
    if made:
        made[-1] = Run(made[-1].text.rstrip(), made[-1].bold, made[-1].italic)
        made[0] = Run(made[0].text.lstrip(), made[0].bold, made[0].italic)
    return tuple(made)
