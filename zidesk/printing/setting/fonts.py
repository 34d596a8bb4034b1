"""The fonts of the printed documents, and which of them holds each character.

Bookman Old Style is used where the computer has it, otherwise the bundled Zidesk Bonum. A character that
the first font lacks is taken from the next one; one that no font has is drawn as U+FFFD, so that nothing
vanishes silently, and ``missing_characters`` names it beforehand.
"""

import os
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from zidesk.domain.document.characters import REPLACEMENT, printable
from zidesk.domain.document.runs import NO_BREAK_SPACE
from zidesk.resource_path import resource_path


class FontStyle(StrEnum):
    """The four styles of a text font, by the name that files and PostScript names carry."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"


_BOOKMAN_FILES = {
    FontStyle.REGULAR: "bookos.ttf",
    FontStyle.BOLD: "bookosb.ttf",
    FontStyle.ITALIC: "bookosi.ttf",
    FontStyle.BOLD_ITALIC: "bookosbi.ttf",
}


class Font:
    """One style of the document font: several faces, the first that has a character draws it."""

    def __init__(self, faces: Sequence[TTFont]) -> None:
        for face in faces:
            pdfmetrics.registerFont(face)
        self._faces = tuple(faces)
        self._glyphs: dict[str, tuple[str, str, float]] = {}
        self._widths: dict[str, float] = {}
        self._plain: set[str] = set()
        """Characters that the first face draws as they are."""

    @property
    def name(self) -> str:
        """The name under which the first face is registered."""
        return str(self._faces[0].fontName)

    def has(self, character: str) -> bool:
        """Whether one of the faces can draw ``character``."""
        return any(ord(character) in face.face.charToGlyph for face in self._faces)

    def width(self, text: str, size: float) -> float:
        """Return the width in points of ``text`` set at ``size`` points."""
        width = self._widths.get(text)
        if width is None:
            width = sum(self._glyph(character)[2] for character in text)
            self._widths[text] = width
        return width * size / 1000

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Split ``text`` into (registered font name, piece) pairs, each wholly in one face."""
        if text and self._plain.issuperset(text):
            return [(self.name, text)]
        glyphs = [self._glyph(character) for character in text]
        return [(name, "".join(g[1] for g in run)) for name, run in groupby(glyphs, key=lambda g: g[0])]

    def _glyph(self, character: str) -> tuple[str, str, float]:
        """Return (font name, character to draw, width in thousandths of an em)."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = self._find_glyph(character)
            if glyph[:2] == (self.name, character):
                self._plain.add(character)
        return glyph

    def _find_glyph(self, character: str) -> tuple[str, str, float]:
        drawn = " " if character == NO_BREAK_SPACE else character
        for face in self._faces:
            if ord(drawn) in face.face.charToGlyph:
                return face.fontName, drawn, face.face.getCharWidth(ord(drawn))
        return self._find_glyph(REPLACEMENT)


def missing_characters(texts: Iterable[str]) -> str:
    """Return the characters of ``texts`` that no font has and that print as U+FFFD, each once, in order."""
    regular = font(FontStyle.REGULAR)
    characters = {character for text in texts for character in printable(text) if character != "\n"}
    return "".join(sorted(character for character in characters if not regular.has(character)))


@cache
def font(style: FontStyle) -> Font:
    """Return the document font in ``style``, loaded once."""
    return load_font(style, _system_folders())


def load_font(style: FontStyle, folders: Iterable[Path]) -> Font:
    """Make the document font in ``style``, with Bookman Old Style if a folder has all of it."""
    bundled = [_bundled_face(f"ZideskBonum-{style}"), _bundled_face("ZideskSymbols-Regular")]
    bookman = _find_bookman(folders)
    if bookman is None:
        return Font(bundled)
    try:
        return Font([TTFont(f"BookmanOldStyle-{style}", str(bookman[style])), *bundled])
    except (TTFError, OSError):
        return Font(bundled)


@cache
def _bundled_face(name: str) -> TTFont:
    return TTFont(name, str(resource_path("fonts", f"{name}.ttf")))


def _find_bookman(folders: Iterable[Path]) -> dict[FontStyle, Path] | None:
    for folder in folders:
        if folder.is_dir():
            files = {path.name.lower(): path for path in folder.iterdir()}
            if all(name in files for name in _BOOKMAN_FILES.values()):
                return {style: files[name] for style, name in _BOOKMAN_FILES.items()}
    return None


def _system_folders() -> list[Path]:
    if os.name == "nt":
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts",
        ]
    home = Path(os.environ.get("HOME", "/"))
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts")]
