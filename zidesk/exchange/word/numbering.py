"""Lists that number themselves: "a." / "1)" / "a)" / "(1)", Menimbang's letters, Mengingat's numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Numbering
from zidesk.domain.document.proportions import LABEL_WIDTH
from zidesk.exchange.word.paragraphs import Shape, paragraph_properties
from zidesk.exchange.word.style_names import CLAUSE_STYLES, ITEM_LEVELS, item_style
from zidesk.exchange.word.xml import make

LEVELS = 9
"""So many levels the format knows; a deeper item has its label as text."""

_LETTERS = "lowerLetter"
_NUMBERS = "decimal"
_FIRST_ID = 0x5A490000
_LAST_COMMON_LETTERS = 27
"""After "aa" word processors go on with "bb", where we go on with "ab"."""

_ITEM_FORMS = ((_LETTERS, "%1."), (_NUMBERS, "%2)"), (_LETTERS, "%3)"), (_NUMBERS, "(%4)"))
"""As ``labels`` has them."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a list is numbered: its number among the schemes, format and wording of each level."""

    number: int
    forms: tuple[tuple[str, str], ...]
    styles: tuple[str, ...]

    def can_count(self, level: int, n: int) -> bool:
        """Whether the ``n``-th label of ``level`` (both from 1) comes out as ``labels`` has it."""
        return level <= len(self.forms) and (
            self.forms[level - 1][0] != _LETTERS or n <= _LAST_COMMON_LETTERS
        )


def _item_forms() -> tuple[tuple[str, str], ...]:
    deep = ((_NUMBERS, f"(%{level})") for level in range(len(_ITEM_FORMS) + 1, LEVELS + 1))
    return (*_ITEM_FORMS, *deep)


ITEMS = Scheme(1, _item_forms(), tuple(map(item_style, range(1, ITEM_LEVELS + 1))))
CLAUSES = {
    Numbering.LETTERS: Scheme(2, ((_LETTERS, "%1."),), (CLAUSE_STYLES[Numbering.LETTERS],)),
    Numbering.NUMBERS: Scheme(3, ((_NUMBERS, "%1."),), (CLAUSE_STYLES[Numbering.NUMBERS],)),
}
SCHEMES = (ITEMS, *CLAUSES.values())


class NumberedLists:
    """The lists of a document; ``element`` holds them once all are made."""

    def __init__(self, size: float) -> None:
        self._schemes = [_abstract(scheme, size) for scheme in SCHEMES]
        # The first list of each scheme is the one that its styles name.
        self._lists = [_list(scheme.number, scheme, ()) for scheme in SCHEMES]

    def add(self, scheme: Scheme, starts: Sequence[int]) -> int:
        """Add a list whose levels begin with ``starts`` and return its number."""
        number = len(self._lists) + 1
        self._lists.append(_list(number, scheme, starts))
        return number

    @property
    def element(self) -> BaseOxmlElement:
        """Everything about numbering, as it stands in the file."""
        return make("numbering", *self._schemes, *self._lists)


class Counter:
    """Gives items their lists, so that word processors count as ``labels`` does.

    A word processor counts on by itself within a list. Wherever its count would be another one, or programs
    disagree about it, a further list begins with the right one.
    """

    def __init__(self, lists: NumberedLists, scheme: Scheme) -> None:
        self._lists = lists
        self._scheme = scheme
        self._list = 0
        self._starts: list[int] = []
        self._next: dict[int, int] = {}
        """What each level of the list has next, where that is beyond doubt."""

    def number(self, place: Sequence[int]) -> tuple[int, int] | None:
        """Return list and level (from 0) for the item at ``place``; nothing where its label must be text."""
        level = len(place)
        levels = len(self._scheme.forms)
        if not self._scheme.can_count(level, place[-1]):
            return None
        if self._next.get(level) == place[-1]:
            # A level above that was left out may or may not have been counted.
            above = {own: count for own, count in self._next.items() if own < level and count > 1}
        else:
            self._starts = [*(count + 1 for count in place[:-1]), place[-1], *[1] * (levels - level)]
            self._list = self._lists.add(self._scheme, self._starts)
            above = {}
        # Those below begin again: with one, or with what programs disagree about.
        below = {own: 1 for own in range(level + 1, levels + 1) if self._starts[own - 1] == 1}
        self._next = {**above, level: place[-1] + 1, **below}
        return self._list, level - 1


def _abstract(scheme: Scheme, size: float) -> BaseOxmlElement:
    levels = (
        _level(index, form, scheme.styles[index] if index < len(scheme.styles) else "", size)
        for index, form in enumerate(scheme.forms)
    )
    kind = "multilevel" if len(scheme.forms) > 1 else "singleLevel"
    # Lists without an id of their own become one when text is pasted into another document.
    own_id = make("nsid", val=f"{_FIRST_ID + scheme.number:08X}")
    return make("abstractNum", own_id, make("multiLevelType", val=kind), *levels, abstractNumId=scheme.number)


def _level(index: int, form: tuple[str, str], style: str, size: float) -> BaseOxmlElement:
    step = LABEL_WIDTH * size
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form[0]),
        make("pStyle", val=style) if style else None,
        make("suff", val="tab"),
        make("lvlText", val=form[1]),
        make("lvlJc", val="left"),
        paragraph_properties(Shape(left=(index + 1) * step, hanging=step)),
        ilvl=index,
    )


def _list(number: int, scheme: Scheme, starts: Sequence[int]) -> BaseOxmlElement:
    overrides = (
        make("lvlOverride", make("startOverride", val=start), ilvl=index)
        for index, start in enumerate(starts)
    )
    return make("num", make("abstractNumId", val=scheme.number), *overrides, numId=number)
