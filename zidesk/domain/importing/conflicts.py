"""What was changed both here and in a source since the source was exported, and which of the two is taken."""

from dataclasses import dataclass

from zidesk.domain.importing.incoming import Place, Problem

ConflictKey = tuple[str, str]
"""The id of a row, and the key of a value (``row_values``), ``ROW``, ``PLACE`` or ``ORDER``."""

ROW, PLACE, ORDER = "row", "place", "order"
"""Whether the row is there at all; under which heading it stands; the order of the rows under it."""
_QUOTED_LENGTH = 80
_SIDES = ("di zidesk", "di berkas Excel", "ketika diekspor")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides have changed, each in its own way.

    ``code`` and ``text`` are the row's, ``label`` names what differs; ``ours`` and ``theirs`` are what
    zidesk and the source say now, as Indonesian text, ``""`` for nothing, and ``before`` what both said when
    the source was exported, ``None`` where that is not known. ``place`` is where the source says it.
    ``takes_theirs``: the source's version goes; otherwise ours stays.
    """

    key: ConflictKey
    code: str
    text: str
    label: str
    ours: str
    theirs: str
    place: Place
    takes_theirs: bool
    before: str | None = None


def conflict_problem(conflict: Conflict) -> Problem:
    """Return the conflict as a problem, with both versions, the old one, and the one that is taken."""
    texts = [text for text in (conflict.ours, conflict.theirs, conflict.before) if text is not None]
    if conflict.key[1] not in (ROW, PLACE, ORDER):
        texts = [value_quoted(text) for text in _from_the_difference(texts)]
    told = ", ".join(f"{side} {text}" for side, text in zip(_SIDES, texts, strict=False))
    where = f"{conflict.code} {quoted(conflict.text)}" if conflict.text else conflict.code
    taken = "isi berkas Excel" if conflict.takes_theirs else "isi zidesk"
    message = f"Bentrok di {where}, {conflict.label}: {told}; yang dipakai {taken}."
    return Problem(conflict.place, message)


def _from_the_difference(texts: list[str]) -> list[str]:
    """Return texts without a long beginning that all have, so that a message shows what differs."""
    # What the first and the last in order have in common, all have.
    pairs = enumerate(zip(min(texts), max(texts), strict=False))
    common = next((place for place, (one, other) in pairs if one != other), 0)
    start = texts[0].rfind(" ", 0, common) + 1
    return texts if start < _QUOTED_LENGTH // 2 else [f"…{text[start:]}" for text in texts]


def quoted(text: str) -> str:
    """Return ``text`` in quotation marks, on one line and short enough for a message."""
    line = " ".join(text.split())
    return f"“{line[: _QUOTED_LENGTH - 1]}…”" if len(line) > _QUOTED_LENGTH else f"“{line}”"


def value_quoted(text: str) -> str:
    """Return a value for a message: quoted, or said to be empty."""
    return quoted(text) if text.strip() else "kosong"
