"""What every form has: labelled fields, one line for what is wrong, a named button and Batal."""

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.errors import KnownError
from zidesk.ui.look.theme import colors
from zidesk.ui.widgets.common import DateEdit

_SHARE_OF_SCREEN = 0.85


class FormDialog(QDialog):
    """A modal form; ``check`` is asked before it closes, and its ``KnownError`` is shown in the form."""

    def __init__(self, title: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        fields = QWidget()
        self.form = QFormLayout(fields)
        self.form.setContentsMargins(0, 0, 8, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(10)
        # On a small or magnified screen a long form scrolls; its buttons stay in sight.
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(fields)
        self.error = QLabel()
        self.error.setWordWrap(True)
        self.error.setVisible(False)
        self.accept_button = QPushButton(accept_text)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._try_to_accept)
        self.reject_button = QPushButton("Batal")
        self.reject_button.setAutoDefault(False)
        self.reject_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.reject_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)

    def sizeHint(self) -> QSize:
        """Be as tall as the whole form, where the screen has room for it."""
        hint = super().sizeHint()
        room = self.screen().availableSize().height() * _SHARE_OF_SCREEN
        fields = self._area.widget()
        wanted = hint.height() - self._area.sizeHint().height() + fields.sizeHint().height() + 4
        return QSize(max(hint.width(), self.minimumWidth()), min(wanted, round(room)))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, with the buttons after the last one."""
        super().showEvent(event)
        last = self.previousInFocusChain()
        if event.spontaneous() or last is None:
            return
        # The buttons are older than the fields, and Tab goes by age.
        QWidget.setTabOrder(last, self.accept_button)
        QWidget.setTabOrder(self.accept_button, self.reject_button)
        self.reject_button.setFocus()
        self.focusNextChild()
        first = self.focusWidget()
        line = first.lineEdit() if isinstance(first, QComboBox) else first
        if isinstance(line, QLineEdit):
            line.selectAll()

    def add_field(self, label: str, field: QWidget, hint: str = "") -> None:
        """Add a labelled field, with a fainter line below it that explains."""
        field.setAccessibleName(label)
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)
        self.form.addRow(label, field)
        if hint:
            field.setAccessibleDescription(hint)
            line = QLabel(hint)
            line.setWordWrap(True)
            line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self.form.addRow("", line)

    def check(self) -> None:
        """Raise ``KnownError`` when the fields cannot be accepted."""

    def show_error(self, sentence: str) -> None:
        """Show what is wrong."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colors().late)
        self.error.setPalette(palette)
        self.error.setText(sentence)
        self.error.setVisible(True)
        # The form keeps its room; without it, the sentence would push fields out of sight.
        self.resize(self.size().expandedTo(QSize(0, self.sizeHint().height())))

    def _try_to_accept(self) -> None:
        try:
            self.check()
        except KnownError as error:
            self.show_error(str(error))
            return
        self.accept()


class OptionalDate(QWidget):
    """A date that may be absent: a box to tick, and the date beside it."""

    def __init__(self, caption: str, value: QDate | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = QCheckBox(caption)
        self.known.setChecked(value is not None)
        self.date = DateEdit(value if value is not None else QDate.currentDate())
        self.date.setCalendarPopup(True)
        self.date.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.date.setDisplayFormat("d MMMM yyyy")
        self.date.setMinimumDate(QDate(2000, 1, 1))
        self.date.setMaximumDate(QDate(2100, 12, 31))
        self.date.setEnabled(value is not None)
        self.known.toggled.connect(self.date.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.known)
        row.addWidget(self.date, 1, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.known)

    def setAccessibleName(self, name: str) -> None:
        """Name the date itself too."""
        super().setAccessibleName(name)
        self.date.setAccessibleName(name)

    @property
    def value(self) -> QDate | None:
        """The date, ``None`` when the box is not ticked."""
        return self.date.date() if self.known.isChecked() else None
