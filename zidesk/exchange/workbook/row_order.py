"""Which rows of an edited table still stand in their exported order, and which were moved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zidesk.domain.plan.model import NodeKind
from zidesk.exchange.reading import Doubts
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.plan_sheet_in import Line

_AREA_WEIGHT, _LABEL_WEIGHT, _ROW_WEIGHT = 1_000_000, 1_000, 2
_FEW_ROWS = 4


def settle_ids(lines: Sequence[Line], exported: Exported, doubts: Doubts) -> list[Line]:
    """Return ``lines`` with each id once at most and on its own row.

    A copied row keeps its id where its text is the exported one, else where it comes first; the others are
    new rows. Ids that came loose, as when only some columns were sorted, go back to their texts.
    """
    lines = _without_blanked(lines, exported)
    keepers: dict[str, Line] = {}
    for line in lines:
        known = exported.rows.get(line.id)
        if known is None:
            continue
        keeper = keepers.get(line.id)
        if keeper is None or (line.action == known.text != keeper.action):
            keepers[line.id] = line
    settled = []
    for line in lines:
        if line.id and line.id not in exported.rows:
            doubts.add("Baris ini bukan dari rencana yang sama; dibaca sebagai baris baru.", line.row)
        elif line.id and keepers[line.id] is not line:
            place = keepers[line.id].row
            doubts.add(f"Baris ini salinan dari baris {place}; dibaca sebagai baris baru.", line.row)
        else:
            settled.append(line)
            continue
        settled.append(replace(line, id=""))
    return _reunited(settled, exported, doubts)


def _without_blanked(lines: Sequence[Line], exported: Exported) -> list[Line]:
    """Leave out rows that somebody emptied; rows that were empty when exported stay."""

    def was_empty(line: Line) -> bool:
        known = exported.rows.get(line.id)
        return known is not None and not known.text.strip()

    return [line for line in lines if not line.is_blank or was_empty(line)]


def _reunited(lines: list[Line], exported: Exported, doubts: Doubts) -> list[Line]:
    actions = [known for known in exported.rows.values() if known.kind is NodeKind.ACTION]
    counts = Counter(known.text for known in actions)
    unique = {known.text: known.id for known in actions if counts[known.text] == 1}
    present = {line.id for line in lines}
    moved = {
        line.row: unique[line.action]
        for line in lines
        if line.id in exported.rows
        and exported.rows[line.id].kind is NodeKind.ACTION
        and unique.get(line.action, line.id) != line.id
        and unique[line.action] in present
    }
    if not moved or set(moved.values()) != {line.id for line in lines if line.row in moved}:
        return lines
    doubts.add(
        f"Tanda pengenal {len(moved)} baris terlepas dari tulisannya, mungkin karena hanya sebagian kolom "
        "yang diurutkan; baris-baris itu dikenali kembali menurut tulisannya."
    )
    return [replace(line, id=moved[line.row]) if line.row in moved else line for line in lines]


def in_order(lines: Sequence[Line], exported: Exported, doubts: Doubts) -> tuple[list[Line], set[int]]:
    """Return the lines in the order to read them, and the sheet rows of those that were not moved.

    Where most rows were moved the sheet was sorted: then they are put back into the exported order, each
    followed by the new rows under it, and a problem says so.
    """
    stable = _stable(lines, exported)
    known = sum(line.id in exported.rows for line in lines)
    if known >= _FEW_ROWS and len(stable) * 2 < known:
        doubts.add("Baris-baris tabel tampaknya diurutkan ulang; dibaca kembali menurut urutan semula.")
        lines = _restored(lines, exported)
        stable = _stable(lines, exported)
    return list(lines), stable


def _restored(lines: Sequence[Line], exported: Exported) -> list[Line]:
    keyed = []
    order = -1
    for position, line in enumerate(lines):
        known = exported.rows.get(line.id)
        order = known.order if known else order
        keyed.append((order, position, line))
    return [line for _, _, line in sorted(keyed, key=lambda entry: entry[:2])]


def _stable(lines: Sequence[Line], exported: Exported) -> set[int]:
    """Return the sheet rows of the heaviest run of lines that is still in the exported order.

    Headings weigh more than rows, so that a row moved past a heading is the one that moved.
    """
    first_rows = exported.first_rows()
    labelled = {row_id for heading, row_id in first_rows.items() if _is_component(heading, exported)}
    first = set(first_rows.values())
    known = [line for line in lines if line.id in exported.rows]
    exported_order = sorted(known, key=lambda line: exported.rows[line.id].order)
    ranks = {line.id: rank for rank, line in enumerate(exported_order, 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(known) + 1)
    previous: list[int] = []
    totals: list[int] = []
    for index, line in enumerate(known):
        weight = _ROW_WEIGHT + (line.id in first)
        if exported.rows[line.id].kind is NodeKind.AREA:
            weight = _AREA_WEIGHT
        elif line.id in labelled:
            weight = _LABEL_WEIGHT
        rank = ranks[line.id]
        total, before = _highest(best, rank - 1)
        previous.append(before)
        totals.append(total + weight)
        _raise(best, rank, (total + weight, index))
    stable = set()
    _, index = _highest(best, len(known))
    while index >= 0:
        stable.add(known[index].row)
        index = previous[index]
    return stable


def _is_component(row_id: str, exported: Exported) -> bool:
    return exported.rows[row_id].kind is NodeKind.COMPONENT


# A tree of running maxima (Fenwick), so that many thousand rows take no noticeable time.
def _highest(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    highest = (0, -1)
    while rank > 0:
        highest = max(highest, best[rank])
        rank -= rank & -rank
    return highest


def _raise(best: list[tuple[int, int]], rank: int, value: tuple[int, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], value)
        rank += rank & -rank
