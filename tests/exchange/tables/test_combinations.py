"""Random combinations of the ways in which tables differ, and of damage: no silent loss, no crash."""

import re
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.exchange.tables.corpus import invented_steps
from tests.exchange.tables.office_tables import Cell, Maker, Shape, Step, Table
from tests.exchange.tables.scoring import score, score_accepted
from tests.exchange.tables.table_files import as_sheets
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.tables.hand_made import read_tables

STEPS = invented_steps()
TITLES = {
    "component": ("Komponen", "Sub Pilar", "KOMPONEN", "Sub Komponen"),
    "indicator": ("Indikator", "Pertanyaan", "Indikator Keberhasilan"),
    "action": ("Langkah Aksi", "Rencana Aksi", "Kegiatan", "Uraian Kegiatan"),
    "evidence": ("Bukti", "Data Dukung", "Eviden", "Output", "Dokumen"),
    "target": ("Target", "TARGET (%)", "Target Capaian"),
    "person": ("PIC", "Penanggung Jawab", "PJ"),
}
GRID = ("grid", "grid", "bars", "weeks", "quarters", "semesters")
WORDS = ("words", "short words", "words+year", "codes", "numbers", "dates", "iso", "rows")
MIDDLE = ["component", "indicator", "action", "evidence", "when", "target"]


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    in_words = draw(st.booleans())
    when = draw(st.sampled_from(WORDS if in_words else GRID))
    middle = draw(st.permutations(MIDDLE)) if draw(st.booleans()) else MIDDLE
    areas = draw(st.sampled_from(("roman", "numbered", "merged", "lettered", "short", "column", "sheets")))
    columns = ["no", *(["area"] if areas == "column" else []), *middle]
    if draw(st.booleans()):
        columns.insert(draw(st.integers(3, len(columns))), "person")
    titles = {name: draw(st.sampled_from(choices)) for name, choices in TITLES.items()}
    titles["when"] = draw(st.sampled_from(("Waktu", "Jadwal", "Target Waktu", "Pelaksanaan")))
    months = ("number", "name", "SHORT", "odd", "date", "year", "code", "roman", "initial", "star", "M")
    page = draw(st.sampled_from((0, 0, 4, 7)))
    return Shape(
        "acak",
        columns=tuple(columns),
        titles=titles,
        when=when,
        month_titles=draw(st.sampled_from(months)),
        mark=draw(st.sampled_from(("√", "v", "X", "●", 1, "T", "fill", "Selesai", "75%"))),
        parents="repeated" if when == "rows" else draw(st.sampled_from(("first", "merged", "repeated"))),
        areas=areas,
        head=draw(st.sampled_from(("one", "two", "two-merged"))),
        numbering=draw(st.booleans()),
        lead_columns=draw(st.integers(0, 2)),
        lead_rows=draw(st.integers(0, 3)),
        page=page,
        page_numbering=draw(st.booleans()),
        repeat_rows=page > 0 and draw(st.booleans()),
        split_every=draw(st.sampled_from((0, 0, 5))),
        total=draw(st.booleans()),
        signature=draw(st.booleans()),
        hide_every=draw(st.sampled_from((0, 0, 6))),
        component_number=draw(st.booleans()),
        target_text=draw(st.sampled_from(("{}%", "", "{} %", "{} dokumen"))),
        extra=draw(st.sampled_from(((), (("Keterangan", "catatan {n}"),), (("Anggaran", 1500), ("Link", "https://a.id"))))),
    )  # fmt: skip


def some_steps() -> st.SearchStrategy[list[Step]]:
    return st.lists(st.sampled_from(range(len(STEPS))), min_size=6, max_size=20, unique=True).map(
        lambda places: [STEPS[place] for place in sorted(places)]
    )


def described(shape: Shape) -> str:
    plain = Shape("")
    return ", ".join(f"{n}={v!r}" for n, v in vars(shape).items() if v != getattr(plain, n))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shapes(), some_steps())
def test_no_combination_loses_in_silence(shape: Shape, steps: list[Step]) -> None:
    tables = Maker(shape).make(steps)
    incoming = read_tables(as_sheets(tables), "acak.xlsx")
    assert score(incoming, tables).wrong == (), described(shape)
    assert score_accepted(incoming, tables).wrong == (), described(shape)


POOL = (
    "Tahun 2026", "Dokumen", "Hasil rapat", "hasil rapat", "-", "0", "Jumlah peserta", "Ketua tim", "Maret",
    "√",
    "100%", "x", 12, "Program", "Sasaran strategis", "Bukti", "I", "a.", "Keterangan tambahan", "Total",
    "dan lampirannya",
    "PENGAWASAN", "Pelaksanaan", "Triwulan II", "No", "KPU", "Rencana", "Realisasi", "50%", "2026-03",
    "Reform", 0.5,
)  # fmt: skip
NUMBERED = re.compile(r"^(?:[IVX]+|\d+)\. ")
DAMAGES = ("blank", "write", "delete", "insert", "copy", "column", "move", "merge")
SPECIAL = st.sampled_from(POOL)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[list[Table], list[str]]:
    """Tables with damage that nobody foresaw, and what was done to them."""
    shape = draw(shapes())
    tables = Maker(shape).make(draw(some_steps()))
    table = draw(st.sampled_from(tables))
    done = [described(shape)]
    for _ in range(draw(st.integers(1, 4))):
        row = draw(st.integers(0, len(table.rows) - 1))
        width = max(map(len, table.rows))
        column = draw(st.integers(0, width - 1))
        what = draw(st.sampled_from(DAMAGES))
        text = draw(SPECIAL)
        done.append(f"{what} {row + 1} {column + 1} {text!r}")
        _damage(table, what, row, column, text)
    return tables, done


def _damage(table: Table, what: str, row: int, column: int, text: Any) -> None:
    cells = table.rows[row]
    cells += [Cell() for _ in range(column + 2 - len(cells))]
    match what:
        case "blank":
            cells[column] = Cell()
        case "write":
            cells[column] = Cell(text)
        case "delete":
            del table.rows[row]
            table.merges = []
        case "insert":
            table.rows.insert(row, [])
            table.merges = []
        case "copy":
            table.rows.insert(row, [Cell(cell.value, cell.fill) for cell in cells])
            table.merges = []
        case "column":
            for number, other in enumerate(table.rows):
                other += [Cell() for _ in range(column - len(other))]
                other.insert(column, Cell(text if number % 3 == 0 else None))
            table.merges = []
        case "move":
            cells.insert(column, Cell())
        case _:
            if cells[column + 1].value is None and not table.merges:
                table.merges.append((row + 1, column + 1, row + 1, column + 2))


def bare(text: Any) -> str:
    return "".join(letter for letter in str(text).casefold() if letter.isalnum())


def untold_cells(tables: list[Table]) -> list[str]:
    """Return the cells that neither the plan nor a problem speaks of: what nobody would ever miss."""
    incoming = read_tables(as_sheets(tables), "acak.xlsx")
    said = " ".join(
        bare(text)
        for path in incoming.plan.actions()
        for text in (
            path.area.text, path.component.text, path.indicator.text, path.action.text,
            path.action.evidence_text,
            path.action.person_in_charge, path.action.schedule_text or "",
        )
    )  # fmt: skip
    for area in incoming.plan.areas:
        said += bare(area.text) + " ".join(
            bare(part.text) for component in area.components for part in (component, *component.indicators)
        )
    rows = {(p.place.sheet, p.place.row) for p in incoming.problems if p.place.row}
    columns = {(p.place.sheet, p.place.column) for p in incoming.problems if p.place.column}
    sheets = {p.place.sheet for p in incoming.problems if p.place.row is None}
    read = {(place.sheet, place.row) for place in incoming.places.values()}
    lost = []
    for table in tables:
        if table.title in sheets:
            continue
        for number, row in enumerate(table.rows, 1):
            in_plan = (table.title, number) in read
            for column, cell in enumerate(row, 1):
                text = bare(NUMBERED.sub("", "" if cell.value is None else str(cell.value)))
                is_told = (table.title, number) in rows or (table.title, column) in columns
                is_lost = in_plan and not is_told and text not in said
                if len(text) > 3 and is_lost and not _is_time(cell.value):
                    lost.append(f"{table.title} {number},{column}: {cell.value!r}")
    return lost


def _is_time(value: Any) -> bool:
    return not isinstance(value, str) or value.endswith("%")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_no_damage_loses_in_silence(made: tuple[list[Table], list[str]]) -> None:
    tables, done = made
    try:
        lost = untold_cells(tables)
    except CannotReadError:
        assume(False)
    assert lost == [], done
