"""Tables as offices make them, generated over many shapes, each with the plan that it is meant to say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zidesk.domain.plan.area_names import area_number
from zidesk.domain.plan.model import Plan
from zidesk.domain.plan.numbering import roman
from zidesk.domain.schedule.dates import MONTH_NAMES, MONTH_SHORT
from zidesk.domain.schedule.wording import format_schedule

GREEN = "FF92D050"
YEAR = 2026


@dataclass(frozen=True)
class Step:
    """A row of the plan as it is meant."""

    area: str
    component: str
    indicator: str
    action: str
    evidence: str
    months: tuple[int, ...]
    target: int | None
    person: str = ""

    @property
    def key(self) -> tuple[Any, ...]:
        texts = (self.component, self.indicator, self.action, self.evidence, self.person)
        plain = (" ".join(text.split()) for text in texts)
        return (area_number(self.area) or self.area, *plain, self.months, self.target)


def steps_of(plan: Plan) -> list[Step]:
    return [
        Step(
            path.area.text,
            path.component.text,
            path.indicator.text,
            path.action.text,
            path.action.evidence_text,
            tuple(sorted(path.action.planned_months)),
            path.action.target_percent,
            path.action.person_in_charge,
        )
        for path in plan.actions()
    ]


@dataclass
class Cell:
    value: Any = None
    fill: str = ""


@dataclass
class Table:
    """One sheet: cells, merges (top, left, bottom, right; from 1), hidden rows; where each step stands."""

    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    places: list[tuple[Step, list[int]]] = field(default_factory=list)

    def add(self, values: list[Any]) -> int:
        self.rows.append([value if isinstance(value, Cell) else Cell(value) for value in values])
        return len(self.rows)


@dataclass(frozen=True)
class Shape:
    """How an office lays its table out."""

    name: str
    columns: tuple[str, ...] = ("no", "component", "indicator", "action", "evidence", "when", "target")
    titles: dict[str, str] = field(default_factory=dict)
    when: str = "grid"
    month_titles: str = "number"
    mark: Any = "√"
    parents: str = "first"
    areas: str = "roman"
    head: str = "two"
    numbering: bool = False
    above: tuple[str, ...] = (f"RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN {YEAR}",)
    extra: tuple[tuple[str, Any], ...] = ()
    page: int = 0
    page_numbering: bool = False
    repeat_rows: bool = False
    split_every: int = 0
    total: bool = False
    signature: bool = False
    hide_every: int = 0
    lead_columns: int = 0
    lead_rows: int = 1
    target_text: str = "{}%"
    component_number: bool = False
    form: str = "xlsx"
    quoting: str = ";"


TITLES = {
    "no": "No", "area": "Area", "component": "Komponen", "indicator": "Indikator", "action": "Langkah Aksi",
    "evidence": "Bukti", "when": "Pelaksanaan", "target": "Target", "person": "PIC",
}  # fmt: skip


class Maker:
    """Lays steps out in a shape."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.tables: list[Table] = []

    def make(self, steps: list[Step]) -> list[Table]:
        groups = [steps]
        if self.shape.areas == "sheets":
            groups = [[s for s in steps if s.area == area] for area in dict.fromkeys(s.area for s in steps)]
        for number, group in enumerate(groups, 1):
            title = group[0].area.title()[:28] if self.shape.areas == "sheets" else f"Sheet{number}"
            self._sheet(Table(title), group)
        return self.tables

    def _sheet(self, table: Table, steps: list[Step]) -> None:
        shape = self.shape
        self.tables.append(table)
        for text in shape.above:
            table.add([None] * shape.lead_columns + [text])
        for _ in range(shape.lead_rows):
            table.add([])
        self._head(table)
        before: Step | None = None
        on_page = 0
        numbers = {"area": 0, "component": 0}
        for count, step in enumerate(steps, 1):
            if shape.page and on_page >= shape.page:
                self._head(table, again=True)
                on_page = 0
                if shape.repeat_rows and table.places:
                    _, rows = table.places[-1]
                    copied = table.rows[rows[0] - 1]
                    rows.append(table.add([replace(cell) for cell in copied]))
            new_area = before is None or before.area != step.area
            if new_area:
                numbers = {"area": numbers["area"] + 1, "component": 0}
                self._area(table, step.area)
            new_component = new_area or before is None or before.component != step.component
            numbers["component"] += new_component
            numbered = f"{numbers['component']}. {step.component}"
            shown = replace(step, component=numbered) if shape.component_number else step
            rows = self._step(table, shown, step, numbers, new_area=new_area, before=before, count=count)
            table.places.append((self._meant(step), rows))
            on_page += 1
            before = step
        self._merge_parents(table)
        if shape.total:
            table.add(["JUMLAH", None, None, None, None, 3, 4])
        if shape.signature:
            table.add([])
            table.add([None] * 5 + ["KETUA"])
            table.add([None] * 5 + ["AHMAD"])

    def _meant(self, step: Step) -> Step:
        columns = self.shape.columns
        has_target = "target" in columns or self.shape.when == "words+target"
        return replace(
            step,
            evidence=step.evidence if "evidence" in columns else "",
            target=step.target if has_target else None,
            person=step.person if "person" in columns else "",
            months=self._meant_months(step.months),
        )

    def _meant_months(self, months: tuple[int, ...]) -> tuple[int, ...]:
        length = {"quarters": 3, "semesters": 6}.get(self.shape.when, 1)
        parts = {(month - 1) // length for month in months}
        return tuple(m for m in range(1, 13) if (m - 1) // length in parts)

    def _periods(self) -> list[str]:
        shape = self.shape
        match shape.when:
            case "grid" | "bars":
                return [_month_title(shape.month_titles, month) for month in range(1, 13)]
            case "weeks":
                named = shape.month_titles == "M"
                return [f"M{week}" if named else week for _ in range(12) for week in range(1, 5)]
            case "quarters":
                return ["TW I", "TW II", "TW III", "TW IV"]
            case "semesters":
                return ["Semester I", "Semester II"]
            case _:
                return []

    def _column_of(self, name: str) -> int:
        """The first column that ``name`` has in the sheet, counted from 1: the time may take many."""
        before = self.shape.columns[: self.shape.columns.index(name)]
        wide = len(self._periods()) or 1
        return self.shape.lead_columns + sum(wide if column == "when" else 1 for column in before) + 1

    def _title(self, column: str) -> str:
        return self.shape.titles.get(column, TITLES[column])

    def _head(self, table: Table, *, again: bool = False) -> None:
        shape = self.shape
        periods = self._periods()
        top: list[Any] = [None] * shape.lead_columns
        below: list[Any] = [None] * shape.lead_columns
        merges = []
        row = len(table.rows) + 1
        for column in shape.columns:
            if column != "when" or not periods:
                if shape.head == "two-merged":
                    merges.append((row, len(top) + 1, row + 1, len(top) + 1))
                top.append(self._title(column))
                below.append(None)
                continue
            left = len(top) + 1
            if shape.when == "weeks":
                for month in range(1, 13):
                    top += [MONTH_SHORT[month], None, None, None]
                    if shape.head == "two-merged":
                        merges.append((row, left + 4 * month - 4, row, left + 4 * month - 1))
            else:
                top += [self._title("when"), *[None] * (len(periods) - 1)]
                if shape.head == "two-merged":
                    merges.append((row, left, row, left + len(periods) - 1))
            below += periods
        for title, _ in shape.extra:
            top.append(title)
            below.append(None)
        if shape.head == "one" and periods:
            top = [low if low is not None else high for high, low in zip(top, below, strict=True)]
        table.add(top)
        if shape.head != "one" and periods:
            table.merges += merges
            table.add(below)
        if shape.numbering or (again and shape.page_numbering):
            lead = shape.lead_columns
            table.add([None] * lead + [f"({n})" for n in range(1, len(top) + 1 - lead)])

    def _area(self, table: Table, area: str) -> None:
        number = area_number(area) or 1
        lead: list[Any] = [None] * self.shape.lead_columns
        first = self.shape.lead_columns + 1
        match self.shape.areas:
            case "roman":
                table.add([*lead, roman(number), area])
            case "numbered":
                table.add([*lead, f"AREA {number} : {area}"])
            case "merged":
                row = table.add([*lead, f"{roman(number)}. {area}"])
                table.merges.append((row, first, row, first + 5))
            case "short":
                table.add([*lead, _short_area(number)])
            case "lettered":
                row = table.add([*lead, f"{'ABCDEF'[number - 1]}. {area}"])
                table.merges.append((row, first, row, first + 5))
            case _:
                pass

    def _step(
        self, table: Table, shown: Step, step: Step, numbers: dict[str, int], *,
        new_area: bool, before: Step | None, count: int,
    ) -> list[int]:  # fmt: skip
        shape = self.shape
        same = (
            {}
            if before is None
            else {
                "area": not new_area,
                "component": not new_area and before.component == step.component,
                "indicator": not new_area
                and (before.component, before.indicator) == (step.component, step.indicator),
            }
        )
        blank = {name for name, is_same in same.items() if is_same and shape.parents != "repeated"}
        rows = []
        months = [step.months]
        if shape.when == "rows" and step.months:
            months = [(month,) for month in step.months]
        for part, some in enumerate(months):
            values: list[Any] = [None] * shape.lead_columns
            for column in shape.columns:
                values += self._values(column, shown, step, some, numbers, blank)
            if part and shape.when == "rows" and shape.parents != "repeated":
                for index, column in enumerate(shape.columns):
                    if column in ("no", "area", "component", "indicator"):
                        values[shape.lead_columns + index] = None
            values += [value.format(n=count) if isinstance(value, str) else value for _, value in shape.extra]
            row = table.add(values)
            rows.append(row)
            self._bars(table, row, some)
            if shape.hide_every and count % shape.hide_every == 0:
                table.hidden.add(row)
        if shape.split_every and count % shape.split_every == 0 and " " in step.evidence:
            rows.append(self._cut(table, rows[-1], step))
        return rows

    def _cut(self, table: Table, row: int, step: Step) -> int:
        index = self._column_of("evidence") - 1
        words = step.evidence.split(" ")
        half = max(1, len(words) // 2)
        table.rows[row - 1][index].value = " ".join(words[:half])
        if self.shape.page:
            self._head(table, again=True)
        rest: list[Any] = [None] * len(table.rows[row - 1])
        rest[index] = " ".join(words[half:])
        return table.add(rest)

    def _values(
        self, column: str, shown: Step, step: Step, months: tuple[int, ...], numbers: dict[str, int],
        blank: set[str],
    ) -> list[Any]:  # fmt: skip
        shape = self.shape
        match column:
            case "no":
                return [None if "component" in blank else numbers["component"]]
            case "area":
                return [None if "area" in blank else f"{roman(area_number(step.area) or 1)}. {step.area}"]
            case "component" | "indicator":
                return [None if column in blank else getattr(shown, column)]
            case "when":
                return self._when(step, months)
            case "target":
                if step.target is None:
                    return [None]
                return [shape.target_text.format(step.target) if shape.target_text else step.target]
            case _:
                return [getattr(step, column) or None]

    def _when(self, step: Step, months: tuple[int, ...]) -> list[Any]:
        periods = self._marked(months)
        return [self._mark() if marked else None for marked in periods] or self._worded(step, months)

    def _mark(self) -> Any:
        return Cell(None, GREEN) if self.shape.mark == "fill" else self.shape.mark

    def _marked(self, months: tuple[int, ...]) -> list[bool]:
        match self.shape.when:
            case "grid":
                return [m in months for m in range(1, 13)]
            case "bars":
                starts = {run[0] for run in _runs(months)}
                return [m in starts for m in range(1, 13)]
            case "weeks":
                return [m in months and week == 2 for m in range(1, 13) for week in range(1, 5)]
            case "quarters":
                return [any((m - 1) // 3 == q for m in months) for q in range(4)]
            case "semesters":
                return [any((m - 1) // 6 == s for m in months) for s in range(2)]
            case _:
                return []

    def _worded(self, step: Step, months: tuple[int, ...]) -> list[Any]:
        match self.shape.when:
            case "words":
                return [format_schedule(months) or None]
            case "short words":
                return [", ".join(MONTH_SHORT[m] for m in months).upper() or None]
            case "words+year":
                return [f"{format_schedule(months)} {YEAR}" if months else None]
            case "words+target":
                target = "" if step.target is None else f"{step.target}%"
                return ["\n".join(filter(None, (target, format_schedule(months)))) or None]
            case "codes":
                return [", ".join(f"B{m:02}" for m in months) or None]
            case "numbers":
                return [", ".join(map(str, months)) or None]
            case "dates":
                return ["\n".join(f"{10 + m} {MONTH_NAMES[m]} {YEAR}" for m in months) or None]
            case "iso":
                return [", ".join(f"{YEAR}-{m:02}" for m in months) or None]
            case "rows":
                return [", ".join(MONTH_NAMES[m] for m in months) or None]
            case _:
                return []

    def _bars(self, table: Table, row: int, months: tuple[int, ...]) -> None:
        if self.shape.when != "bars":
            return
        left = self.shape.lead_columns + self.shape.columns.index("when")
        for run in _runs(months):
            if len(run) > 1:
                table.merges.append((row, left + run[0], row, left + run[-1]))

    def _merge_parents(self, table: Table) -> None:
        if self.shape.parents != "merged":
            return
        spans: dict[tuple[str, str], list[int]] = {}
        for step, rows in table.places:
            spans.setdefault((step.area, step.component), []).extend(rows)
        for rows in spans.values():
            if max(rows) > min(rows) and max(rows) - min(rows) == len(rows) - 1:
                for name in ("no", "component"):
                    if name in self.shape.columns:
                        column = self._column_of(name)
                        table.merges.append((min(rows), column, max(rows), column))


def _runs(months: tuple[int, ...]) -> Iterator[list[int]]:
    run: list[int] = []
    for month in months:
        if run and month != run[-1] + 1:
            yield run
            run = []
        run.append(month)
    if run:
        yield run


def _month_title(style: str, month: int) -> Any:
    match style:
        case "number":
            return month
        case "name":
            return MONTH_NAMES[month]
        case "SHORT":
            return MONTH_SHORT[month].upper()
        case "odd":
            names = ("Jan", "Peb", "Mrt", "Apr", "Mei", "Juni", "Juli", "Agst", "Sept", "Okt", "Nop", "Des")
            return names[month - 1]
        case "date":
            return date(YEAR, month, 1)
        case "year":
            return f"{MONTH_SHORT[month]} {YEAR}"
        case "code":
            return f"B{month:02}"
        case "roman":
            return roman(month)
        case "initial":
            return "JFMAMJJASOND"[month - 1]
        case "star":
            return f"{MONTH_SHORT[month]}*"
        case _:
            return f"Bulan {month}"


def _short_area(number: int) -> str:
    others = ("Tatalaksana", "Manajemen SDM", "Akuntabilitas", "Pengawasan", "Pelayanan Publik")
    return ("Manajemen Perubahan", *others)[number - 1]
