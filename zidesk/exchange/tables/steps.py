"""Walk down the rows of the tables: keep the parents that hold, draft every step, join its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zidesk.domain.plan.area_names import (
    area_number,
    area_of_component,
    area_of_cut_name,
    full_name,
    numeral_value,
    without_area_number,
)
from zidesk.domain.plan.model import AREA_NAMES
from zidesk.domain.plan.validation import MAX_TEXT
from zidesk.exchange.reading import short
from zidesk.exchange.tables.banners import Banner, BannerKind, banner_in
from zidesk.exchange.tables.body import Body
from zidesk.exchange.tables.columns import TableColumns
from zidesk.exchange.tables.content import is_numbering, numbering_style
from zidesk.exchange.tables.drafts import Draft, RowDoubt, joined
from zidesk.exchange.tables.headings import Role
from zidesk.exchange.tables.leaves import LeafReader
from zidesk.exchange.tables.ledger import Fate, Spot
from zidesk.exchange.tables.report import Report

_DISPLACED = frozenset({"bergeser", "terpotong"})
_CONTINUED = re.compile(r"\s*\((?:lanjutan|lanjut)\)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+(?=\S)")
_TOLD = {
    BannerKind.TOTAL: "Baris jumlah tidak dibaca",
    BannerKind.FILLER: "Baris pengisi tidak dibaca",
    BannerKind.OUTSIDE: "Baris ini bukan bagian tabel rencana dan tidak dibaca",
    BannerKind.SIGNED: "Baris di bawah tabel tidak dibaca",
}


@dataclass(slots=True)
class Parents:
    """The area, component and indicator that hold, and why they are doubtful."""

    area: str = ""
    component: str = ""
    indicator: str = ""
    above: str = ""
    doubts: dict[Role, RowDoubt] = field(default_factory=dict)
    said: list[tuple[Spot, str]] = field(default_factory=list)

    def open(self, role: Role, text: str, doubt: RowDoubt | None = None) -> None:
        """Begin a new heading, which ends those below it; one that goes on changes nothing."""
        names = {Role.AREA: "area", Role.COMPONENT: "component", Role.INDICATOR: "indicator"}
        if _same(getattr(self, names[role]), text):
            return
        setattr(self, names[role], text)
        levels = [*names]
        for below in levels[levels.index(role) + 1 :]:
            setattr(self, names[below], "")
            self.doubts.pop(below, None)
        self.doubts.pop(role, None)
        if doubt:
            self.doubts[role] = doubt


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading or a step in reading order."""

    area: str
    component: str | None = None
    indicator: str | None = None
    draft: Draft | None = None


class Walk:
    """Takes tables in their order; ``entries`` are all headings and steps."""

    def __init__(self, report: Report, year: int) -> None:
        self._report = report
        self._year = year
        self._parents = Parents()
        self._is_area_from_title = False
        self._page = 1
        self._styles: list[str] = []
        self._last: Draft | None = None
        self._steps: dict[tuple[str, ...], Draft] = {}
        self._sheets: dict[tuple[str, ...], int] = {}
        self._elsewhere: dict[tuple[str, ...], Draft] = {}
        self.entries: list[Entry] = []

    def enter_sheet(self, title: str, texts: Sequence[str]) -> None:
        """Begin a sheet; its title, or the texts above its table, may name the area of its rows.

        Where they named the area of the sheet before, another sheet without one has no area that is known.
        """
        named = [text for text in (title, *texts) if area_number(text)]
        number = area_of_cut_name(title) if not named else None
        if named or number:
            self._parents.open(Role.AREA, full_name(named[-1]) if named else AREA_NAMES[(number or 1) - 1])
            self._is_area_from_title = True
            self._last = None
        elif self._is_area_from_title and texts:
            self._parents = Parents()

    def table(self, sheet: int, columns: TableColumns, rows: Sequence[int], *, is_continued: bool) -> None:
        """Read the rows of a table; ``is_continued``: it goes on with the one before."""
        grid = self._report.grids[sheet]
        body = Body(
            sheet, grid, columns, LeafReader(sheet, grid, columns, rows, self._year, self._report.ledger)
        )
        is_top, is_over = is_continued, False
        self._page = self._page + 1 if is_continued else 1
        for row in rows:
            gap = row > 1 and not grid.filled(row - 1) and not is_top
            if is_over:
                self._report.tell_row(sheet, row, _TOLD[BannerKind.SIGNED])
                continue
            banner = banner_in(grid, columns, row, after_gap=gap)
            if banner and banner.kind in _TOLD:
                self._report.tell_row(sheet, row, _TOLD[banner.kind])
                is_over = banner.kind is BannerKind.SIGNED
                continue
            if banner:
                self._banner(banner, body, row)
            else:
                self._row(body, row, is_top=is_top)
                is_top = False

    def _banner(self, banner: Banner, body: Body, row: int) -> None:
        spot = Spot(body.sheet, row, banner.column)
        self._report.claim_row(body.sheet, row, Fate.HEADING)
        for column in banner.others:
            text = short(body.grid.own(row, column).text)
            self._report.tell(f"Isi {text} di baris judul ini tidak diambil.", Spot(body.sheet, row, column))
        if banner.kind is BannerKind.ABOVE:
            self._parents.above = banner.text
            message = f"Tingkat {short(banner.text)} di atas area tidak dikenal; usulan: tingkat itu dilewati"
            self._parents.doubts[Role.NUMBER] = RowDoubt("tingkat", message, spot)
            return
        if banner.kind is BannerKind.COMPONENT:
            doubt = None
            if body.columns.has(Role.COMPONENT):
                message = f"Baris judul {short(banner.text)}; usulan: dibaca sebagai komponen"
                doubt = RowDoubt("judul", message, spot)
            self._open(Role.COMPONENT, _unnumbered(banner.text), doubt)
            return
        if banner.kind is BannerKind.LEVEL:
            self._level(banner, spot)
            return
        doubt = None
        if banner.kind is BannerKind.UNKNOWN_AREA:
            message = (
                f"Area {short(banner.text)} bukan salah satu dari enam area; usulan: dibaca sebagai area"
            )
            doubt = RowDoubt("area", message, spot)
        self._is_area_from_title = False
        self._styles = []
        self._open(Role.AREA, full_name(banner.text), doubt)

    def _level(self, banner: Banner, spot: Spot) -> None:
        """Open a heading whose kind of number tells its level: the first kind is that of components."""
        style = numbering_style(banner.number)
        if style not in self._styles:
            self._styles.append(style)
        role = Role.COMPONENT if self._styles.index(style) == 0 else Role.INDICATOR
        message = f"Judul bernomor {short(banner.text)}; usulan: dibaca sebagai {role.value}"
        self._open(role, _unnumbered(banner.text), RowDoubt("judul", message, spot))

    def _open(self, role: Role, text: str, doubt: RowDoubt | None = None) -> None:
        self._parents.open(role, text, doubt)
        parents = self._parents
        component = parents.component if role is not Role.AREA else None
        indicator = parents.indicator if role is Role.INDICATOR else None
        self.entries.append(Entry(parents.area, component, indicator))

    def _row(self, body: Body, row: int, *, is_top: bool) -> None:
        body.claim_numbers(row, self._report)
        own = {
            role: body.level(row, role, self._report) for role in (Role.AREA, Role.COMPONENT, Role.INDICATOR)
        }
        step = body.level(row, Role.ACTION, self._report)
        has_leaves = body.leaves.has_leaves(row)
        parts = [text for text, _ in (*own.values(), step) if text]
        continued = body.continued_step(row)
        if self._is_cut(body, row, [own[Role.COMPONENT][0], own[Role.INDICATOR][0]], step[0], is_top=is_top):
            self._join_cut(body, row, own, step)
            return
        for role, (text, spots) in own.items():
            if text:
                self._open_level(role, text, spots)
        if step[0] or (continued and parts):
            draft = self._begin(body, row, step[0] or continued, step[1])
            self._doubt_opened(draft, own)
        elif continued and self._last:
            body.leaves.read(row, self._last)
        elif own[Role.INDICATOR][0] and has_leaves:
            draft = self._begin(body, row, own[Role.INDICATOR][0], own[Role.INDICATOR][1])
            message = f"Indikator {short(draft.indicator)} tanpa langkah aksi; usulan: langkah aksinya sama"
            draft.doubt("tanpa langkah aksi", message, Spot(body.sheet, row, 0))
        elif has_leaves:
            self._tail(body, row)
        elif not parts:
            self._lonely(body, row)

    def _doubt_opened(self, draft: Draft, own: dict[Role, tuple[str, list[Spot]]]) -> None:
        """Doubt what stands under headings that a row has opened whose cells are not in their columns."""
        if not any(doubt.kind in _DISPLACED for doubt in draft.doubts):
            return
        message = (
            f"Judul di atas baris ini berasal dari baris {draft.spot.row} yang belum pasti; usulan: tetap di "
            "bawah judul itu"
        )
        for role, (text, _) in own.items():
            if text:
                self._parents.doubts[role] = RowDoubt("judul dari baris belum pasti", message, draft.spot)

    def _open_level(self, role: Role, text: str, spots: list[Spot]) -> None:
        doubt = None
        text = name = _CONTINUED.sub("", text) or text
        if role is Role.AREA:
            number = area_number(text) or numeral_value(text)
            name = full_name(text) if area_number(text) else AREA_NAMES[number - 1] if number else text
            if not number:
                name = without_area_number(text)
                message = f"Area {short(text)} bukan salah satu dari enam area; usulan: dibaca sebagai area"
                doubt = RowDoubt("area", message, spots[0])
        elif role is Role.COMPONENT:
            name = _unnumbered(text)
            if area_number(text):
                message = (
                    f"Komponen {short(text)} berbunyi seperti nama area; usulan: dibaca sebagai komponen"
                )
                doubt = RowDoubt("judul", message, spots[0])
        if len(name) > MAX_TEXT:
            doubt = RowDoubt("panjang", f"Judul lebih dari {MAX_TEXT} huruf", spots[0], takeable=False)
        self._open(role, name, doubt)

    def _begin(self, body: Body, row: int, text: str, spots: list[Spot]) -> Draft:
        parents = self._parents
        draft = Draft(
            Spot(body.sheet, row, body.step_column), parents.area, parents.component, parents.indicator, text
        )
        draft.page = self._page
        draft.said += [(spot, text) for spot in spots]
        draft.doubts += parents.doubts.values()
        self._missing_parents(draft)
        if len(text) > MAX_TEXT:
            draft.doubt("panjang", f"Tulisan lebih dari {MAX_TEXT} huruf", draft.spot, takeable=False)
        if row in body.grid.sheet.hidden_rows:
            draft.doubt("tersembunyi", "Baris ini tersembunyi; usulan: tetap dibaca", draft.spot)
        draft.doubts += body.level_doubts(row)
        body.leaves.read(row, draft)
        if not self._repeats(draft):
            self._last = draft
            self.entries.append(Entry(draft.area, draft.component, draft.indicator, draft))
        return draft

    def _missing_parents(self, draft: Draft) -> None:
        if not draft.area:
            number = area_of_component(draft.component)
            draft.area = AREA_NAMES[number - 1] if number else ""
            reading = (
                f"usulan: {draft.area}" if number else "tuliskan areanya di atas baris ini, lalu impor lagi"
            )
            message = f"Baris ini tidak mempunyai area; {reading}"
            draft.doubt("tanpa area", message, draft.spot, takeable=number is not None)
        for name, text in (
            ("komponen", draft.component),
            ("indikator", draft.indicator),
        ):
            if not text:
                message = f"Baris ini tidak mempunyai {name}; usulan: dibaca di bawah {name} kosong"
                draft.doubt(f"tanpa {name}", message, draft.spot)

    def _repeats(self, draft: Draft) -> bool:
        """Whether the step was there before: then it is one step, whose months are joined."""
        first = self._steps.setdefault(draft.same_step, draft)
        if first is draft:
            self._doubt_other_sheet(draft)
            area, _, *step = draft.same_step
            other = self._elsewhere.setdefault((area, *step), draft)
            on_another_page = self._page > 1 and other.page != self._page
            if other is not draft and draft.indicator and on_another_page:
                message = (
                    f"Baris ini mengulang baris {other.spot.row} di bawah komponen lain, mungkin karena "
                    "akhir halaman; hapus salah satunya lalu impor lagi"
                )
                draft.doubt("berulang di komponen lain", message, draft.spot, takeable=False)
            return False
        self._unite(first, draft)
        return True

    def _doubt_other_sheet(self, draft: Draft) -> None:
        """Doubt a step that another sheet words alike, with other evidence: both may be the same one."""
        sheet = self._sheets.setdefault(draft.same_step[:-1], draft.spot.sheet)
        if sheet != draft.spot.sheet:
            title = short(self._report.grids[sheet].title)
            message = f"Langkah aksi ini ada juga di lembar {title}; usulan: dibaca sebagai baris tersendiri"
            draft.doubt("berulang di lembar lain", message, draft.spot)

    def _unite(self, first: Draft, draft: Draft) -> None:
        """Make one step of two that say the same, or the same but for their time."""
        before = f"baris {first.spot.row}"
        if first.whole == draft.whole:
            self._report.tell(f"Baris ini mengulang {before}; dibaca sekali.", draft.spot)
        else:
            message = (
                f"Langkah aksi ini sama dengan {before}; usulan: satu langkah aksi dengan bulan keduanya"
            )
            for spot in (first.spot, draft.spot):
                first.doubt("langkah aksi berulang", message, spot)
            if None not in (first.target, draft.target) and first.target != draft.target:
                message = f"Target langkah aksi ini {draft.target}%, di {before} {first.target}%"
                first.doubt("target berbeda", message, draft.spot, takeable=False)
            first.months |= draft.months
            first.wording = joined(first.wording, draft.wording, ", ")
            first.person = joined(first.person, draft.person)
            first.target = draft.target if first.target is None else first.target
        first.doubts += draft.doubts
        first.said += draft.said
        first.marked += draft.marked
        first.rows += draft.rows
        self._last = first

    def _is_cut(self, body: Body, row: int, parents: list[str], step: str, *, is_top: bool) -> bool:
        """Whether the row may be the rest of the one before, which a page's end has cut."""
        if self._last is None:
            return False
        times = body.leaves.has_time_or_target(row)
        last_lacks_time = not (self._last.months or self._last.wording or self._last.target is not None)
        if any(parents):
            starts_low = any(
                text[:1].islower() for text in (*parents, step) if text and not is_numbering(text[:2])
            )
            return is_top and (starts_low or last_lacks_time)
        if not step:
            return False
        if is_top:
            return not times or last_lacks_time or step[:1].islower() or body.evidence_starts_low(row)
        return step[:1].islower() and not times

    def _join_cut(
        self,
        body: Body,
        row: int,
        own: dict[Role, tuple[str, list[Spot]]],
        step: tuple[str, list[Spot]],
    ) -> None:
        last = self._last
        if last is None:
            raise AssertionError(row)
        here = Spot(body.sheet, row, 0)
        if any(text for text, _ in own.values()):
            # Nobody can tell which of its cells go on and which begin: neither row is certain.
            message = "Baris ini tampaknya terpotong oleh akhir halaman; satukan potongannya lalu impor lagi"
            for role, (text, spots) in own.items():
                if text:
                    self._open_level(role, text, spots)
            draft = self._begin(body, row, step[0], step[1])
            for one, spot in ((last, last.spot), (draft, here)):
                one.doubt("terpotong", message, spot, takeable=False)
            self._doubt_opened(draft, own)
            return
        if self._steps.get(last.same_step) is last:
            del self._steps[last.same_step]
        last.text = joined(last.text, step[0], " ")
        last.said += [(spot, step[0]) for spot in step[1]]
        self._continue(body, row, last)

    def _tail(self, body: Body, row: int) -> None:
        if self._last is None:
            self._report.tell_row(body.sheet, row, "Baris ini tidak mempunyai langkah aksi dan tidak dibaca")
            return
        self._continue(body, row, self._last)

    def _continue(self, body: Body, row: int, last: Draft) -> None:
        message = (
            f"Baris {row} tampaknya lanjutan baris {last.spot.row}; usulan: keduanya dibaca sebagai satu"
        )
        if self._steps.get(last.same_step) is last:
            del self._steps[last.same_step]
        body.leaves.read(row, last, between=" ")
        last.doubt("sambungan", message, last.spot)
        last.doubt("sambungan", message, Spot(body.sheet, row, 0))
        first = self._steps.setdefault(last.same_step, last)
        if first is not last:
            place = next(n for n, entry in enumerate(reversed(self.entries), 1) if entry.draft is last)
            del self.entries[-place]
            self._unite(first, last)

    def _lonely(self, body: Body, row: int) -> None:
        if any(body.columns.by_index[column].role is not Role.NUMBER for column in body.grid.filled(row)):
            return
        self._report.tell_row(body.sheet, row, "Baris ini hanya berisi nomor dan tidak dibaca")


def _unnumbered(text: str) -> str:
    return _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
