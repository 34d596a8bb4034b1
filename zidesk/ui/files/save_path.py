"""Where a new file shall be written: asked once, and no other file is replaced unasked."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.names.file_names import with_ending


def ask_save_path(parent: QWidget, title: str, proposed: Path, file_filter: str) -> Path | None:
    """Return where the user wants the file, with the ending of ``proposed``; ``None`` for a cancel.

    Raises InvalidInputError for a name of another kind of file, and for a file that is there already
    and that the file dialog did not ask about.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), file_filter)
    if not chosen:
        return None
    path = with_ending(Path(chosen), proposed.suffix)
    # The file dialog asked about the name that was typed, if it asked at all.
    if path != Path(chosen) and path.exists():
        raise InvalidInputError(f"Berkas {path.name} sudah ada dan tidak ditimpa; pakailah nama lain.")
    return path
