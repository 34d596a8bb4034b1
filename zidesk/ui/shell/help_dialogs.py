"""Bantuan: what the program is, its keyboard shortcuts, and the history of the file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zidesk import __version__
from zidesk.domain.schedule.dates import format_date, local_time
from zidesk.ui.look import icons
from zidesk.ui.widgets.common import HeadingLabel, dress_table, resize_within_screen

if TYPE_CHECKING:
    from zidesk.db.history.outcome import OperationEntry

GRID_KEYS = (
    ("Panah", "Pindah sel"),
    ("Spasi", "Tandai bulan direncanakan, atau buka realisasinya"),
    ("F2 atau ketik", "Sunting sel"),
    ("Enter, Tab", "Selesai menyunting dan pindah"),
    ("Esc", "Batalkan suntingan"),
    ("Shift+Panah", "Pilih beberapa sel"),
)
TEXT_KEYS = (
    ("Ctrl+B, Ctrl+I", "Naskah: tebal, miring"),
    ("Enter", "Naskah: mulai butir atau paragraf berikutnya"),
    ("Shift+Enter", "Naskah: baris baru dalam butir yang sama"),
    ("Tab, Shift+Tab", "Naskah, di awal butir: tingkat ke dalam, ke luar"),
)
_STATE_WORDS = {"done": "", "undone": "diurungkan", "abandoned": "diurungkan, tidak dapat diulangi"}


class _InfoDialog(QDialog):
    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 18, 20, 16)
        self.body.setSpacing(12)

    def add_close_button(self) -> None:
        close = QPushButton("Tutup")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        self.body.addLayout(row)

    def add_table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
        table = QTableWidget(len(rows), len(headings))
        table.setHorizontalHeaderLabels(list(headings))
        dress_table(table, self.windowTitle())
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(number, column, item)
        table.resizeColumnsToContents()
        for column in range(len(headings)):
            table.setColumnWidth(column, table.columnWidth(column) + 16)
        self.body.addWidget(table, 1)
        return table


class AboutDialog(_InfoDialog):
    """What this program is, and whose work it carries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tentang zidesk", parent)
        mark = QLabel()
        mark.setPixmap(icons.application_icon().pixmap(56, 56))
        names = QVBoxLayout()
        names.addWidget(HeadingLabel("zidesk"))
        names.addWidget(QLabel(f"Versi {__version__}"))
        head = QHBoxLayout()
        head.addWidget(mark)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        text = QLabel(
            "Meja kerja rencana aksi Zona Integritas: menyusun, menetapkan, melaksanakan, membuktikan, dan "
            "melaporkan, tanpa internet. Semua isi tersimpan dalam satu berkas .zidesk.\n\n"
            "Berlisensi MIT. Ikon dari Lucide (lisensi ISC). Memakai Qt dan PySide6 (LGPL), SQLite, "
            "reportlab, openpyxl, dan pypdfium2."
        )
        text.setWordWrap(True)
        text.setMinimumWidth(440)
        self.body.addWidget(text)
        self.add_close_button()


class ShortcutsDialog(_InfoDialog):
    """Every command of ``window`` that has a shortcut, and the keys of the grid and of the decree's texts."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__("Pintasan papan ketik", window)
        resize_within_screen(self, 560, 560)
        rows = [*shortcuts_of(window), *GRID_KEYS, *TEXT_KEYS]
        table = self.add_table(("Tombol", "Perintah"), rows)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.add_close_button()


class HistoryDialog(_InfoDialog):
    """The latest operations: when, who, what; undone ones say so."""

    def __init__(self, entries: "Sequence[OperationEntry]", parent: QWidget | None = None) -> None:
        super().__init__("Riwayat perubahan", parent)
        resize_within_screen(self, 760, 520)
        rows = []
        for entry in entries:
            at = local_time(entry.at)
            state = _STATE_WORDS.get(str(entry.state), "")
            rows.append((f"{format_date(at.date())} {at:%H.%M}", entry.user, entry.name, state))
        self.table = self.add_table(("Waktu", "Oleh", "Perubahan", "Keadaan"), rows)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        if not rows:
            empty = QLabel("Belum ada perubahan dalam berkas ini.")
            empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(empty)
        self.add_close_button()


def shortcuts_of(window: QMainWindow) -> list[tuple[str, str]]:
    """Return (keys, name) of every action with a shortcut in the menus of ``window`` and on it."""
    found: dict[str, str] = {}

    def collect(actions: Sequence[QAction]) -> None:
        for action in actions:
            # After QAction.menu(), PySide takes the menu for gone as soon as the action is let go of.
            menu = QMenu.menuInAction(action)
            if menu is not None:
                collect(menu.actions())
            keys = " atau ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            if keys:
                found.setdefault(keys, action.iconText().replace("&", "").removesuffix("…"))

    collect(window.menuBar().actions())
    collect(window.actions())
    return list(found.items())
