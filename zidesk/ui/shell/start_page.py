"""What the window shows without a file: examples, a new plan, opening, importing, and the recent files."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.schedule.dates import format_date
from zidesk.ui.look import icons
from zidesk.ui.shell import settings
from zidesk.ui.widgets.common import HeadingLabel
from zidesk.ui.widgets.style_options import item_fields

_PATH = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_EXISTS = Qt.ItemDataRole.UserRole + 2
_WIDEST, _TALLEST = 980, 520
_BELOW_HEADING = 8


class StartPage(QWidget):
    """Emits what the user chose; knows the recent files from the settings."""

    example_chosen = Signal(str)
    new_chosen = Signal()
    open_chosen = Signal()
    import_chosen = Signal()
    recent_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = HeadingLabel("zidesk")
        subtitle = QLabel("Meja kerja rencana aksi Zona Integritas")
        subtitle.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        mark = QLabel()
        mark.setPixmap(icons.application_icon().pixmap(56, 56))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(title)
        names.addWidget(subtitle)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark)
        head.addLayout(names, 1)

        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._choices(), 5)
        columns.addWidget(self._recent_panel(), 6)

        inner = QWidget()
        inner.setMaximumSize(_WIDEST, _TALLEST)
        body = QVBoxLayout(inner)
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(18)
        body.addLayout(head)
        body.addLayout(columns, 1)
        holder = QWidget()
        # The upper third is where a page without much on it is looked at first.
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(inner, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 100)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 100)
        grid.setRowStretch(2, 2)
        # A small or magnified screen scrolls rather than cuts the last choice off.
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroll_area)
        self.refresh()

    def refresh(self) -> None:
        """Read the recent files again."""
        self.recent.clear()
        for entry in settings.recent_files():
            item = QListWidgetItem(entry.path.name)
            opened = f"dibuka {format_date(entry.opened_at.date())} {entry.opened_at:%H.%M}"
            detail = f"{entry.path.parent} · {opened if entry.exists else 'tidak ditemukan lagi'}"
            item.setData(_PATH, str(entry.path))
            item.setData(_DETAIL, detail)
            item.setData(_EXISTS, entry.exists)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.path.name}, {detail}")
            item.setToolTip(str(entry.path))
            self.recent.addItem(item)
        has_files = self.recent.count() > 0
        self.recent.setVisible(has_files)
        self.nothing.setVisible(not has_files)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self.start_heading = HeadingLabel("Mulai", level=2)
        column.addWidget(self.start_heading)
        column.addSpacing(_BELOW_HEADING)
        self.example_kabupaten = self._choice(
            "book-open", "Buka contoh Kab. Batang Hari", "Rencana aksi 2026 yang lengkap, untuk dicoba"
        )
        self.example_kabupaten.clicked.connect(lambda: self.example_chosen.emit("batanghari-2026"))
        self.example_provinsi = self._choice(
            "book-open", "Buka contoh Provinsi Jambi", "Rencana aksi 2026 dengan jadwal berupa kata"
        )
        self.example_provinsi.clicked.connect(lambda: self.example_chosen.emit("jambi-2026"))
        self.new_plan = self._choice("file-plus", "Rencana baru…", "Dari contoh, atau dari enam area kosong")
        self.new_plan.clicked.connect(self.new_chosen)
        self.open_file = self._choice(
            "folder-open", "Buka berkas…", "Berkas .zidesk di komputer ini atau di flashdisk"
        )
        self.open_file.clicked.connect(self.open_chosen)
        self.import_file = self._choice(
            "file-spreadsheet",
            "Impor dari Excel…",
            "Tabel .xlsx buatan sendiri atau kiriman satuan kerja lain",
        )
        self.import_file.clicked.connect(self.import_chosen)
        for button in (
            self.example_kabupaten,
            self.example_provinsi,
            self.new_plan,
            self.open_file,
            self.import_file,
        ):
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _choice(self, icon: str, title: str, description: str) -> QCommandLinkButton:
        button = _ChoiceButton(title, description)
        # Enter presses it, as Space does; outside of dialogs Qt leaves that out.
        button.setAutoDefault(True)
        button.setIcon(icons.icon(icon, QPalette.ColorRole.ButtonText))
        button.setIconSize(QSize(24, 24))
        button.setAccessibleName(title)
        button.setAccessibleDescription(description)
        return button

    def _recent_panel(self) -> QWidget:
        self.recent_heading = HeadingLabel("Berkas terakhir", level=2)
        self.recent = QListWidget()
        self.recent.setAccessibleName("Berkas terakhir")
        self.recent.setObjectName("panel")
        self.recent.setItemDelegate(_RecentDelegate(self.recent))
        self.recent.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.recent.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.recent.customContextMenuRequested.connect(self._show_menu)
        self.recent.itemClicked.connect(self._choose)
        self.recent.itemActivated.connect(self._choose)
        self._forget = QAction("Hapus dari daftar", self.recent)
        self._forget.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._forget.triggered.connect(self._forget_current)
        self.recent.addAction(self._forget)
        self.nothing = QLabel(
            "Belum ada. Berkas yang Anda buka atau buat akan tampil di sini.\n\n"
            "Berkas .zidesk atau .xlsx juga boleh diseret ke jendela ini."
        )
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setObjectName("panel")
        self.nothing.setMargin(14)
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.recent_heading)
        column.addSpacing(_BELOW_HEADING)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.recent, 1)
        return panel

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_EXISTS):
            self.recent_chosen.emit(Path(item.data(_PATH)))

    def _show_menu(self, position: QPoint) -> None:
        if self.recent.itemAt(position) is None:
            return
        menu = QMenu(self.recent)
        menu.addAction(self._forget)
        menu.exec(self.recent.mapToGlobal(position))
        menu.deleteLater()

    def _forget_current(self) -> None:
        item = self.recent.currentItem()
        if item is not None:
            settings.forget_file(Path(item.data(_PATH)))
            self.refresh()


class _ChoiceButton(QCommandLinkButton):
    """A choice that shows that keys go to it; Fusion leaves that out for this kind of button."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            frame = QStyleOptionFocusRect()
            frame.initFrom(self)
            QStylePainter(self).drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame)


class _RecentDelegate(QStyledItemDelegate):
    """Two lines a file: its name, and below it, smaller, its folder and when it was opened."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, item_fields(option).fontMetrics.height() * 2 + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        fields = item_fields(plain)
        fields.text = ""
        style = fields.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, fields.widget)
        selected = bool(fields.state & QStyle.StateFlag.State_Selected)
        exists = bool(index.data(_EXISTS))
        group = QPalette.ColorGroup.Active if exists else QPalette.ColorGroup.Disabled
        strong = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        weak = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
        area = fields.rect.adjusted(10, 7, -10, -7)
        line = fields.fontMetrics.height()
        painter.save()
        font = QFont(fields.font)
        font.setWeight(QFont.Weight.DemiBold)
        for text, role, used, top in (
            (index.data(), strong, font, area.top()),
            (index.data(_DETAIL), weak, fields.font, area.top() + line + 3),
        ):
            painter.setFont(used)
            painter.setPen(fields.palette.color(group, role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
            painter.drawText(area.left(), top, area.width(), line + 2, Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
