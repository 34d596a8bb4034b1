"""Where the entries of a decree stand on its printed pages, and which of them a place belongs to.

Letters and digits alone are compared: spaces, hyphens and line ends of a page are not those of the text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zidesk.domain.decree.labels import PART_NAMES
from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.decree.parts import ALL_SECTIONS, DecreePart, entries, entry_text

_KEY_LETTERS = 60
"""So many letters of an entry tell it from the others."""
_SHORT_KEY_LETTERS = 16
"""What is still looked for where a page ends within the key."""


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry of a part; without a part the decree's identity, without an entry the part as a whole."""

    part: DecreePart | None
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A letter of a page, both counted from 0."""

    page: int
    letter: int


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, capitals made small."""
    return "".join(character for character in text if character.isalnum()).lower()


class DecreePlaces:
    """Finds entries on pages of which the texts are known, in the order of print."""

    def __init__(self, decree: Decree, pages: Sequence[str]) -> None:
        texts = [letters_of(page) for page in pages]
        self._starts = list(accumulate((len(text) for text in texts), initial=0))
        whole = "".join(texts)
        self._found: list[tuple[int, EntryPlace]] = []
        after = 0
        for place, key in _keys(decree, annex_only=not _has_body(whole)):
            at = whole.find(key, after) if key else -1
            if at < 0 and len(key) > _SHORT_KEY_LETTERS:
                at = whole.find(key[:_SHORT_KEY_LETTERS], after)
            if at < 0:
                continue
            after = at + min(len(key), _SHORT_KEY_LETTERS)
            self._found.append((at, place))

    def at(self, page: int, text_before: str) -> EntryPlace:
        """Return what the last letter of ``text_before``, on a page, belongs to."""
        position = self._starts[page] + max(len(letters_of(text_before)) - 1, 0)
        index = bisect_right([at for at, _ in self._found], position) - 1
        return self._found[index][1] if index >= 0 else EntryPlace(None)

    def of(self, place: EntryPlace) -> PagePlace | None:
        """Return where an entry begins, or its part where it is not found; identity is at the top."""
        if place.part is None:
            return PagePlace(0, 0)
        position = next((at for at, found in self._found if found == place), None)
        if position is None and place.entry_id:
            return self.of(EntryPlace(place.part))
        if position is None:
            return None
        page = min(bisect_right(self._starts, position) - 1, len(self._starts) - 2)
        return PagePlace(page, position - self._starts[page])


def _has_body(whole: str) -> bool:
    return "memutuskan" in whole and "menimbang" in whole


def _keys(decree: Decree, *, annex_only: bool) -> Iterator[tuple[EntryPlace, str]]:
    """Yield every place with the letters that it begins with, in the order of print."""
    if not annex_only:
        for part in ClausePart:
            if part is ClausePart.DECIDING:
                yield EntryPlace(None), "memutuskan"
            name = "kesatu" if part is ClausePart.DECIDING else PART_NAMES[part].lower()
            if part is not ClausePart.NOTING or decree.noting:
                yield EntryPlace(DecreePart(part)), name
            yield from _entry_keys(decree, DecreePart(part))
        yield EntryPlace(None), "ditetapkandi"
    yield EntryPlace(ALL_SECTIONS), "lampiran"
    for section in decree.sections:
        yield EntryPlace(ALL_SECTIONS, section.id), letters_of(plain_text(section.title))[:_KEY_LETTERS]
        yield from _entry_keys(decree, DecreePart(section_id=section.id))


def _entry_keys(decree: Decree, part: DecreePart) -> Iterator[tuple[EntryPlace, str]]:
    for entry in entries(decree, part):
        yield EntryPlace(part, entry.id), letters_of(plain_text(entry_text(entry)))[:_KEY_LETTERS]
