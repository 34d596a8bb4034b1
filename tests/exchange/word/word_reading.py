"""A .docx read back: by LibreOffice as pages, and its words as they should be read."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.printing.reading import Page, packed, read_pages
from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Heading,
    Item,
    Paragraph,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.document import Document
from zidesk.domain.document.labels import entry_label, item_labels
from zidesk.domain.document.runs import plain
from zidesk.domain.document.table import Table, TableBand
from zidesk.resource_path import resource_path

needs_writer = pytest.mark.skipif(
    shutil.which("lowriter") is None, reason="LibreOffice Writer is not installed"
)
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{}</dir><match target="pattern">
<test name="family"><string>Bookman Old Style</string></test>
<edit name="family" mode="assign" binding="same"><string>Zidesk Bonum</string></edit>
</match></fontconfig>"""
_HYPHEN_AT_LINE_END = "\ufffe"
MARGIN = 25 / 25.4 * 72


def converted(files: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """Return the pages that LibreOffice makes of each of ``files``."""
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(resource_path("fonts")), encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        timeout=300,
    )  # fmt: skip
    return {name: read_pages((folder / f"{name}.pdf").read_bytes()) for name in files}


def inside_margins(page: Page) -> str:
    """Return a page's characters without number and footer, packed."""
    text = "".join(char.text for char in page.visible if MARGIN < char.y < page.height - MARGIN)
    return text.replace(_HYPHEN_AT_LINE_END, "-")


def page_number(page: Page) -> str:
    """Return what stands above the upper margin."""
    return "".join(char.text for char in page.visible if char.y > page.height - MARGIN)


def footer(page: Page) -> str:
    """Return what stands below the lower margin."""
    return "".join(char.text for char in page.visible if char.y < MARGIN)


def titles_text(table: Table) -> str:
    """Return the titles of a table as they are read, packed."""
    upper: list[str] = []
    for column in table.columns:
        if not column.group:
            upper.append(column.title)
        elif column.group not in upper:
            upper.append(column.group)
    return packed("".join([*upper, *(column.title for column in table.columns if column.group)]))


def whole_text(document: Document) -> str:
    """Return all that ``document`` says, with computed labels, in reading order, packed."""
    return packed("".join(text for section in document.sections for text in _texts(section.blocks)))


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    flat = [each for block in blocks for each in (block.blocks if isinstance(block, Together) else (block,))]
    for block, label in zip(flat, item_labels(flat), strict=True):
        match block:
            case Title() | Corner():
                yield from block.lines
            case Heading() | Paragraph():
                yield plain(block.text)
            case Item():
                yield from (label, plain(block.text))
            case Clause():
                yield from _clause_texts(block)
            case Table():
                yield titles_text(block)
                for row in block.rows:
                    if isinstance(row, TableBand):
                        yield from (row.label, row.text)
                    else:
                        yield from (text for text in row.cells if text is not None)
            case Signatures():
                yield from block.right.dated
                for signature in (block.left, block.right):
                    if signature is not None:
                        yield from (*signature.office, signature.mark, signature.name)


def _clause_texts(clause: Clause) -> Iterator[str]:
    yield from (clause.label, ":")
    for n, entry in enumerate(clause.entries, start=1):
        yield entry_label(clause.numbering, n) if entry.label is None else entry.label
        yield plain(entry.text)


def pages_text(pages: list[Page], document: Document) -> str:
    """Return what ``pages`` say, packed, the repeated titles of tables once only."""
    titles = {
        titles_text(block)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    }
    seen: set[str] = set()
    said: list[str] = []
    for page in pages:
        text = inside_margins(page)
        for title in titles:
            if title in text:
                text = text if title not in seen else text.replace(title, "", 1)
                seen.add(title)
        said.append(text)
    return "".join(said)
