"""Which sheets of an edited export are ours: by their names first, so that no duplicate is read instead."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from zidesk.exchange.reading import Doubts
from zidesk.exchange.seen import SheetCells

_Found = TypeVar("_Found")


def our_sheet(
    sheets: Sequence[SheetCells],
    name: str,
    find: Callable[[SheetCells], _Found | None],
    doubts: Doubts,
    told: set[str],
) -> _Found | None:
    """Return what ``find`` finds in the sheet ``name``, or else in the only sheet that has it.

    Further sheets that have it are duplicates: they are listed, with the sheet ``name`` where it lost its
    titles, and their names join ``told``.
    """
    found = {sheet.title: each for sheet in sheets if (each := find(sheet)) is not None}
    named = next((sheet for sheet in sheets if sheet.title.casefold() == name.casefold()), None)
    chosen = named.title if named else next(iter(found), "") if len(found) == 1 else ""
    told.add(chosen)
    if named and named.rows and named.title not in found:
        doubts.at(named.title).add(
            "Lembar ini tidak dibaca karena judul kolomnya berubah, jadi isi zidesk tetap; kembalikan "
            "judul kolomnya bila isi lembar ini harus ikut diimpor."
        )
    for title in found:
        if title != chosen:
            told.add(title)
            doubts.at(title).add(_duplicate(name, chosen))
    return found.get(chosen)


def _duplicate(name: str, chosen: str) -> str:
    if not chosen:
        return (
            f"Ada beberapa lembar seperti lembar {name} dan tidak satu pun bernama {name}; tidak satu pun "
            f"dibaca, jadi beri nama {name} pada lembar yang benar."
        )
    return (
        f"Lembar ini salinan lembar {name} dan tidak dibaca; yang dibaca lembar {chosen}, jadi pindahkan "
        "ke sana isian yang harus ikut."
    )
