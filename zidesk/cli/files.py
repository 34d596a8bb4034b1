"""Opening the .zidesk file that a verb names, choosing one of its plans, guarding other files."""

import argparse
import sys
from datetime import date
from pathlib import Path

from zidesk.db.errors import DamagedFileError, FileInUseError, ReadOnlyFileError, damaged
from zidesk.db.files.integrity import is_damaged, look_over, not_whole
from zidesk.db.files.lock import file_key
from zidesk.db.files.opening import require_readable
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, KnownError, NotFoundError
from zidesk.domain.plan.model import PlanStatus, PlanSummary, Unit
from zidesk.domain.plan.units import find_unit
from zidesk.domain.ticker import silent


def open_for_writing(path: Path) -> Store:
    """Open a file for a verb that changes it, and say on standard error if it is not whole."""
    return _looked_over(Store.open(path))


def open_for_reading(path: Path) -> Store:
    """Open a file for a verb that changes nothing, and say on standard error if it is not whole."""
    return _looked_over(open_unseen(path))


def _looked_over(store: Store) -> Store:
    try:
        findings = look_over(store, silent)
    except BaseException:
        store.close()
        raise
    if findings:
        print(not_whole(store.path, findings), file=sys.stderr)
    return store


def open_unseen(path: Path) -> Store:
    """Open a file for reading, unchecked: itself, or a snapshot where it cannot be had alone."""
    try:
        return Store.open(path)
    except FileInUseError:
        print(f"{path.name} sedang dibuka program lain; yang dibaca keadaannya saat ini.", file=sys.stderr)
    except ReadOnlyFileError:
        pass
    return Store.open_snapshot(path)


def choose_plan(store: Store, arguments: argparse.Namespace) -> PlanSummary:
    """Return the plan that ``--satker`` and ``--tahun`` name, which one plan alone does not need.

    A plan that an amendment replaced is left aside. Raises NotFoundError or InvalidInputError, naming the
    choices, where not exactly one fits.
    """
    units = {unit.id: unit for unit in store.units()}
    plans = [plan for plan in store.plans() if plan.status is not PlanStatus.DIUBAH]
    if arguments.satker is not None:
        unit = find_unit(units.values(), arguments.satker)
        plans = [plan for plan in plans if plan.unit_id == unit.id]
    fitting = [plan for plan in plans if arguments.tahun in (None, plan.year)]
    if len(fitting) == 1:
        return fitting[0]
    if not plans:
        raise NotFoundError("Berkas ini belum berisi rencana; impor atau buatlah dahulu.")
    if not fitting:
        raise NotFoundError(
            f"Tidak ada rencana tahun {arguments.tahun}; pilihlah salah satu: {_names(plans, units)}."
        )
    raise InvalidInputError(
        f"Berkas ini berisi beberapa rencana; pilihlah dengan --satker dan --tahun: {_names(fitting, units)}."
    )


def require_readable_where_damaged(error: KnownError, path: Path | None) -> None:
    """Raise a known error of the disk where ``error`` calls a file damaged that only could not be read."""
    if isinstance(error, DamagedFileError) and path is not None and path.is_file():
        require_readable(path)


def damage_behind(path: Path | None) -> DamagedFileError | None:
    """Return the error for a file whose damage may have made a verb fail, ``None`` where it is whole."""
    if path is None or not path.is_file():
        return None
    try:
        with Store.open_snapshot(path) as store:
            return damaged(path) if is_damaged(store) else None
    except DamagedFileError as error:
        return error
    except KnownError:
        return None


def today() -> date:
    """Return the date on this computer, at which lateness is judged unless ``--per`` says otherwise."""
    return date.today()  # noqa: DTZ011 - the clerk's own calendar day is what is meant


def refuse_unsuitable_target(target: Path, file: Path, endings: tuple[str, ...]) -> None:
    """Raise InvalidInputError where ``target`` has another ending than ``endings`` or is ``file`` itself."""
    if target.suffix.lower() not in endings:
        raise InvalidInputError(
            f"Hasil “{target.name}” tidak dapat dibuat; akhiri namanya dengan {_either(endings)}."
        )
    if target.exists() and file.exists() and file_key(target) == file_key(file):
        raise InvalidInputError("Hasil tidak boleh menimpa berkas sumbernya; pilihlah nama lain.")


def _either(words: tuple[str, ...]) -> str:
    *first, last = words
    comma = "," if len(first) > 1 else ""
    return f"{', '.join(first)}{comma} atau {last}" if first else last


def _names(plans: list[PlanSummary], units: dict[str, Unit]) -> str:
    return "; ".join(sorted(f"{units[plan.unit_id].name} {plan.year}" for plan in plans))
