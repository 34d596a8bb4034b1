"""Numbers of areas, components, indicators and actions, computed from their order: ``V.4.2.1``."""

import re

from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import ActionPath, NodeKind, Plan

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = re.compile(r"[0-9]{1,6}")


def roman(n: int) -> str:
    """Return ``n`` (from 1) in Roman numerals: 5 is "V". Smaller numbers raise ``ValueError``."""
    if n < 1:
        raise ValueError(n)
    numeral = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        numeral += letters * count
    return numeral


def parse_roman(text: str) -> int | None:
    """Return the value of a Roman numeral in either case, or ``None`` if ``text`` is not a proper one."""
    wanted = text.strip().upper()
    rest = wanted
    total = 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            total += value
            rest = rest[len(letters) :]
    return total if total and not rest and roman(total) == wanted else None


def code(indexes: tuple[int, ...]) -> str:
    """Return the code of a node from its indexes (counted from 0, one to four): ``(4, 3, 1)`` is "V.4.2"."""
    area, *rest = indexes
    return ".".join([roman(area + 1), *(str(index + 1) for index in rest)])


def parse_code(text: str) -> tuple[int, ...]:
    """Return the indexes (counted from 0, one to four) that a code such as "V.4.2.1" or "5.4.2.1" names.

    Raises ``InvalidInputError`` when ``text`` is not such a code.
    """
    first, *rest = text.strip().rstrip(".").split(".")
    area = int(first) if _DIGITS.fullmatch(first) else parse_roman(first)
    well_formed = len(rest) < len(NodeKind) and all(_DIGITS.fullmatch(part) for part in rest)
    if area is not None and well_formed:
        numbers = (area, *(int(part) for part in rest))
        if all(numbers):
            return tuple(number - 1 for number in numbers)
    message = (
        f"Kode “{text}” tidak dikenali; tuliskan area, komponen, indikator, langkah aksi seperti V.4.2.1."
    )
    raise InvalidInputError(message)


def find_action(plan: Plan, action_code: str) -> ActionPath:
    """Return the action that a full code ("V.4.2.1") names in ``plan``.

    Raises ``InvalidInputError`` for a text that is no code of an action, ``NotFoundError`` when the plan
    has no such action.
    """
    indexes = parse_code(action_code)
    if len(indexes) != len(NodeKind):
        message = f"Kode “{action_code}” belum sampai ke langkah aksi; tuliskan seperti V.4.2.1."
        raise InvalidInputError(message)
    a, c, i, n = indexes
    try:
        area = plan.areas[a]
        component = area.components[c]
        indicator = component.indicators[i]
        action = indicator.actions[n]
    except IndexError:
        message = f"Langkah aksi {code(indexes)} tidak ada dalam rencana ini; periksa kembali nomornya."
        raise NotFoundError(message) from None
    return ActionPath(area, component, indicator, action, (a, c, i, n))
