"""Whether the XML readers under openpyxl refuse entities, which make a small file unpack without end."""

from io import BytesIO

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.xml.functions import fromstring, iterparse

_EXPANDED = "expanded"
_DOCUMENT = f'<!DOCTYPE a [<!ENTITY b "{_EXPANDED}">]><a>&b;</a>'.encode()


def xml_readers() -> str:
    """Return what reads XML for openpyxl, for the report."""
    return f"openpyxl {openpyxl.__version__}, defusedxml {'aktif' if openpyxl.DEFUSEDXML else 'tidak aktif'}"


def refuses_entities() -> bool:
    """Whether neither of openpyxl's two ways to read XML gives an entity's text."""
    return openpyxl.DEFUSEDXML and _streaming_refuses() and _whole_refuses()


def _streaming_refuses() -> bool:
    try:
        list(iterparse(BytesIO(_DOCUMENT)))
    except DefusedXmlException:
        return True
    return False


def _whole_refuses() -> bool:
    try:
        return _EXPANDED not in "".join(fromstring(_DOCUMENT).itertext())
    except (DefusedXmlException, SyntaxError):
        return True
