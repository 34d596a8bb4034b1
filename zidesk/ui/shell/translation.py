"""Indonesian for what Qt itself says: standard buttons, text menus, file and print dialogs, dates."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from zidesk.resource_path import resource_path

_NAME = "zidesk-qtbase"


def install(app: QCoreApplication) -> None:
    """Make Qt speak Indonesian and write numbers and dates the Indonesian way; call before making widgets.

    Calling it again changes nothing. Raises FileNotFoundError when the bundled translation cannot be read.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    if app.findChild(QTranslator, _NAME) is not None:
        return
    path = resource_path("translations", "qtbase_id.qm")
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    if not translator.load(str(path)):
        raise FileNotFoundError(path)
    app.installTranslator(translator)
