"""Which characters of a text reach a document, and the marks that lines of a list begin with."""

import re
import unicodedata

from zidesk.domain.document.runs import NO_BREAK_SPACE

REPLACEMENT = "\ufffd"
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_LIST_MARK = re.compile(r"(?:[-–—•●○▪*√✓]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])[ \u00a0]+")


def list_mark(line: str) -> str:
    """Return the mark that ``line`` begins with, its space too ("- ", "1. ", "a. "), or nothing."""
    mark = _LIST_MARK.match(line)
    return mark.group() if mark else ""


def printable(text: str) -> str:
    """Return ``text`` as it can be drawn: composed, without control characters, spaces of one kind.

    Newlines stay; invisible formatting characters go; halves of surrogate pairs become U+FFFD.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if composed.isascii() and composed.replace("\n", "").isprintable():
        return composed
    return "".join(map(_printable_character, composed))


def _printable_character(character: str) -> str:
    if character in "\n\u2028\u2029\v\f\x85":
        return "\n"
    if character in _NO_BREAK_SPACES:
        return NO_BREAK_SPACE
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Cc":
            return " " if character == "\t" else ""
        case "Cf":
            return ""
        case "Cs":
            return REPLACEMENT
    return character
