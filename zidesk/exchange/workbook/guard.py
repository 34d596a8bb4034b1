"""What an office package must pass before it is read: kind, size, zip entries, macros, links, entities."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import defusedxml.ElementTree
from openpyxl import DEFUSEDXML

from zidesk.exchange.errors import CannotReadError

MAX_FILE = 50_000_000
"""Largest workbook file, in bytes."""
MAX_ENTRIES = 2_000
MAX_TOTAL = 150_000_000
"""Most that all entries may unpack to, in bytes."""
MAX_SHEETS_XML = 40_000_000
"""Most that the sheets and their texts may unpack to together, in bytes: what openpyxl turns into objects."""
MAX_OTHER_XML = 6_000_000
"""Most that any other XML part may unpack to, in bytes."""
MAX_RATIO = 200
"""Most bytes that one packed byte may become, where the whole is larger than ``RATIO_FROM``."""
RATIO_FROM = 5_000_000


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A kind of package: its ending, its main part, what it is and was called, and where it is opened."""

    ending: str
    main_part: str
    called: str
    format_name: str
    old_ending: str
    program: str


WORKBOOK = PackageKind(".xlsx", "xl/workbook.xml", "buku kerja Excel", "Excel Workbook", ".xls", "Excel")
DOCUMENT = PackageKind(".docx", "word/document.xml", "dokumen Word", "Word Document", ".doc", "Word")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_SHEET_PARTS = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedStrings\.xml)|word/document\.xml", re.IGNORECASE)
_XML_ENDINGS = (".xml", ".rels", ".vml")
_STRICT = b"HTTP://PURL.OCLC.ORG/OOXML/"
"""In the namespaces of a workbook that was saved in the strict format, which openpyxl cannot read."""
_OVERLAP = 32
_CHUNK = 1 << 20
_ENCRYPTED_ENTRY = 0x1
_READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_package(path: Path, kind: PackageKind = WORKBOOK) -> None:
    """Raise ``CannotReadError``, one Indonesian sentence, unless ``path`` is a harmless package of ``kind``.

    Reads at most ``MAX_TOTAL`` bytes and holds none of them.
    """
    if not (DEFUSEDXML and defusedxml.ElementTree):
        raise RuntimeError("openpyxl does not use defusedxml")
    name = path.name
    _check_kind(path, name, kind)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(entries, name, kind)
            for entry in entries:
                if entry.filename.lower().endswith(_XML_ENDINGS):
                    _check_xml(archive, entry, name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise CannotReadError(
            f"Berkas {name} rusak atau terpotong; mintalah salinan yang utuh lalu coba lagi."
        ) from error


def _check_kind(path: Path, name: str, kind: PackageKind) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8)
            if head == _OLE:
                _refuse_ole(head + stream.read(MAX_FILE), name, kind)
    except FileNotFoundError as error:
        raise CannotReadError(f"Berkas {name} tidak ditemukan; periksa nama dan foldernya.") from error
    except OSError as error:
        raise CannotReadError(
            f"Berkas {name} tidak dapat dibuka; periksa izinnya atau tutup program lain yang memakainya."
        ) from error
    ending = path.suffix.lower()
    if ending in (".xlsm", ".docm"):
        raise _has_macros(name, kind)
    if ending != kind.ending:
        raise CannotReadError(
            f"Berkas {name} bukan {kind.ending}; simpanlah dahulu sebagai {kind.format_name} ({kind.ending})."
        )
    if size > MAX_FILE:
        raise CannotReadError(
            f"Berkas {name} terlalu besar (lebih dari 50 MB); pilihlah berkas rencana aksi."
        )
    if not head.startswith(_ZIP):
        raise CannotReadError(
            f"Isi berkas {name} bukan {kind.called}; simpanlah ulang sebagai "
            f"{kind.format_name} ({kind.ending})."
        )


def _has_macros(name: str, kind: PackageKind) -> CannotReadError:
    return CannotReadError(f"Berkas {name} memuat makro; simpanlah dahulu sebagai {kind.ending} tanpa makro.")


def _refuse_ole(content: bytes, name: str, kind: PackageKind) -> None:
    if _ENCRYPTED_PACKAGE in content:
        raise CannotReadError(
            f"Berkas {name} dikunci dengan kata sandi; buka di {kind.program}, hapus kata sandinya, lalu "
            "simpan lagi."
        )
    raise CannotReadError(
        f"Berkas {name} berformat {kind.program} lama ({kind.old_ending}); buka di {kind.program} lalu "
        f"simpan sebagai {kind.ending}."
    )


def _check_entries(entries: list[zipfile.ZipInfo], name: str, kind: PackageKind) -> None:
    if len(entries) > MAX_ENTRIES:
        raise CannotReadError(
            f"Berkas {name} berisi terlalu banyak bagian; berkas ini tidak dibuka demi keamanan."
        )
    if any("\\" in entry.orig_filename for entry in entries) and not any(map(_leads_out, entries)):
        raise CannotReadError(
            f"Berkas {name} dibuat program lain dengan susunan yang tidak baku; buka di Excel, pilih Simpan "
            "Sebagai (Save As) > Excel Workbook (.xlsx), lalu impor hasilnya."
        )
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names) or any(map(_is_trick, entries)):
        raise CannotReadError(f"Susunan berkas {name} tidak wajar; berkas ini tidak dibuka demi keamanan.")
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise CannotReadError(
            f"Berkas {name} dikunci dengan kata sandi; buka di {kind.program}, hapus kata sandinya, lalu "
            "simpan lagi."
        )
    _check_sizes(entries, name)
    if any("vbaproject" in entry or entry.startswith("xl/macrosheets/") for entry in names):
        raise _has_macros(name, kind)
    if any(entry.startswith("xl/externallinks/") for entry in names):
        raise CannotReadError(
            f"Berkas {name} mengambil isi dari berkas lain; putuskan tautannya di Excel (Data, Edit Links) "
            "lalu simpan lagi."
        )
    if "[content_types].xml" not in names or kind.main_part not in names:
        raise CannotReadError(
            f"Isi berkas {name} bukan {kind.called}; simpanlah ulang sebagai "
            f"{kind.format_name} ({kind.ending})."
        )


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Whether the name of an entry leads out of the package, and not only through backslashes."""
    name = entry.orig_filename.replace("\\", "/")
    return name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts


def _is_trick(entry: zipfile.ZipInfo) -> bool:
    # As it stands in the archive: on Windows zipfile makes "/" of every backslash.
    name = entry.orig_filename
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in PurePosixPath(name).parts
        or entry.compress_type not in _READABLE_METHODS
    )


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    sheets = sum(entry.file_size for entry in entries if _SHEET_PARTS.fullmatch(entry.filename))
    others = (
        entry.file_size
        for entry in entries
        if entry.filename.lower().endswith(_XML_ENDINGS) and not _SHEET_PARTS.fullmatch(entry.filename)
    )
    if (
        total > MAX_TOTAL
        or sheets > MAX_SHEETS_XML
        or max(others, default=0) > MAX_OTHER_XML
        or (total > RATIO_FROM and total > packed * MAX_RATIO)
    ):
        raise CannotReadError(
            f"Isi berkas {name} mengembang terlalu besar saat dibuka; berkas ini tidak dibuka demi keamanan."
        )


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    """Refuse document types, which entity bombs need, and encodings that could hide one."""
    overlap = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            text = (overlap + chunk).upper()
            if entry.filename == "xl/workbook.xml" and _STRICT in text:
                raise CannotReadError(
                    f"Berkas {name} disimpan sebagai Strict Open XML; buka di Excel, pilih Simpan Sebagai "
                    "(Save As) > Excel Workbook (.xlsx), bukan Strict Open XML Spreadsheet, lalu impor "
                    "hasilnya."
                )
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in chunk:
                raise CannotReadError(
                    f"Berkas {name} memuat definisi XML yang berbahaya; berkas tidak dibuka demi keamanan."
                )
            overlap = text[-_OVERLAP:]
