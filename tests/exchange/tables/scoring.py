"""Whether what was read of a generated table is right, flagged in its place, or silently wrong."""

from collections import Counter
from dataclasses import dataclass

from tests.exchange.tables.office_tables import Step, Table, steps_of
from zidesk.domain.importing.incoming import Incoming


@dataclass(frozen=True)
class Score:
    right: int
    flagged: int
    wrong: tuple[str, ...]
    """What is wrong and not told, in words."""


def score(incoming: Incoming, tables: list[Table]) -> Score:
    """Compare a reading with what the tables mean: every row right, or listed at its place."""
    read = Counter(step.key for step in steps_of(incoming.plan))
    told = {(problem.place.sheet, problem.place.row) for problem in incoming.problems}
    told_rows = {row for _, row in told}
    is_one_sheet = len(tables) == 1
    right = flagged = 0
    wrong: list[str] = []
    for table in tables:
        for step, rows in table.places:
            own_rows = {row for sheet, row in told if is_one_sheet or sheet == table.title}
            is_told = any(row in own_rows for row in rows)
            if read[step.key] > 0:
                read[step.key] -= 1
                right += 1
            elif is_told or (not is_one_sheet and any(row in told_rows for row in rows)):
                flagged += 1
            else:
                wrong.append(f"hilang: {rows} {step.action[:40]} {step.months} {step.target}")
    wanted = [step for table in tables for step, _ in table.places]
    for key, count in read.items():
        if count > 0:
            wrong += [f"salah: {key}"] * count
    return Score(right, flagged, tuple(wrong)) if wanted else Score(0, 0, tuple(wrong))


def score_accepted(incoming: Incoming, tables: list[Table]) -> Score:
    """Compare the reading with every proposal taken: what differs was told at the row it was read from."""
    accepted = incoming.accepting_all()
    told = {problem.place.row for problem in incoming.problems}
    wanted = Counter(step.key for table in tables for step, _ in table.places)
    right = flagged = 0
    wrong = []
    for path, step in zip(accepted.plan.actions(), steps_of(accepted.plan), strict=True):
        if wanted[step.key] > 0:
            wanted[step.key] -= 1
            right += 1
        elif accepted.places[path.indexes].row in told:
            flagged += 1
        else:
            wrong.append(f"salah: {_told(step)}")
    return Score(right, flagged, tuple(wrong))


def _told(step: Step) -> str:
    return f"{step.action[:40]} {step.months} {step.target}"
