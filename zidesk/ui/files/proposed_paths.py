"""Where files are proposed to be kept, and under which names."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from zidesk.domain.names.safe_names import safe_name
from zidesk.domain.plan.model import Level, Unit

_SHORT_LEVEL = {Level.PROVINSI: "Provinsi ", Level.KABUPATEN: "", Level.KOTA: "Kota "}


def documents_folder() -> Path:
    """Return the user's Documents folder, the home folder where there is none."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def file_name(unit: Unit) -> str:
    """Return the suggested name of a unit's file: "Rencana ZI Batang Hari.zidesk"."""
    words = unit.name.split()
    short = " ".join(words[1:]) if len(words) > 1 and words[0].lower() == unit.level else unit.name
    return safe_name(f"Rencana ZI {_SHORT_LEVEL[unit.level]}{short.strip(' .')}.zidesk")


def free_path(path: Path) -> Path:
    """Return ``path``, or the first "name (2)", "name (3)", … that does not exist."""
    candidate = path
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return candidate
