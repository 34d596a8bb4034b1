"""Letters and numbers of clauses and list items, computed from their order: "a.", "1)", "a)", "(1)"."""

from collections.abc import Iterable
from enum import StrEnum

from zidesk.domain.document.blocks import Block, Item, Numbering, Paragraph

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class _Form(StrEnum):
    """How a level of a list writes its labels."""

    LETTER_DOT = "{letter}."
    NUMBER_BRACKET = "{number})"
    LETTER_BRACKET = "{letter})"
    NUMBER_BRACKETS = "({number})"


_LEVELS = tuple(_Form)


def letters(n: int) -> str:
    """Return the ``n``-th (from 1) label in letters: a … z, aa, ab … as word processors count."""
    if n < 1:
        raise ValueError(n)
    word = ""
    while n:
        n, rest = divmod(n - 1, len(_ALPHABET))
        word = _ALPHABET[rest] + word
    return word


_UNITS = ("", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")


def ordinal_label(n: int) -> str:
    """Return the ``n``-th (1-999) clause of a diktum by its name, from KESATU and KEDUA on."""
    if not 1 <= n <= 999:
        raise ValueError(n)
    return f"KE{_cardinal(n)}"


def _cardinal(n: int) -> str:
    if n < 10:
        return _UNITS[n]
    if n < 20:
        return {10: "SEPULUH", 11: "SEBELAS"}.get(n) or f"{_UNITS[n - 10]} BELAS"
    size, word, one = (10, "PULUH", "SEPULUH") if n < 100 else (100, "RATUS", "SERATUS")
    count, rest = divmod(n, size)
    whole = one if count == 1 else f"{_UNITS[count]} {word}"
    return f"{whole} {_cardinal(rest)}" if rest else whole


def item_label(level: int, n: int) -> str:
    """Return the label of the ``n``-th item (from 1) of a list's ``level`` (from 1): "a.", "1)", "a)", "(1)".

    A list deeper than that goes on with the last form.
    """
    form = _LEVELS[min(level, len(_LEVELS)) - 1]
    return form.format(letter=letters(n), number=n)


def entry_label(numbering: Numbering, n: int) -> str:
    """Return the label of a clause's ``n``-th entry (from 1): "a." in Menimbang, "1." in Mengingat."""
    match numbering:
        case Numbering.LETTERS:
            return f"{letters(n)}."
        case Numbering.NUMBERS:
            return f"{n}."
        case Numbering.NONE:
            return ""


def item_labels(blocks: Iterable[Block]) -> list[str]:
    """Return the label of each of ``blocks``: the item's own or the computed one, ``""`` for what is no item.

    An item is counted with those of its level before it, since the last item of a higher level and the
    last block that is neither an item nor a paragraph indented under one. An item's own label counts too.
    """
    labels: list[str] = []
    counts: list[int] = []
    for block in blocks:
        label = ""
        if isinstance(block, Item):
            counts = [*counts, *[0] * block.level][: block.level]
            counts[-1] += 1
            label = item_label(block.level, counts[-1]) if block.label is None else block.label
        elif not (isinstance(block, Paragraph) and block.level):
            counts = []
        labels.append(label)
    return labels
