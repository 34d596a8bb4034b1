"""The application that every window is shown by: its names, icon, look and language."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from zidesk import __version__
from zidesk.ui.look import icons, theme
from zidesk.ui.shell import translation


def make_application(qt_options: Sequence[str] = ()) -> QApplication:
    """Return the application with its names, icon, look and language; the one that exists, if one does.

    ``qt_options`` are command line options of Qt's own for a new one, such as ``-platform``.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication([*sys.argv[:1], *qt_options])
    app.setOrganizationName("zidesk")
    app.setApplicationName("zidesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("zidesk")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    translation.install(app)
    theme.apply(app)
    app.setWindowIcon(icons.application_icon())
    return app
