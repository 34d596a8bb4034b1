"""Files that prove nothing, told by their names: shortcuts, lock files, unfinished downloads."""

from collections.abc import Iterable
from pathlib import PurePath

_SHORTCUTS = frozenset({".lnk", ".url", ".webloc", ".desktop", ".website", ".appref-ms", ".pif"})
_PLACEHOLDERS = frozenset({
    ".gdoc", ".gsheet", ".gslides", ".gform", ".gdraw", ".gmap", ".gsite", ".glink", ".gjam", ".gtable",
    ".gnote", ".paper", ".onedrive-link", ".sharepoint-link",
})  # fmt: skip
_UNFINISHED = frozenset({
    ".crdownload", ".part", ".partial", ".download", ".opdownload", ".filepart", ".aria2", ".!ut", ".tmp",
    ".temp", ".icloud",
})  # fmt: skip
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "icon\r"})

SHORTCUT = "hanya pintasan ke sebuah berkas, bukan isinya"
PLACEHOLDER = "hanya tautan ke dokumen di internet, bukan isinya"
LOCK = "berkas sementara dari dokumen yang sedang dibuka, bukan dokumennya"
UNFINISHED = "unduhan atau berkas sementara yang belum selesai"
OF_THE_SYSTEM = "berkas milik sistem, bukan dokumen"


def why_doubtful(name: str) -> str | None:
    """Return why a file of this name is hardly proof, ``None`` for any other."""
    folded = name.strip().casefold()
    suffix = PurePath(folded.rstrip(". ")).suffix
    if folded in _OF_THE_SYSTEM:
        return OF_THE_SYSTEM
    if folded.startswith(("~$", ".~lock.", "._")) or (folded.startswith("~") and suffix == ".tmp"):
        return LOCK
    if suffix in _SHORTCUTS:
        return SHORTCUT
    if suffix in _PLACEHOLDERS:
        return PLACEHOLDER
    return UNFINISHED if suffix in _UNFINISHED else None


def doubts(names: Iterable[str]) -> list[str]:
    """Return a line for every name that is doubtful: "“Laporan.url”: hanya pintasan …"."""
    return [f"“{name}”: {why}" for name in names if (why := why_doubtful(name)) is not None]
