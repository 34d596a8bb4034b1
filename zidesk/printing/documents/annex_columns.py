"""The columns of the annex's table in grid style and in text style, and how wide each is."""

from collections.abc import Iterable, Iterator, Mapping

from zidesk.domain.plan.model import MONTHS, Action, Plan, ScheduleStyle
from zidesk.printing.setting.canvas import text_style
from zidesk.printing.setting.fonts import FontStyle, printable
from zidesk.printing.setting.options import Heading, PrintOptions
from zidesk.printing.setting.rows import PADDING_X, Column, RowSpec
from zidesk.printing.setting.text import Align, TextStyle

_GRID_TITLES = {
    Heading.NUMBER: "No",
    Heading.COMPONENT: "Komponen",
    Heading.INDICATOR: "Indikator",
    Heading.ACTION: "Langkah Aksi",
    Heading.EVIDENCE: "Bukti",
    Heading.SCHEDULE: "Pelaksanaan",
    Heading.TARGET: "Target",
}
_TEXT_TITLES = {
    Heading.NUMBER: "NO",
    Heading.COMPONENT: "KOMPONEN",
    Heading.INDICATOR: "INDIKATOR",
    Heading.ACTION: "LANGKAH AKSI",
    Heading.EVIDENCE: "BUKTI FISIK",
    Heading.SCHEDULE: "TARGET WAKTU",
}
_SHARES = {Heading.COMPONENT: 14.0, Heading.INDICATOR: 27.0, Heading.ACTION: 31.0, Heading.EVIDENCE: 28.0}
"""How the four text columns share the width that the others leave: chosen for few lines in real plans."""

_GREATEST_LEAST = 0.25
"""The share of that width up to which a column is widened for the sake of one long word."""


def annex_spec(plan: Plan, style: ScheduleStyle, options: PrintOptions, width: float) -> RowSpec:
    """Return the columns of the annex's table in ``style``, together ``width`` points wide.

    The four text columns are wide enough for the longest ordinary word in them to stand whole.
    """
    regular = text_style(FontStyle.REGULAR, options.table_size)
    bold = text_style(FontStyle.BOLD, options.table_size)
    standard = _GRID_TITLES if style is ScheduleStyle.GRID else _TEXT_TITLES
    titles = {**standard, **options.headings}
    if style is ScheduleStyle.GRID:
        after = _month_columns(titles, bold)
    else:
        after = [Column(titles[Heading.SCHEDULE], _fitting(regular, ["Oktober, Desember"]))]
    number = Column(
        titles[Heading.NUMBER],
        _fitting(bold, [*titles[Heading.NUMBER].split(), "VIII"]),
        align=Align.CENTRE,
        spans=True,
    )
    room = width - number.width - sum(column.width for column in after)
    least = {
        heading: min(_fitting(regular, _words([titles[heading], *texts])), room * _GREATEST_LEAST)
        for heading, texts in _texts(plan).items()
    }
    widths = _shared(room, least)
    texts = [
        Column(titles[heading], widths[heading], spans=heading in (Heading.COMPONENT, Heading.INDICATOR))
        for heading in _SHARES
    ]
    return RowSpec((number, *texts, *after), regular)


def _month_columns(titles: Mapping[Heading, str], style: TextStyle) -> list[Column]:
    width = _fitting(style, ["12"]) + 1
    months = [
        Column(str(month), width, group=titles[Heading.SCHEDULE], align=Align.CENTRE) for month in MONTHS
    ]
    target = titles[Heading.TARGET]
    return [*months, Column(target, _fitting(style, [*target.split(), "100%"]) + 2, align=Align.CENTRE)]


def _texts(plan: Plan) -> dict[Heading, list[str]]:
    components = [component for area in plan.areas for component in area.components]
    actions: list[Action] = [path.action for path in plan.actions()]
    return {
        Heading.COMPONENT: [component.text for component in components],
        Heading.INDICATOR: [indicator.text for component in components for indicator in component.indicators],
        Heading.ACTION: [action.text for action in actions],
        Heading.EVIDENCE: [action.evidence_text for action in actions],
    }


def _shared(room: float, least: Mapping[Heading, float]) -> dict[Heading, float]:
    """Share ``room`` out by ``_SHARES``, giving no column less than its ``least`` width."""
    widths: dict[Heading, float] = {}
    while True:
        open_headings = [heading for heading in _SHARES if heading not in widths]
        share = (room - sum(widths.values())) / sum(_SHARES[heading] for heading in open_headings)
        narrow = [heading for heading in open_headings if _SHARES[heading] * share < least[heading]]
        if not narrow or len(narrow) == len(open_headings):
            return widths | {heading: _SHARES[heading] * share for heading in open_headings}
        widths |= {heading: least[heading] for heading in narrow}


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from printable(text).split()


def _fitting(style: TextStyle, words: Iterable[str]) -> float:
    """Return the width of a column in which each of ``words`` stands on one line."""
    return max((style.width(word) for word in words), default=0.0) + 2 * PADDING_X + 0.5
