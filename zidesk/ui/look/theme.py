"""One calm look for every view, light or dark, at any scaling.

The style is Fusion with the program's own palette. The scheme follows the system's, unless the user has
chosen one. Widgets take their colours from the palette or from ``colors()``, and hear of a change as
``QEvent.PaletteChange``.

A widget gets a special look through its object name: ``sidebar`` (the list of views at the left) or ``panel``
(a framed area on the window's background).
"""

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from zidesk.ui.look.colors import DARK, LIGHT, Colors

_SETTING = "tampilan/skema"


class Scheme(StrEnum):
    """Which scheme the user wants; the value is what the settings file says."""

    SYSTEM = "sistem"
    LIGHT = "terang"
    DARK = "gelap"


SCHEME_LABELS = {Scheme.SYSTEM: "Ikuti sistem", Scheme.LIGHT: "Terang", Scheme.DARK: "Gelap"}


def apply(app: QApplication) -> None:
    """Give ``app`` the program's look and keep it in step with the system's scheme."""
    app.setStyle("Fusion")
    follower = app.findChild(_Follower) or _Follower(app)
    follower.show_scheme()


def scheme() -> Scheme:
    """Return the scheme the user has chosen; ``Scheme.SYSTEM`` if none."""
    try:
        return Scheme(str(QSettings().value(_SETTING, Scheme.SYSTEM.value)))
    except ValueError:
        return Scheme.SYSTEM


def choose_scheme(chosen: Scheme) -> None:
    """Remember the user's choice and show it at once, in an application that ``apply`` was called for."""
    QSettings().setValue(_SETTING, chosen.value)
    app = QApplication.instance()
    follower = app.findChild(_Follower) if app is not None else None
    if follower is not None:
        follower.show_scheme()


def colors() -> Colors:
    """Return the semantic colours of the scheme that is shown now."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def outline(palette: QPalette) -> None:
    """Give what ``palette`` draws, such as a box to tick, a frame that is seen in either scheme."""
    # Fusion darkens the window's colour by this factor for a frame; alone, that vanishes in a dark scheme.
    palette.setColor(QPalette.ColorRole.Window, colors().input_frame.lighter(_FUSION_FRAME_FACTOR))


class _Follower(QObject):
    """Shows the chosen scheme again whenever the system's changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self.show_scheme)

    @Slot()
    def show_scheme(self) -> None:
        """Set palette, style sheet and the native title bars' scheme, where they differ from the choice."""
        chosen = scheme()
        hints = self._app.styleHints()
        # This also turns native title bars and dialogs; a platform without schemes ignores it.
        hints.setColorScheme(_QT_SCHEMES[chosen])
        system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        dark = system_is_dark if chosen is Scheme.SYSTEM else chosen is Scheme.DARK
        _dress(self._app, DARK if dark else LIGHT)


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


_FUSION_FRAME_FACTOR = 140
_SOFT_SELECTION = ("QMenu", "QMenuBar", "QAbstractItemView")
_INPUTS = (
    "QLineEdit",
    "QAbstractSpinBox",
    "QComboBox",
    "QCheckBox",
    "QRadioButton",
    "QTextEdit",
    "QPlainTextEdit",
)


def _dress(app: QApplication, shown: Colors) -> None:
    palette = _palette(shown)
    app.setPalette(palette)
    soft = QPalette(palette)
    soft.setColor(QPalette.ColorRole.Highlight, shown.selection)
    soft.setColor(QPalette.ColorRole.HighlightedText, shown.text)
    outlined = QPalette(palette)
    outline(outlined)
    # Fusion darkens this one, too, for the frame of the field that has the focus.
    outlined.setColor(QPalette.ColorRole.Highlight, shown.accent)
    outlined.setColor(QPalette.ColorRole.HighlightedText, shown.base)
    for special, widget_classes in ((soft, _SOFT_SELECTION), (outlined, _INPUTS)):
        for widget_class in widget_classes:
            app.setPalette(special, widget_class)  # type: ignore[arg-type]  # the stub says bytes; it takes str
    QToolTip.setPalette(palette)
    app.setStyleSheet(_style_sheet(shown))


def _palette(shown: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(shown.raised, shown.window)
    for of, color in {
        role.Window: shown.window,
        role.WindowText: shown.text,
        role.Base: shown.base,
        role.AlternateBase: shown.zebra,
        role.Text: shown.text,
        role.Button: shown.raised,
        role.ButtonText: shown.text,
        role.BrightText: shown.late,
        role.ToolTipBase: shown.raised,
        role.ToolTipText: shown.text,
        role.PlaceholderText: shown.muted,
        role.Highlight: shown.accent_fill,
        role.HighlightedText: shown.on_accent,
        role.Accent: shown.accent_fill,
        role.Link: shown.link,
        role.LinkVisited: shown.link,
    }.items():
        palette.setColor(of, color)
    for of in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, of, shown.disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, shown.bar_track)
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, shown.disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Accent, shown.disabled)
    return palette


def _style_sheet(shown: Colors) -> str:
    line = shown.grid_line.name()
    return f"""
        QToolBar {{ border: 0; padding: 0.2em; spacing: 0.2em; }}
        QStatusBar::item {{ border: 0; }}
        QAbstractScrollArea::corner {{ background: {shown.window.name()}; }}
        QMenuBar {{ border-bottom: 1px solid {line}; }}
        QMenuBar::item {{ padding: 0.45em 0.4em; background: transparent; }}
        QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {shown.selection.name()}; }}
        QMenuBar::item:disabled {{ color: {shown.disabled.name()}; }}
        QToolTip {{ color: {shown.text.name()}; background: {shown.raised.name()}; border: 1px solid {line};
                    padding: 0.3em; }}
        QListView#sidebar {{ background: transparent; border: 0; outline: 0; }}
        QListView#sidebar::item {{ padding: 0.5em 0.7em; border-radius: 0.4em; color: {shown.text.name()}; }}
        QListView#sidebar::item:hover {{ background: {shown.component_row.name()}; }}
        QListView#sidebar::item:selected {{ background: {shown.selection.name()}; }}
        QListView#sidebar::item:focus {{ border: 1px solid {shown.accent.name()}; }}
        QToolButton#segment {{ border: 1px solid {shown.input_frame.name()}; padding: 0.15em 0.6em;
                               background: {shown.raised.name()}; }}
        QToolButton#segment:hover {{ background: {shown.component_row.name()}; }}
        QToolButton#segment:checked {{ background: {shown.accent_fill.name()};
                                       color: {shown.on_accent.name()}; font-weight: bold; }}
        QToolButton#segment:focus {{ border: 1px solid {shown.accent.name()}; }}
        QLabel#badge {{ border: 1px solid {shown.input_frame.name()}; border-radius: 0.4em;
                        padding: 0.1em 0.5em; color: {shown.text.name()}; }}
        QLabel#badge[firm="true"] {{ background: {shown.done.name()}; border-color: {shown.done.name()};
                                     color: {shown.base.name()}; font-weight: bold; }}
        QFrame#panel {{ background: {shown.raised.name()}; border: 1px solid {line}; border-radius: 0.4em; }}
    """
