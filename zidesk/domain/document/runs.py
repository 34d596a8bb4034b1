"""Text with bold and italic runs."""

from collections.abc import Iterable
from dataclasses import dataclass

NO_BREAK_SPACE = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = tuple[Run, ...]
"""Runs that stand one after the other; the space between two words belongs to one of them."""


def text_of(*parts: str | Run) -> Text:
    """Return plain words and runs as one text: ``text_of("sistem ", Run("tag line", italic=True))``."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def plain(text: Iterable[Run]) -> str:
    """Return the words of ``text`` without their styles."""
    return "".join(run.text for run in text)
