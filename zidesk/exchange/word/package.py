"""The parts of the file besides the text, how they name each other, and the file as bytes."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package

from zidesk.domain.document.document import Document
from zidesk.domain.document.page_setup import PageSetup
from zidesk.exchange.word.runs import cleaned
from zidesk.exchange.word.sections import empty_header, footer_element, numbered_header, reference
from zidesk.exchange.word.styles import fonts_element, styles_element
from zidesk.exchange.word.xml import make

_LONGEST_PROPERTY = 255
_TAB_STOP = 720
_WORD_2013 = 15
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every part in the archive, so that only ``made_at`` tells two files apart."""


class WordFile:
    """A file whose ``body`` is yet to be filled; ``references`` lead to its headers and footers."""

    def __init__(self, document: Document, setup: PageSetup) -> None:
        self._package = Package()
        main = OxmlElement("w:document", nsdecls={"w": nsmap["w"], "r": nsmap["r"]})
        self.body = OxmlElement("w:body")
        main.append(self.body)
        self._main = XmlPart(
            PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, main, self._package
        )
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._describe(document, setup.made_at or datetime.now(UTC))
        styles = styles_element(setup, document.language)
        self._add("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles)
        settings = _settings(document.language)
        self._add("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings)
        self._add("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts_element())
        self.references = tuple(self._headers_and_footers(document.footer))

    def add_numbering(self, numbering: BaseOxmlElement) -> None:
        """Add the lists that the body's paragraphs belong to."""
        self._add("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering)

    def content(self) -> bytes:
        """Return the whole file."""
        made, whole = io.BytesIO(), io.BytesIO()
        self._package.save(made)
        with zipfile.ZipFile(made) as parts, zipfile.ZipFile(whole, "w") as archive:
            for name in parts.namelist():
                entry = zipfile.ZipInfo(name, _EARLIEST)
                archive.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
        return whole.getvalue()

    def _add(self, name: str, content_type: str, relation: str, element: BaseOxmlElement) -> str:
        part = XmlPart(PackURI(f"/word/{name}.xml"), content_type, element, self._package)
        return self._main.relate_to(part, relation)

    def _describe(self, document: Document, made_at: datetime) -> None:
        properties = self._package.core_properties
        properties.title = cleaned(document.title)[:_LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = cleaned(document.author)[:_LONGEST_PROPERTY]
        properties.language = document.language
        properties.created = properties.modified = made_at.astimezone(UTC)

    def _headers_and_footers(self, footer: str) -> Iterator[BaseOxmlElement]:
        """Yield references to them: the first page has no number, every page has the footer."""
        heads = (("default", numbered_header()), ("first", empty_header()))
        for kind, element in heads:
            name = f"header-{kind}"
            relation = self._add(name, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, element)
            yield reference("headerReference", kind, relation)
        relation = self._add(
            "footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer_element(footer)
        )
        for kind, _ in heads:
            yield reference("footerReference", kind, relation)


def _settings(language: str) -> BaseOxmlElement:
    compatible = make(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_WORD_2013,
    )
    return make(
        "settings",
        make("zoom", percent=100),
        make("defaultTabStop", val=_TAB_STOP),
        make("characterSpacingControl", val="doNotCompress"),
        # A line that ends by hand in justified text is not drawn out to the margin.
        make("compat", make("doNotExpandShiftReturn"), compatible),
        make("themeFontLang", val=language),
        make("decimalSymbol", val=","),
        make("listSeparator", val=";"),
    )
