"""What a row said when it was exported, as fingerprints in cells that nobody's search and replace can change.

A checksum over the row's id and place keeps a state from being believed that was mangled, or that came to
stand beside another row.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

_CELL_LENGTH = 30_000
"""Excel holds 32,767 characters in a cell."""
_ENTRY = re.compile(r"([^:;]+):([0-9a-f]{12})")
_DIGEST_BYTES = 6


def state_cells(stand: Sequence[str], marks: Mapping[str, str]) -> list[str]:
    """Return the texts of one cell or more that hold the fingerprints ``marks`` of a row.

    ``stand`` is what the row of the hidden sheet says of where it belongs: its id, its parent's, its code.
    """
    text = ";".join(f"{key}:{mark}" for key, mark in marks.items())
    whole = f"{_checksum(stand, text)};{text}"
    return [whole[start : start + _CELL_LENGTH] for start in range(0, len(whole), _CELL_LENGTH)]


def read_state(stand: Sequence[str], cells: Sequence[str]) -> dict[str, str] | None:
    """Return the fingerprints by key that ``cells`` hold, ``None`` if these are not what was written."""
    checksum, _, text = "".join(cells).partition(";")
    if checksum != _checksum(stand, text):
        return None
    entries = [_ENTRY.fullmatch(entry) for entry in text.split(";") if entry]
    return {entry[1]: entry[2] for entry in entries if entry}


def _checksum(stand: Sequence[str], text: str) -> str:
    return blake2b("\n".join((*stand, text)).encode(), digest_size=_DIGEST_BYTES).hexdigest()
