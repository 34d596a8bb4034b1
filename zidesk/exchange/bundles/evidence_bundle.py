"""Evidence as a folder tree for assessors: ``I Manajemen Perubahan/1 Tim Kerja/…``, with an index."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zidesk.domain.errors import KnownError
from zidesk.domain.names.safe_names import safe_name
from zidesk.domain.plan.model import Evidence, PlanRecord
from zidesk.domain.plan.numbering import code, roman
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.errors import CannotWriteError
from zidesk.exchange.new_file import new_file

INDEX_NAME = "Daftar Bukti.txt"
UNLINKED_FOLDER = "Belum Terhubung"
_MAX_FOLDER = 40


@dataclass(frozen=True, slots=True)
class _Copy:
    evidence: Evidence
    folder: tuple[str, ...]
    line: str


def export_folder(
    record: PlanRecord,
    copy: Callable[[str, BinaryIO], None],
    folder: Path | str,
    ticker: Ticker = silent,
) -> int:
    """Write every evidence file of ``record`` under ``folder``; return how many files were written.

    ``copy(sha256, stream)`` writes a file's bytes. A file that proves several components stands under each.
    The folder must be missing or empty: nothing is ever overwritten. Raises ``CannotWriteError`` where that
    or the disk stands in the way; what had been written is removed again. ``ticker`` hears bytes.
    """
    target = Path(folder)
    written = _Written()
    _prepare(target, written)
    copies = list(_copies(record))
    total = sum(entry.evidence.size for entry in copies)
    try:
        done = 0
        ticker(done, total)
        taken: dict[tuple[str, ...], dict[str, str]] = {}
        index: list[str] = []
        for entry in copies:
            place = target.joinpath(*entry.folder)
            name, is_new = _free_name(entry, taken)
            if is_new:
                written.make_folder(place)
                with written.new_file(place / name) as stream:
                    copy(entry.evidence.sha256, stream)
            index.append(f"{entry.line}\t{'/'.join((*entry.folder, name))}")
            done += entry.evidence.size
            ticker(done, total)
        with written.new_file(target / INDEX_NAME) as stream:
            stream.write(_index(record, index))
    except BaseException:
        written.take_back()
        raise
    return sum(len(names) for names in taken.values())


class _Written:
    """What was written so far, to be taken back without touching what others put there meanwhile."""

    def __init__(self) -> None:
        self._files: list[Path] = []
        self._folders: list[Path] = []

    def make_folder(self, place: Path) -> None:
        """Make a folder and those above it that are missing. Raises CannotWriteError."""
        try:
            missing = [folder for folder in (place, *place.parents) if not folder.exists()]
            for folder in reversed(missing):
                folder.mkdir()
                self._folders.append(folder)
        except OSError as error:
            raise _cannot_make(place) from error

    @contextmanager
    def new_file(self, path: Path) -> Iterator[BinaryIO]:
        """Write a file. Raises CannotWriteError, also when somebody else has put one there."""
        if path.exists():
            raise CannotWriteError(f"Berkas {path} baru saja dibuat oleh program lain; pilihlah folder lain.")
        # Named first: it may be there though the disk failed at the end.
        self._files.append(path)
        with new_file(path) as stream:
            yield stream

    def take_back(self) -> None:
        """Remove the files, and the folders that are empty then."""
        for path in self._files:
            with suppress(OSError):
                path.unlink()
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()


def _prepare(target: Path, written: _Written) -> None:
    """Make the folder if it is missing; refuse one with something in it."""
    try:
        is_used = target.exists() and any(target.iterdir())
    except (OSError, ValueError) as error:
        raise _cannot_make(target) from error
    if is_used:
        raise CannotWriteError(f"Folder {target} sudah berisi; pilihlah folder baru atau yang kosong.")
    written.make_folder(target)


def _cannot_make(place: Path) -> KnownError:
    return CannotWriteError(f"Folder {place} tidak dapat dibuat atau dibaca; pilihlah folder lain.")


def _copies(record: PlanRecord) -> Iterator[_Copy]:
    linked: set[str] = set()
    for path in record.plan.actions():
        area, component, *_ = path.indexes
        folder = (
            safe_name(f"{roman(area + 1)} {_titled(path.area.text)}", _MAX_FOLDER),
            safe_name(f"{component + 1} {path.component.text}", _MAX_FOLDER),
        )
        for link in path.action.evidence:
            evidence = record.evidence.get(link.evidence_id)
            if evidence is None:
                continue
            linked.add(evidence.id)
            month = MONTH_NAMES[link.month] or "Setahun"
            yield _Copy(evidence, folder, f"{code(path.indexes)}\t{month}\t{_one_line(path.action.text)}")
    for evidence in record.evidence.values():
        if evidence.id not in linked:
            yield _Copy(evidence, (UNLINKED_FOLDER,), "\t\t")


def _titled(text: str) -> str:
    return text.title() if text.isupper() else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _free_name(entry: _Copy, taken: dict[tuple[str, ...], dict[str, str]]) -> tuple[str, bool]:
    """Return the file's name in its folder, numbered if another content has it, and whether it is new there.

    Names are compared without case, as Windows does.
    """
    folder = tuple(part.casefold() for part in entry.folder)
    names = taken.setdefault(folder, {})
    wanted = safe_name(entry.evidence.name)
    stem, ending = Path(wanted).stem, Path(wanted).suffix
    number = 1
    name = wanted
    while (owner := names.get(name.casefold())) not in (None, entry.evidence.sha256):
        number += 1
        name = f"{stem} ({number}){ending}"
    names[name.casefold()] = entry.evidence.sha256
    return name, owner is None


def _index(record: PlanRecord, lines: list[str]) -> bytes:
    head = [f"Daftar bukti rencana aksi Zona Integritas {record.unit.name} {record.plan.year}", ""]
    head.append("Kode\tBulan\tLangkah Aksi\tBerkas")
    # The mark makes Windows' editors read the file as UTF-8.
    return "\r\n".join([*head, *lines, ""]).encode("utf-8-sig")
