"""What a drag or the clipboard brings as evidence: files, a picture, or something that is no file yet."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

_ON_THE_WEB = frozenset({"http", "https", "blob", "data", "ftp"})
_PROMISES = (
    # Outlook and browsers on Windows; Thunderbird and Firefox everywhere; macOS; Chrome and GNOME on Linux.
    "filegroupdescriptor",
    "x-moz-message",
    "x-moz-file-promise",
    "promised-file-url",
    "com.apple.mail",
    "downloadurl",
    "xdndirectsave",
)
_WEB_PROMISES = ("x-moz-url", "netscape_url", "downloadurl")
MAIL_SENTENCE = (
    "Kiriman dari aplikasi surel belum berupa berkas; simpan dahulu suratnya atau lampirannya ke sebuah "
    "folder, lalu seret berkasnya dari folder itu."
)
WEB_SENTENCE = (
    "Yang diseret dari peramban ini tautan, belum berupa berkas; unduh atau simpan dahulu ke sebuah folder, "
    "lalu seret berkasnya dari folder itu."
)


@dataclass(frozen=True, slots=True)
class Brought:
    """``files`` are on this computer, ``links`` are not; ``promised`` is what to say of the latter."""

    files: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()
    picture: QImage | None = None
    promised: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to attach and nothing to be said."""
        return not (self.files or self.links or self.picture is not None or self.promised)

    @property
    def holds_plan(self) -> bool:
        """Whether a plan is among the files: it is opened, no one means it as evidence."""
        return any(path.suffix.lower() == ".zidesk" for path in self.files)


def brought_by(data: QMimeData) -> Brought:
    """Return what mime data brings; folders count as files, which are refused in words."""
    urls = [url for url in data.urls() if not url.isEmpty()]
    files = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    foreign = [url for url in urls if not url.isLocalFile()]
    formats = [name.casefold() for name in data.formats()]
    picture = None
    if not files and not foreign and data.hasImage():
        found = data.imageData()
        picture = found if isinstance(found, QImage) and not found.isNull() else None
    promised = "" if picture is not None else _promise(foreign, formats)
    links = tuple(url.toDisplayString() for url in foreign)
    return Brought(files, links, picture, promised)


def _promise(foreign: list[QUrl], formats: list[str]) -> str:
    def holds(*wanted: str) -> bool:
        return any(each in name for name in formats for each in wanted)

    if any(url.scheme().casefold() in _ON_THE_WEB for url in foreign):
        return WEB_SENTENCE
    if holds("x-moz-message") or foreign:
        return MAIL_SENTENCE
    if holds(*_WEB_PROMISES):
        return WEB_SENTENCE
    return MAIL_SENTENCE if holds(*_PROMISES) else ""
