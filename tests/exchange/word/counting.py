"""How word processors number paragraphs: the labels that they show for the lists of a .docx."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


@dataclass(frozen=True)
class Habits:
    """Where programs differ or are not known to agree.

    ``one_count``: lists of one scheme go on with each other's numbers; ``start_again_as_begun``: a level that
    begins again takes the list's own start and not the scheme's; ``skipped_counts``: a level that was left
    out counts as used.
    """

    one_count: bool
    start_again_as_begun: bool
    skipped_counts: bool


@dataclass
class _Count:
    values: dict[int, int] = field(default_factory=dict)


class Processor:
    """Numbers the paragraphs of a document one after the other."""

    def __init__(self, document: WordDocument, habits: Habits) -> None:
        self._habits = habits
        numbering = document.part.numbering_part.element
        self._levels = {
            value(scheme, "abstractNumId", attribute=True): {
                value(level, "ilvl", attribute=True): level for level in scheme.findall(qn("w:lvl"))
            }
            for scheme in numbering.findall(qn("w:abstractNum"))
        }
        self._schemes: dict[int, int] = {}
        self._starts: dict[int, dict[int, int]] = {}
        for number in numbering.findall(qn("w:num")):
            own = value(number, "numId", attribute=True)
            self._schemes[own] = value(number, "abstractNumId")
            self._starts[own] = {
                value(override, "ilvl", attribute=True): value(override, "startOverride")
                for override in number.findall(qn("w:lvlOverride"))
            }
        self._counts: dict[int, _Count] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, number: int, level: int) -> str:
        """Return the label of the next paragraph, in list ``number`` on ``level`` (from 0)."""
        scheme = self._schemes[number]
        count = self._counts.setdefault(scheme if self._habits.one_count else number, _Count())
        for above in range(level):
            if self._habits.skipped_counts and above not in count.values:
                count.values[above] = self._start(number, above)
        if (number, level) not in self._begun and level in self._starts[number]:
            count.values[level] = self._starts[number][level]
        elif level in count.values:
            count.values[level] += 1
        else:
            count.values[level] = self._start(number, level)
        self._begun.add((number, level))
        for deeper in [each for each in count.values if each > level]:
            del count.values[deeper]
        return self._written(self._levels[scheme][level], level, count.values[level])

    def _start(self, number: int, level: int) -> int:
        if self._habits.start_again_as_begun:
            return self._starts[number].get(level, 1)
        return 1

    def _written(self, definition: BaseOxmlElement, level: int, n: int) -> str:
        form = definition.find(qn("w:lvlText")).get(qn("w:val"))
        if definition.find(qn("w:numFmt")).get(qn("w:val")) == "lowerLetter":
            # After z come aa, bb, cc.
            repeated, letter = divmod(n - 1, 26)
            return str(form).replace(f"%{level + 1}", chr(ord("a") + letter) * (repeated + 1))
        return str(form).replace(f"%{level + 1}", str(n))


def value(element: BaseOxmlElement, name: str, *, attribute: bool = False) -> int:
    """Return a number: an attribute of ``element``, or the value of its child."""
    if attribute:
        return int(element.get(qn(f"w:{name}")))
    return int(element.find(qn(f"w:{name}")).get(qn("w:val")))


def shown_labels(document: WordDocument, habits: Habits) -> Iterator[str]:
    """Yield the label of each paragraph with a list's style, counted by the program or written as text."""
    processor = Processor(document, habits)
    for element in document.element.body.iter(qn("w:p")):
        properties = element.find(qn("w:pPr"))
        number = None if properties is None else properties.find(qn("w:numPr"))
        if number is None:
            continue
        own, level = value(number, "numId"), value(number, "ilvl")
        if own:
            yield processor.label(own, level)
        else:
            runs = element.findall(qn("w:r"))
            tab = next((i for i, run in enumerate(runs) if run.find(qn("w:tab")) is not None), 0)
            yield "".join(words.text for run in runs[:tab] for words in run.iter(qn("w:t")))
