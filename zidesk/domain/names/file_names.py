"""The names that new files get: which ending they must have, and which belong to other programs."""

import re
from pathlib import Path

from zidesk.domain.errors import InvalidInputError

FILE_ENDING = ".zidesk"
_TAKEN_ENDINGS = frozenset({
    ".zidesk", ".db", ".sqlite", ".json", ".xml", ".txt", ".html", ".htm", ".eml", ".msg",
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv",
    ".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf", ".pptx", ".ppt", ".odp",
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".webp",
    ".zip", ".rar", ".7z", ".exe",
})  # fmt: skip
"""What stands behind a name's last dot and says that the file is of another kind."""


def reading_order(name: str) -> tuple[tuple[str, int], ...]:
    """Return a key that sorts names as Explorer does: by their numbers, "foto 2" before "foto 10"."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple(
        (text, int(number or 0)) for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True)
    )


def with_ending(path: Path, ending: str) -> Path:
    """Return ``path`` ending in ``ending``, which a name without an ending gets.

    A dot alone makes no ending: "Rencana Kab. Merangin" has none. Raises InvalidInputError, proposing a
    name, where the name ends as files of another kind do.
    """
    # Windows drops dots and spaces behind a name.
    name = path.name.rstrip(". ")
    suffix = Path(name).suffix
    if not name or suffix.lower() == ending:
        return path.with_name(name) if name else path
    if suffix.lower() in _TAKEN_ENDINGS:
        proposed = f"{name.removesuffix(suffix)}{ending}"
        raise InvalidInputError(
            f"Nama “{name}” berakhiran {suffix}, padahal yang dibuat berkas {ending}; "
            f"pakailah nama “{proposed}”."
        )
    return path.with_name(name + ending)
