"""What the program finds around itself: libraries, SQLite, fonts, folders."""

import importlib
import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from zidesk.db.files.sqlite_features import sqlite_features
from zidesk.db.files.sqlite_version import sqlite_version
from zidesk.printing.documents.annex_table import TICK
from zidesk.printing.setting.fonts import FontStyle, font, load_font
from zidesk.resource_path import resource_path
from zidesk.self_test.running import CheckFailedError, Step

LIBRARIES = {
    "PySide6_Essentials": "PySide6",
    "shiboken6": "shiboken6",
    "SQLAlchemy": "sqlalchemy",
    "sqlmodel": "sqlmodel",
    "pydantic": "pydantic",
    "pydantic_core": "pydantic_core",
    "reportlab": "reportlab",
    "pillow": "PIL",
    "openpyxl": "openpyxl",
    "defusedxml": "defusedxml",
    "pypdfium2": "pypdfium2",
    "platformdirs": "platformdirs",
}
"""The libraries that the program imports, by distribution, and the module of each."""
ENOUGH_SPACE = 200_000_000
"""Free bytes below which a disk is called nearly full."""
_SAMPLE = "AÁéZ 0123456789 –—“”… "


def surrounding_steps() -> tuple[Step, ...]:
    """Return the steps that look at libraries, SQLite, fonts and folders."""
    return (
        Step("libraries", "Pustaka program", _libraries),
        Step("sqlite", "Basis data SQLite", _sqlite),
        Step("fonts", "Huruf untuk naskah cetak", _fonts),
        Step("folders", "Folder dan ruang kosong", _folders),
    )


def _libraries(_folder: Path) -> Iterator[str]:
    yield f"Program: {Path(__file__).parents[1]}, sumber daya: {resource_path()}"
    yield f"Penafsir: {sys.executable}, {'64' if sys.maxsize > 2**32 else '32'} bit"
    yield ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    broken = []
    for name, module in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            broken.append(f"{name} ({error})")
    if broken:
        raise CheckFailedError(f"Pustaka tidak dapat dimuat: {'; '.join(broken)}; pasanglah ulang zidesk.")


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "(versi tidak tercatat)"


def _sqlite(_folder: Path) -> Iterator[str]:
    features = sqlite_features()
    yield f"SQLite {sqlite_version()}: {', '.join(name for name, works in features.items() if works)}"
    if missing := [name for name, works in features.items() if not works]:
        raise CheckFailedError(
            f"SQLite di komputer ini tidak mempunyai {', '.join(missing)}; pasanglah ulang zidesk."
        )


def _fonts(_folder: Path) -> Iterator[str]:
    for style in FontStyle:
        try:
            bundled = load_font(style, ())
        except Exception as error:
            raise CheckFailedError(
                f"Huruf bawaan Zidesk Bonum {style} tidak dapat dibaca ({error}); pasanglah ulang zidesk."
            ) from error
        if lacking := [character for character in _SAMPLE + TICK if not bundled.has(character)]:
            raise CheckFailedError(
                f"Huruf bawaan Zidesk Bonum {style} tidak memuat {' '.join(lacking)}; pasanglah ulang zidesk."
            )
    yield f"Zidesk Bonum lengkap dalam {len(FontStyle)} gaya, tanda {TICK} ada"
    own = font(FontStyle.REGULAR).name.startswith("BookmanOldStyle")
    yield f"Bookman Old Style {'ada dan dipakai' if own else 'tidak ada; Zidesk Bonum yang dipakai'}"


def _folders(folder: Path) -> Iterator[str]:
    places = {
        "sementara": folder,
        "data": platformdirs.user_data_path("zidesk", appauthor=False),
        "pengaturan": platformdirs.user_config_path("zidesk", appauthor=False),
        "catatan": platformdirs.user_log_path("zidesk", appauthor=False),
    }
    for name, place in places.items():
        existing = _existing(place)
        free = shutil.disk_usage(existing).free
        gigabytes = f"{free / 1e9:.1f}".replace(".", ",")
        yield f"Folder {name}: {place}, ruang kosong {gigabytes} GB"
        if free < ENOUGH_SPACE:
            raise CheckFailedError(
                f"Diska dengan folder {name} hampir penuh, tersisa {free // 1_000_000} MB; kosongkan dahulu."
            )
        _try_writing(name, existing)


def _existing(place: Path) -> Path:
    """Return ``place``, or the nearest folder above it that is there: the program makes the rest."""
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


def _try_writing(name: str, folder: Path) -> None:
    content = b"uji diri zidesk"
    try:
        # A file without a name of its own, gone when it is closed.
        with tempfile.TemporaryFile(dir=folder) as stream:
            stream.write(content)
            stream.seek(0)
            back = stream.read()
    except OSError as error:
        raise CheckFailedError(
            f"Folder {name} ({folder}) tidak dapat ditulisi ({error.strerror}); "
            "mintalah izin menulis di sana kepada pengurus komputer."
        ) from error
    if back != content:
        raise CheckFailedError(f"Isi yang ditulis di folder {name} ({folder}) berubah; periksalah diskanya.")
