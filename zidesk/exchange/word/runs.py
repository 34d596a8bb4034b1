"""Text as runs: cleaned of what XML cannot hold, spaces single, newlines as line breaks."""

import re
from collections.abc import Iterator
from itertools import groupby

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.characters import printable
from zidesk.domain.document.runs import Run, Text
from zidesk.domain.plan.validation import clean_text
from zidesk.exchange.word.xml import filled, flag, make

_SPACES = re.compile("([ \n]+)")


def cleaned(text: str) -> str:
    """Return ``text`` with the characters that the PDF has too, less what XML cannot hold."""
    return clean_text(printable(text))


def text_runs(text: Text) -> list[BaseOxmlElement]:
    """Return ``text`` as runs; a space between two words has the style of the first, as in the PDF."""
    return [
        _run("".join(piece for _, piece in pieces), bold=style[0], italic=style[1])
        for style, pieces in groupby(_pieces(text), key=lambda pair: pair[0])
    ]


def plain_runs(text: str) -> list[BaseOxmlElement]:
    """Return ``text`` as a run in the style of its paragraph."""
    return text_runs((Run(text),))


def fixed_run(text: str) -> BaseOxmlElement:
    """Return ``text`` with all its spaces, as a run in the style of its paragraph."""
    return make("r", _words(text))


def tab_run() -> BaseOxmlElement:
    """Return a run that is a tab."""
    return make("r", make("tab"))


def _pieces(text: Text) -> Iterator[tuple[tuple[bool, bool], str]]:
    space = ""
    before: tuple[bool, bool] | None = None
    for run in text:
        style = (run.bold, run.italic)
        for piece in filter(None, _SPACES.split(cleaned(run.text))):
            if piece[0] in " \n":
                space = "\n" if "\n" in space + piece else " "
                continue
            if space and before is not None:
                yield before, space
            yield style, piece
            space, before = "", style


def _run(text: str, *, bold: bool, italic: bool) -> BaseOxmlElement:
    style = [
        *((flag("b", on=True), flag("bCs", on=True)) if bold else ()),
        *((flag("i", on=True), flag("iCs", on=True)) if italic else ()),
    ]
    run = make("r", filled("rPr", style))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(make("br"))
        if line:
            run.append(_words(line))
    return run


def _words(text: str) -> BaseOxmlElement:
    words = make("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return words
