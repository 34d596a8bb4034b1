"""What was changed both here and in a source since the source was exported, and which of the two is taken."""

from dataclasses import dataclass

from zidesk.domain.importing.incoming import Place, Problem

ConflictKey = tuple[str, str]
"""The id of a row, and the key of a value (``row_values``), ``ROW``, ``PLACE`` or ``ORDER``."""

ROW, PLACE, ORDER = "row", "place", "order"
"""Whether the row is there at all; under which heading it stands; the order of the rows under it."""
_QUOTED_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides have changed, each in its own way.

    ``code`` and ``text`` are the row's, ``label`` names what differs; ``ours`` and ``theirs`` are what
    zidesk and the source say now, as Indonesian text, ``""`` for nothing. ``place`` is where the source
    says it. ``takes_theirs``: the source's version goes; otherwise ours stays.
    """

    key: ConflictKey
    code: str
    text: str
    label: str
    ours: str
    theirs: str
    place: Place
    takes_theirs: bool


def conflict_problem(conflict: Conflict) -> Problem:
    """Return the conflict as a problem, with both versions and the one that is taken."""
    ours, theirs = conflict.ours, conflict.theirs
    if conflict.key[1] not in (ROW, PLACE, ORDER):
        ours, theirs = map(value_quoted, _from_the_difference(ours, theirs))
    where = f"{conflict.code} {quoted(conflict.text)}" if conflict.text else conflict.code
    taken = "isi berkas Excel" if conflict.takes_theirs else "isi zidesk"
    message = (
        f"Bentrok di {where}, {conflict.label}: di zidesk {ours}, "
        f"di berkas Excel {theirs}; yang dipakai {taken}."
    )
    return Problem(conflict.place, message)


def _from_the_difference(ours: str, theirs: str) -> tuple[str, str]:
    """Return two texts without a long beginning that both have, so that a message shows what differs."""
    common = next((i for i, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), 0)
    start = ours.rfind(" ", 0, common) + 1
    if start < _QUOTED_LENGTH // 2:
        return ours, theirs
    return f"…{ours[start:]}", f"…{theirs[start:]}"


def quoted(text: str) -> str:
    """Return ``text`` in quotation marks, on one line and short enough for a message."""
    line = " ".join(text.split())
    return f"“{line[: _QUOTED_LENGTH - 1]}…”" if len(line) > _QUOTED_LENGTH else f"“{line}”"


def value_quoted(text: str) -> str:
    """Return a value for a message: quoted, or said to be empty."""
    return quoted(text) if text.strip() else "kosong"
