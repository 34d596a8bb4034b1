"""What every part of a document needs to know about the pages it goes on."""

from dataclasses import dataclass

from zidesk.domain.document.measures import Measures
from zidesk.domain.document.page_setup import POINTS_PER_MM, PageSetup
from zidesk.domain.document.proportions import LEADING


@dataclass(frozen=True, slots=True)
class Setting:
    """The pages of one section: which way they lie, and what can be measured for them."""

    setup: PageSetup
    measures: Measures
    landscape: bool

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        short, long = self.setup.paper.short_side, self.setup.paper.long_side
        return (long, short) if self.landscape else (short, long)

    @property
    def width(self) -> float:
        """The width between the margins, in points."""
        margins = self.setup.margins
        return self.page_size[0] - (margins.left + margins.right) * POINTS_PER_MM

    @property
    def height(self) -> float:
        """The height between the margins, in points."""
        margins = self.setup.margins
        return self.page_size[1] - (margins.top + margins.bottom) * POINTS_PER_MM

    @property
    def size(self) -> float:
        """The size of the document's type."""
        return self.setup.text_size

    @property
    def line(self) -> float:
        """The distance between lines of that size."""
        return self.size * LEADING

    def margin_for(self, text: str, width: float, *, bold: bool = False) -> float:
        """Return how far in from both sides of ``width`` a centred ``text`` breaks into lines of like length.

        Another font than ours has some room to spare before they break elsewhere.
        """
        own = self.measures.balanced_width(text, self.size, width, bold=bold)
        return max((width - own - self.size) / 2, 0.0)

    def text_width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide ``text`` is in that size."""
        return self.measures.width(text, self.size, bold=bold)
