"""Files and folders shown by the programs that the desktop has for them, where it has any."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_on_desktop(path: Path) -> bool:
    """Open a file or folder with the desktop's program for it; ``False`` where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def no_program_sentence(path: Path) -> str:
    """Return what to say where the desktop has no program for ``path``."""
    if path.is_dir():
        return f"Folder “{path}” tidak dapat dibuka dari sini; bukalah dengan pengelola berkas Anda."
    return (
        f"Komputer ini belum mempunyai program untuk membuka berkas {path.suffix.lower()}, jadi "
        f"“{path.name}” tidak terbuka; pasanglah programnya, atau simpan salinannya dan bukalah di komputer "
        "lain."
    )
