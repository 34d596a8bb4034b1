"""Build the plan's tree from the lines of a table: what a person sees decides, ids settle what is blank.

A label in Komponen or Indikator opens a heading; a blank one continues the heading above. A row that was
not moved, though, stays under the heading it was exported under, even where the row that bore the label is
gone or somebody else's row came between; unless a new label was typed above it, which then takes it in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zidesk.domain.importing.incoming import Place
from zidesk.domain.plan.model import Action, Area, Component, Indicator, NodeKind
from zidesk.exchange.reading import Doubts, normalized, short
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.plan_sheet_in import Line


@dataclass(eq=False, slots=True)
class Heading:
    """An area, component or indicator being filled; ``sure``: a row that was not moved vouches for its id."""

    text: str
    id: str
    parent: "Heading | None"
    sure: bool
    children: list["Heading"] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


class TreeBuilder:
    """Takes lines in reading order, gives the headings with the lines of their actions."""

    def __init__(self, exported: Exported, stable: set[int], doubts: Doubts) -> None:
        self._exported = exported
        self._stable = stable
        self._doubts = doubts
        self._first_rows = exported.first_rows()
        self._context: list[Heading | None] = [None, None, None]
        self._opened: dict[str, Heading] = {}
        self._taken_in: dict[str, Heading] = {}
        self.areas: list[Heading] = []

    def add(self, line: Line) -> None:
        """Put ``line`` where it belongs."""
        chain = self._exported.chain(line.id)
        if len(chain) == 1 or (not chain and line.area is not None):
            if line.indicator.strip() or line.says_action:
                self._doubts.add("Isian di baris area, selain nama areanya, tidak dibaca.", line.row)
            text = line.component if chain else (line.area or "")
            self._enter(0, self._open_area(text, chain, line))
            return
        depth = len(chain)
        area = self._heading(0, None, None, chain, line)
        component = self._heading(1, area, line.component, chain, line)
        if not (line.indicator.strip() or line.says_action or depth > 2):
            return
        indicator = self._heading(2, component, line.indicator, chain, line)
        is_known = depth == len(NodeKind)
        if is_known and not line.says_action and self._exported.rows[line.id].text.strip():
            self._doubts.add("Langkah aksi di baris ini dikosongkan; dibaca sebagai dihapus.", line.row)
            return
        if line.says_action or is_known:
            indicator.lines.append(line if is_known else replace(line, id=""))

    def _enter(self, level: int, heading: Heading) -> Heading:
        self._context[level] = heading
        for below in range(level + 1, len(self._context)):
            self._context[below] = None
        return heading

    def _open_area(self, text: str, chain: tuple[str, ...], line: Line) -> Heading:
        if chain:
            area = self._known(chain[0], None, line)
            area.text = text
            return area
        return self._new(0, text, None)

    def _heading(
        self, level: int, parent: Heading | None, label: str | None, chain: tuple[str, ...], line: Line
    ) -> Heading:
        known = chain[level] if len(chain) > level else ""
        heading = self._continued(level, parent, known, line) if not (label or "").strip() else None
        if heading is None:
            heading = self._labelled(level, parent, label or "", known, line)
        return heading if self._context[level] is heading else self._enter(level, heading)

    def _current(self, level: int, parent: Heading | None) -> Heading | None:
        current = self._context[level]
        return current if current is not None and current.parent is parent else None

    def _continued(self, level: int, parent: Heading | None, known: str, line: Line) -> Heading | None:
        """Return the heading of a row whose label is blank; ``None``: it needs one of its own."""
        current = self._current(level, parent)
        if known and line.row in self._stable:
            taken_in = self._taken_in.get(known)
            if taken_in is not None and taken_in.parent is parent:
                return taken_in
            return self._reopened(known, parent, line)
        if current is not None:
            return current
        return self._reopened(known, parent, line) if known else None

    def _reopened(self, known: str, parent: Heading | None, line: Line) -> Heading:
        missing = known not in self._opened
        heading = self._known(known, parent, line)
        if missing and heading.text.strip():
            self._doubts.add(
                f"Judul {short(heading.text)} tidak ada lagi di tabel; baris ini tetap dibaca di bawahnya.",
                line.row,
            )
        return heading

    def _labelled(self, level: int, parent: Heading | None, label: str, known: str, line: Line) -> Heading:
        current = self._current(level, parent)
        if known:
            old = self._exported.rows[known].text
            if normalized(label) == normalized(old) or self._first_rows.get(known) == line.id:
                heading = self._known(known, parent, line)
                if self._first_rows.get(known) == line.id:
                    heading.text = label
                return heading
        if current is not None and normalized(label) == normalized(current.text):
            return current
        if not label.strip():
            self._doubts.add(
                "Baris ini tidak mempunyai judul di atasnya; dibaca di bawah judul kosong.", line.row
            )
        elif same := self._by_text(level, parent, label):
            return self._known(same, parent, line)
        heading = self._new(level, label, parent)
        if current is not None:
            self._take_in(current, heading)
        return heading

    def _by_text(self, level: int, parent: Heading | None, label: str) -> str:
        """Return the id of the known heading under ``parent`` that reads like ``label``, if not met yet."""
        if parent is None or not parent.id:
            return ""
        kind = list(NodeKind)[level]
        wanted = normalized(label)
        for known in self._exported.rows.values():
            if known.kind is kind and known.parent == parent.id and normalized(known.text) == wanted:
                return known.id if known.id not in self._opened else ""
        return ""

    def _take_in(self, current: Heading, heading: Heading) -> None:
        for known, taker in self._taken_in.items():
            if taker is current:
                self._taken_in[known] = heading
        if current.id:
            self._taken_in[current.id] = heading

    def _known(self, known: str, parent: Heading | None, line: Line) -> Heading:
        sure = line.row in self._stable
        opened = self._opened.get(known)
        if opened is not None:
            if opened.parent is parent:
                opened.sure = opened.sure or sure
                return opened
            if opened.sure or not sure:
                return self._twin(opened, parent)
            opened.id = ""
        heading = self._place(Heading(self._exported.rows[known].text, known, parent, sure))
        self._opened[known] = heading
        return heading

    def _twin(self, opened: Heading, parent: Heading | None) -> Heading:
        """Return the heading under another parent that took rows of ``opened`` along."""
        siblings = parent.children if parent else self.areas
        for sibling in siblings:
            if not sibling.id and sibling.text == opened.text:
                return sibling
        return self._place(Heading(opened.text, "", parent, sure=False))

    def _new(self, level: int, text: str, parent: Heading | None) -> Heading:
        heading = self._place(Heading(text, "", parent, sure=False))
        if level == 0 and self._context[0] is not None:
            self._take_in(self._context[0], heading)
        return heading

    def _place(self, heading: Heading) -> Heading:
        (heading.parent.children if heading.parent else self.areas).append(heading)
        return heading


def build_tree(lines: Sequence[Line], exported: Exported, stable: set[int], doubts: Doubts) -> list[Heading]:
    """Return the areas that ``lines`` describe, in order."""
    builder = TreeBuilder(exported, stable, doubts)
    for line in lines:
        builder.add(line)
    return builder.areas


def freeze(
    areas: Sequence[Heading], actions: Mapping[int, Action], sheet: str
) -> tuple[tuple[Area, ...], dict[tuple[int, int, int, int], Place]]:
    """Return the areas as the plan's values, and where each action was read.

    ``actions`` are by the sheet row they were read from; ``sheet`` names the sheet.
    """
    places = {
        (a, c, i, n): Place(sheet, line.row)
        for a, area in enumerate(areas)
        for c, component in enumerate(area.children)
        for i, indicator in enumerate(component.children)
        for n, line in enumerate(indicator.lines)
    }
    frozen = tuple(
        Area(
            area.text,
            tuple(
                Component(
                    component.text,
                    tuple(
                        Indicator(
                            indicator.text,
                            tuple(actions[line.row] for line in indicator.lines),
                            indicator.id,
                        )
                        for indicator in component.children
                    ),
                    component.id,
                )
                for component in area.children
            ),
            area.id,
        )
        for area in areas
    )
    return frozen, places
