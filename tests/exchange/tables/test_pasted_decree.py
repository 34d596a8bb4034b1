"""A decree's table as a scan gives it: columns that drift, rows cut and repeated at the ends of pages."""

from collections.abc import Callable

import pytest

from tests.exchange.tables.office_tables import Step, steps_of
from zidesk.exchange.examples import read_example
from zidesk.exchange.source import read_clipboard
from zidesk.exchange.tables.clipboard import to_tsv

HEAD = [
    ["No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Pelaksanaan", *[""] * 11, "Target"],
    [*[""] * 5, *map(str, range(1, 13)), ""],
]
STEPS = steps_of(read_example("batanghari-2026").plan)[:5]


def row(step: Step, number: int) -> list[str]:
    marks = ["√" if month in step.months else "" for month in range(1, 13)]
    target = "" if step.target is None else f"{step.target}%"
    return [str(number), step.component, step.indicator, step.action, step.evidence, *marks, target]


def table() -> list[list[str]]:
    rows = [*HEAD, ["I", STEPS[0].area, *[""] * 16]]
    return [*rows, *(row(step, number) for number, step in enumerate(STEPS, 1))]


def a_target_under_december(rows: list[list[str]]) -> None:
    rows[3][16], rows[3][17] = rows[3][17], ""


def a_tick_under_the_target(rows: list[list[str]]) -> None:
    rows[3][17] = "√"


def a_target_beside_its_column(rows: list[list[str]]) -> None:
    rows[3] = [*rows[3][:17], "", "100%"]


def a_cut_evidence(rows: list[list[str]]) -> None:
    words = rows[3][4].split()
    rows[3][4] = " ".join(words[:5])
    rows[4:4] = [*HEAD, [*[""] * 4, " ".join(words[5:]), *[""] * 13]]


def a_cut_step(rows: list[list[str]]) -> None:
    words = rows[3][3].split()
    rows[3][3] = " ".join(words[:5])
    rows[4:4] = [*HEAD, [*[""] * 3, " ".join(words[5:]), *[""] * 14]]


@pytest.mark.parametrize(
    "damage",
    [
        a_target_under_december,
        a_tick_under_the_target,
        a_target_beside_its_column,
        a_cut_evidence,
        a_cut_step,
    ],
)
def test_a_damaged_row_is_left_out_and_listed_and_the_others_are_right(
    damage: Callable[[list[list[str]]], None],
) -> None:
    rows = table()
    damage(rows)
    incoming = read_clipboard(to_tsv(rows))
    wanted = {step.key for step in STEPS[1:]}
    assert {step.key for step in steps_of(incoming.plan)} == wanted
    assert 4 in {problem.place.row for problem in incoming.problems}


@pytest.mark.parametrize("damage", [a_cut_evidence, a_cut_step])
def test_a_cut_row_is_mended_when_that_is_accepted(damage: Callable[[list[list[str]]], None]) -> None:
    rows = table()
    damage(rows)
    accepted = read_clipboard(to_tsv(rows)).accepting(["sambungan"])
    assert {step.key for step in steps_of(accepted.plan)} == {step.key for step in STEPS}


def test_rows_repeated_after_a_page_are_read_once() -> None:
    rows = table()
    rows += [*HEAD, list(rows[-2]), list(rows[-1])]
    incoming = read_clipboard(to_tsv(rows))
    assert [step.key for step in steps_of(incoming.plan)] == [step.key for step in STEPS]
    assert sum("mengulang" in problem.message for problem in incoming.problems) == 2


def test_rests_of_a_web_page_in_the_text_are_left_out() -> None:
    rows = table()
    rows[3][2] = f"<ul style='x'><li>{STEPS[0].indicator}</li></ul>"
    incoming = read_clipboard(to_tsv(rows))
    assert [step.key for step in steps_of(incoming.plan)] == [step.key for step in STEPS]


def test_text_without_columns_is_refused() -> None:
    with pytest.raises(Exception, match="tidak ditemukan tabel"):
        read_clipboard("NO KOMPONEN INDIKATOR LANGKAH AKSI BUKTI FISIK\n1 Tim Kerja Menerbitkan SK\n")
