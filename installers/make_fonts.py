#!/usr/bin/env python3
"""Make the fonts in ``resources/fonts`` from TeX Gyre Bonum and DejaVu Sans.

The PDF maker embeds TrueType outlines only, and TeX Gyre Bonum comes with PostScript (CFF) outlines. This
converts its four styles and, as the GUST Font License asks of modified versions, gives them another name.
From DejaVu Sans it takes the signs that Bonum lacks. Needs fontTools 4 and these two families, which Debian
calls ``fonts-texgyre`` and ``fonts-dejavu-core``. The files in the repository were made with fontTools 4.68.0
and the fonts of Debian 12; the same versions give the same bytes. Run it as::

    python3 installers/make_fonts.py resources/fonts
"""

import argparse
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

TEX_GYRE = Path("/usr/share/texmf/fonts/opentype/public/tex-gyre")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
STYLES = {"Regular": "regular", "Bold": "bold", "Italic": "italic", "Bold Italic": "bolditalic"}
GREATEST_ERROR = 0.5
"""How far, in thousandths of an em, a converted curve may run from the original one."""

SYMBOL_RANGES = (
    (0x20, 0x20),
    (0x370, 0x52F),  # Greek, Cyrillic
    (0x2000, 0x27BF),  # punctuation, currency, letterlike, numbers, arrows, mathematics, shapes, dingbats
    (0x27F0, 0x27FF),
    (0x2900, 0x2BFF),  # more arrows and mathematics
    (0xFFFD, 0xFFFD),
)
"""What is taken from DejaVu Sans: signs, and scripts that need no shaping to be read."""

MAY_BE_EMBEDDED_AND_INSTALLED = 0
"""``OS/2.fsType`` without any restriction. DejaVu Sans has it already."""

BONUM_CHANGES = (
    "Modified version of TeX Gyre Bonum 2.004: outlines converted from PostScript to TrueType curves, "
    "hinting dropped, renamed; embedding permission (OS/2 fsType) changed from 12, preview, print and edit, "
    "to 0, installable, as the license has no such limits. "
    "Not maintained or supported by the authors of TeX Gyre Bonum."
)
BONUM_LICENSE = (
    "GUST Font License, an instance of the LaTeX Project Public License; see GUST-FONT-LICENSE.txt."
)
SYMBOLS_CHANGES = "Subset of DejaVu Sans 2.37 (signs, Greek, Cyrillic), hinting dropped, renamed."
SYMBOLS_LICENSE = "Bitstream Vera license, with DejaVu changes in the public domain; see DEJAVU-LICENSE.txt."


def to_truetype(font: TTFont) -> None:
    """Replace the PostScript outlines of ``font`` by TrueType ones, keeping glyph order and metrics."""
    glyph_set = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, GREATEST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    font["glyf"] = glyf
    font["loca"] = newTable("loca")
    del font["CFF "]
    glyf.compile(font)
    metrics = font["hmtx"]
    for name, outline in outlines.items():
        metrics[name] = (metrics[name][0], getattr(outline, "xMin", 0))
    limits = newTable("maxp")
    limits.tableVersion = 0x00010000
    limits.numGlyphs = len(outlines)
    limits.maxZones = 1
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
    ):
        setattr(limits, field, 0)
    font["maxp"] = limits
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, family: str, style: str, revision: int, changes: str, license_text: str) -> None:
    """Give ``font`` a name table of its own that keeps the copyright notice and says what was changed.

    ``revision`` counts the versions of the modified font.
    """
    old = font["name"]
    copyright_notice = old.getDebugName(0)
    version = old.getDebugName(5).split(";")[0]
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {
        0: copyright_notice,
        1: family,
        2: style,
        3: f"{version};{postscript}",
        4: f"{family} {style}",
        5: f"{version}; zidesk {revision}",
        6: postscript,
        10: changes,
        13: license_text,
    }
    table = newTable("name")
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["name"] = table


def make_bonum(folder: Path) -> None:
    """Write the four styles of Zidesk Bonum into ``folder``."""
    for style, source in STYLES.items():
        font = TTFont(TEX_GYRE / f"texgyrebonum-{source}.otf", recalcTimestamp=False)
        to_truetype(font)
        font["OS/2"].fsType = MAY_BE_EMBEDDED_AND_INSTALLED
        rename(font, "Zidesk Bonum", style, 2, BONUM_CHANGES, BONUM_LICENSE)
        font.save(folder / f"ZideskBonum-{style.replace(' ', '')}.ttf")


def make_symbols(folder: Path) -> None:
    """Write Zidesk Symbols, the part of DejaVu Sans that stands in for signs Bonum lacks, into ``folder``."""
    font = TTFont(DEJAVU, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=["FFTM", "GDEF"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in SYMBOL_RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, "Zidesk Symbols", "Regular", 1, SYMBOLS_CHANGES, SYMBOLS_LICENSE)
    font.save(folder / "ZideskSymbols-Regular.ttf")


def main() -> None:
    """Read the folder from the command line and make all five fonts there."""
    parser = argparse.ArgumentParser(description="Make the fonts of resources/fonts.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    make_bonum(folder)
    make_symbols(folder)


if __name__ == "__main__":
    main()
