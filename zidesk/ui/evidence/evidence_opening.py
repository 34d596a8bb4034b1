"""Which evidence files are handed to the desktop to open: those known to be harmless, by name and content.

Evidence comes from other people's computers. What would run, what could carry commands, and what is not as
its name says is only saved, after a warning.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePath

from zidesk.domain.names.safe_names import safe_name

_HEAD_BYTES = 1024
_BLOCK = 1 << 20
_PACKED_MACROS = re.compile(r"(.*/)?vbaproject\.bin|xl/macrosheets/.*|(basic|scripts)/.*", re.IGNORECASE)
_OLE_MACROS = re.compile(
    re.escape("_VBA_PROJECT".encode("utf-16-le")) + rb"|\x85\0[\x08-\xff]\0.{4}[\0-\x02]\x01", re.DOTALL
)
"""The name of a part that holds macros, or an Excel sheet that says that it is made of them."""
_LONGEST_MATCH = 64
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))


def _starts(*beginnings: bytes, at: int = 0) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings, at)


def _riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(b"RIFF") and head[8:12] == kind


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.translate(None, delete=_CONTROLS) == head


def _is_pdf(head: bytes) -> bool:
    # Some programs write lines of their own before it.
    return b"%PDF-" in head


_PACKED, _OLE = _starts(b"PK\x03\x04"), _starts(bytes.fromhex("d0cf11e0a1b11ae1"))
_TIFF = _starts(b"II*\0", b"MM\0*")
_JPEG = _starts(b"\xff\xd8\xff")
_FILM = _starts(b"ftyp", at=4)
_MATROSKA = _starts(b"\x1a\x45\xdf\xa3")
_OGG = _starts(b"OggS")
_CONTENTS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _PACKED,
    ".xlsx": _PACKED,
    ".pptx": _PACKED,
    ".odt": _PACKED,
    ".ods": _PACKED,
    ".odp": _PACKED,
    ".doc": _OLE,
    ".xls": _OLE,
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".jfif": _JPEG,
    ".png": _starts(b"\x89PNG\r\n\x1a\n"),
    ".gif": _starts(b"GIF87a", b"GIF89a"),
    ".bmp": _starts(b"BM"),
    ".tif": _TIFF,
    ".tiff": _TIFF,
    ".webp": _riff(b"WEBP"),
    ".heic": _FILM,
    ".heif": _FILM,
    ".mp4": _FILM,
    ".m4a": _FILM,
    ".m4v": _FILM,
    ".mov": _FILM,
    ".3gp": _FILM,
    ".mkv": _MATROSKA,
    ".webm": _MATROSKA,
    ".avi": _riff(b"AVI "),
    ".wav": _riff(b"WAVE"),
    ".ogg": _OGG,
    ".opus": _OGG,
    ".mp3": _starts(b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    ".txt": _is_text,
}
"""What may be opened, by ending, and whether a file's first bytes are those of such a file."""

SAVE_ADVICE = "simpan salinannya bila Anda yakin isinya aman"
UNKNOWN_KIND = (
    "Berkas ini bukan dokumen, gambar, suara atau video yang dikenal dan mungkin sebuah program, jadi tidak "
    f"dibuka dari sini; {SAVE_ADVICE}."
)


def may_be_opened(name: str) -> bool:
    """Whether a file of this name is of a kind that is opened.

    That goes for the name and for what is left of it as a name for every computer: "a.exe?" becomes a.exe.
    """
    return all(
        PurePath(spelling).suffix.lower() in _CONTENTS for spelling in (name.strip(" ."), safe_name(name))
    )


def against_opening(path: Path) -> str | None:
    """Return why the file at ``path``, of a name that may be opened, is not; ``None`` where it may.

    Raises ``OSError``.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    is_such = _CONTENTS[path.suffix.lower()]
    if not is_such(head):
        return (
            f"Isi “{path.name}” bukan seperti namanya dan mungkin sebuah program, jadi tidak dibuka dari "
            f"sini; {SAVE_ADVICE}."
        )
    if (is_such is _PACKED and _has_packed_macros(path)) or (is_such is _OLE and _has_ole_macros(path)):
        return f"“{path.name}” memuat makro, jadi tidak dibuka dari sini; {SAVE_ADVICE}."
    return None


def _has_packed_macros(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return any(_PACKED_MACROS.fullmatch(name.replace("\\", "/")) for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        # A damaged package shows nothing; its program may repair it, and find more in it than we do.
        return True


def _has_ole_macros(path: Path) -> bool:
    overlap = b""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if _OLE_MACROS.search(overlap + block):
                return True
            overlap = block[-_LONGEST_MATCH:]
    return False
