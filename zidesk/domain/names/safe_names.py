"""Names that every computer takes: evidence is attached on one system and opened on another."""

import re
import sys

_MAX_NAME = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE)
_MAX_ENDING = 12
_MAX_BYTES = 180
"""Linux counts bytes, and allows 255 with the ending and a number."""
_MAX_UNITS = 255
"""Windows counts the halves of a character's UTF-16."""
_ON_WINDOWS = sys.platform == "win32"


def safe_name(text: str, limit: int = _MAX_NAME) -> str:
    """Return ``text`` as a file name that Windows, too, accepts, at most ``limit`` letters long."""
    name = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending) > _MAX_ENDING:
        stem, ending = name, ""
    ending = ending.rstrip(". ")
    room = limit - (len(ending) + 1 if ending else 0)
    stem = stem[:room].encode()[:_MAX_BYTES].decode(errors="ignore").strip(" .") or "tanpa nama"
    name = f"{stem}.{ending}" if ending else stem
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def is_refused_here(name: str) -> bool:
    """Whether this computer's system takes no file of this name, or quietly makes something else of it.

    On Windows a colon writes a hidden stream of another file, and "aux.pdf" is a device.
    """
    return _ON_WINDOWS and (
        _FORBIDDEN.search(name) is not None
        or _RESERVED.fullmatch(name) is not None
        or len(name.encode("utf-16-le", "surrogatepass")) // 2 > _MAX_UNITS
    )
