"""The bundled fonts, Bookman Old Style of the system, and characters that fonts lack."""

import shutil
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile

from zidesk.printing.setting.fonts import (
    REPLACEMENT,
    Font,
    FontStyle,
    font,
    load_font,
    missing_characters,
    printable,
)
from zidesk.resource_path import resource_path

FOLDER = resource_path("fonts")
NEEDED = (
    "√–—“”‘’•…×°²½%&@#()[]{}<>/\\|~ abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 éèüçñ"
)
BOOKMAN = {
    "BOOKOS.TTF": "Regular",
    "BOOKOSB.TTF": "Bold",
    "bookosi.ttf": "Italic",
    "BOOKOSBI.TTF": "BoldItalic",
}


@pytest.mark.parametrize("style", list(FontStyle))
def test_every_style_of_the_bundled_bookman_has_what_a_decree_needs(style: FontStyle) -> None:
    bundled = TTFontFile(str(FOLDER / f"ZideskBonum-{style}.ttf"))
    assert not [character for character in NEEDED if ord(character) not in bundled.charToGlyph]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_bundled_fonts_are_renamed_and_keep_their_notices(path: Path) -> None:
    assert TTFontFile(str(path)).name == path.stem.encode()
    content = path.read_bytes()
    for text in ("Copyright", "licen", "Zidesk"):
        assert text.encode("utf-16-be") in content
    for original in ("TeXGyre", "DejaVuSans", "TeX Gyre Bonum Regular"):
        assert original.encode("utf-16-be") not in content


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_bundled_fonts_may_be_embedded_and_installed_without_limits(path: Path) -> None:
    file = TTFontFile(str(path))
    file.seek_table("OS/2", 8)
    assert file.read_ushort() == 0


def test_the_licences_are_beside_the_fonts() -> None:
    assert "GUST Font License" in (FOLDER / "GUST-FONT-LICENSE.txt").read_text()
    assert "Bitstream Vera Fonts Copyright" in (FOLDER / "DEJAVU-LICENSE.txt").read_text()
    note = (FOLDER / "README.md").read_text()
    assert "modified version of TeX Gyre Bonum" in note
    assert "`fsType`" in note


def test_a_text_is_split_by_the_font_that_has_each_character() -> None:
    runs = load_font(FontStyle.BOLD, []).runs("Rapat √ ✓ ya")
    assert runs == [
        ("ZideskBonum-Bold", "Rapat √ "),
        ("ZideskSymbols-Regular", "✓"),
        ("ZideskBonum-Bold", " ya"),
    ]


def test_a_character_without_any_font_is_replaced_and_named() -> None:
    regular = font(FontStyle.REGULAR)
    assert regular.runs("😀") == [("ZideskSymbols-Regular", REPLACEMENT)]
    assert regular.width("😀", 10) == regular.width(REPLACEMENT, 10) > 0
    assert missing_characters(["Rapat 😀", "√ ✓\nم"]) == "م😀"


def test_bookman_old_style_is_used_where_all_of_it_is_present(tmp_path: Path) -> None:
    for name, style in BOOKMAN.items():
        shutil.copy(FOLDER / f"ZideskBonum-{style}.ttf", tmp_path / name)
    assert load_font(FontStyle.ITALIC, [tmp_path / "none", tmp_path]).name == "BookmanOldStyle-Italic"
    (tmp_path / "BOOKOSB.TTF").unlink()
    assert load_font(FontStyle.ITALIC, [tmp_path]).name == "ZideskBonum-Italic"


def test_a_bookman_without_the_tick_borrows_it() -> None:
    poor, rich = (TTFont(name, str(FOLDER / "ZideskBonum-Regular.ttf")) for name in ("Poor", "Rich"))
    del poor.face.charToGlyph[ord("√")]
    assert Font([poor, rich]).runs("1√") == [("Poor", "1"), ("Rich", "√")]


def test_a_broken_bookman_is_passed_over(tmp_path: Path) -> None:
    for name in BOOKMAN:
        (tmp_path / name).write_bytes(b"not a font")
    assert load_font(FontStyle.REGULAR, [tmp_path]).name == "ZideskBonum-Regular"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("e\u0301", "é"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("a\tb\u2003c", "a b c"),
        ("a\u202fb", "a\u00a0b"),
        ("\x00\x1b\x7f", ""),
        ("\ud800", REPLACEMENT),
    ],
)
def test_text_is_made_printable(text: str, wanted: str) -> None:
    assert printable(text) == wanted
