"""Titles in capitals, with the words tied that no line should part."""

import re

from zidesk.domain.document.runs import NO_BREAK_SPACE

_TIED = re.compile(r"(?<=\bDI) |(?<=\bDAN) |(?<=\bDARI) | (?=[0-9]{4}$)")


def tied(title: str) -> str:
    """Return ``title`` with "di", "dan", "dari" and the year tied to their neighbours."""
    return _TIED.sub(NO_BREAK_SPACE, title)
