"""Naming units: written-out names with their level, and finding a unit by what somebody typed."""

import re
from collections.abc import Iterable

from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import Level, Unit

_OFFICE = re.compile(r"(?:KPU|Komisi Pemilihan Umum) (?=\S)", re.IGNORECASE)
_SHORT_LEVEL = re.compile(r"(kab|prov)(?:\. ?| )(?=\S)", re.IGNORECASE)
_LEVELS = {"kab": "Kabupaten", "prov": "Provinsi"}


def written_out(name: str) -> str:
    """Return a unit's name without "KPU" and with its level in full: "KPU Kab. Tebo" is "Kabupaten Tebo"."""
    clean = " ".join(name.split())
    office = _OFFICE.match(clean)
    clean = clean[office.end() :] if office else clean
    level = _SHORT_LEVEL.match(clean)
    return f"{_LEVELS[level[1].lower()]} {clean[level.end() :]}" if level else clean


def _words(name: str) -> list[str]:
    return written_out(name).casefold().split()


def level_of(name: str) -> Level | None:
    """Return the level that a unit's name starts with ("Kota Jambi"), ``None`` if it names none."""
    words = _words(name)
    return Level(words[0]) if words and words[0] in set(Level) else None


def named_unit(name: str, level: Level | None = None) -> Unit:
    """Return a unit with its name written out with its level: "Kab. Tebo" becomes "Kabupaten Tebo".

    ``level`` may be left out where the name starts with it. Raises InvalidInputError when the name is
    empty, when it says another level than ``level``, or when neither says one.
    """
    clean = written_out(name)
    if not clean:
        raise InvalidInputError("Nama satuan kerja masih kosong; isilah, misalnya Kabupaten Batang Hari.")
    named = level_of(clean)
    if named and level and named is not level:
        raise InvalidInputError(
            f"Nama “{clean}” tidak cocok dengan tingkat {level}; pakailah tingkat {named} atau ubah namanya."
        )
    if named:
        return Unit(name=clean, level=named)
    if not level:
        raise InvalidInputError(
            f"Tingkat satuan kerja “{clean}” tidak jelas; tulislah lengkap, misalnya Kabupaten {clean}."
        )
    return Unit(name=f"{level.capitalize()} {clean}", level=level)


def same_unit(one: Unit, other: Unit) -> bool:
    """Whether two values speak of the same office: same level and same name, in any spacing and case."""
    return one.level is other.level and _words(one.name) == _words(other.name)


def is_named(unit: Unit, name: str) -> bool:
    """Whether ``name`` means ``unit``: its whole name, or its name without the level."""
    wanted = _words(name)
    return wanted in (_words(unit.name), _words(unit.name)[1:])


def find_unit(units: Iterable[Unit], name: str) -> Unit:
    """Return the unit that ``name`` means: its whole name, or its name without the level where one fits.

    Raises NotFoundError when none fits or several do, and says which units there are.
    """
    candidates = tuple(units)
    wanted = _words(name)
    exact = [unit for unit in candidates if _words(unit.name) == wanted]
    found = exact or [unit for unit in candidates if wanted and is_named(unit, name)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(unit.name for unit in candidates) or "belum ada"
    problem = "cocok dengan beberapa satuan kerja" if found else "tidak ada dalam berkas ini"
    raise NotFoundError(f"Satuan kerja “{name}” {problem}; pilihlah salah satu: {known}.")
