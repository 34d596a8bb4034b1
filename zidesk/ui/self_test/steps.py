"""The self-test's look at the window system: platform, screen, a window that is really shown, pictures."""

import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEventLoop, QIODevice, Qt, qVersion
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QImageReader, QImageWriter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from zidesk.resource_path import resource_path
from zidesk.self_test.running import CheckFailedError, Step
from zidesk.ui.look import icons
from zidesk.ui.shell.application import make_application

WITHOUT_SCREEN = "offscreen"
FORMATS = ("svg", "jpeg", "png")
_SHOWN_WITHIN_SECONDS = 10.0
_FEWEST_COLOURS = 8
"""A window with text and an icon has more: their edges are drawn in many shades."""
_JPEG_COLOUR = QColor(200, 40, 40)
_NEAR = 12


def window_steps(platform: str = "") -> tuple[Step, ...]:
    """Return the steps that need Qt, on ``platform`` or on the one that the window would use here."""
    return (
        Step("window", "Tampilan jendela", partial(_show_window, platform or usual_platform())),
        Step("pictures", "Gambar dan ikon", _read_pictures, ("window",)),
    )


def running_window_steps() -> tuple[Step, ...]:
    """Return the same steps for a program whose window is open already; for the GUI thread only."""
    return (
        Step("window", "Tampilan jendela", _show_beside),
        Step("pictures", "Gambar dan ikon", _read_pictures, ("window",)),
    )


def usual_platform() -> str:
    """Return the name of Qt's platform plugin that the window uses here; offscreen without a screen."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if chosen:
        return chosen
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "cocoa"
    if os.environ.get("XDG_SESSION_TYPE") == "wayland" and os.environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "xcb" if os.environ.get("DISPLAY") else WITHOUT_SCREEN


def _show_window(platform: str, _folder: Path) -> Iterator[str]:
    yield _versions()
    # Without a second choice Qt ends the whole program where the first cannot be had.
    make_application(("-platform", ";".join(dict.fromkeys((platform, WITHOUT_SCREEN)))))
    used = QGuiApplication.platformName()
    yield f"Tampilan {used}, {_screen()}"
    if used != platform:
        raise CheckFailedError(
            f"Tampilan “{platform}” tidak dapat dipakai di sini; pastikan ada layar dan pustaka sistem yang "
            "disebut dalam README terpasang."
        )
    yield from _look_and_draw()


def _show_beside(_folder: Path) -> Iterator[str]:
    yield _versions()
    yield f"Tampilan {QGuiApplication.platformName()}, {_screen()}"
    yield from _look_and_draw()


def _versions() -> str:
    return f"Qt {qVersion()}, PySide6 {PySide6.__version__}"


def _look_and_draw() -> Iterator[str]:
    """Look at what the application draws with, then have a small window drawn."""
    families = QFontDatabase.families()
    yield f"Huruf layar {QGuiApplication.font().family()}, {len(families)} keluarga huruf terpasang"
    if not families:
        raise CheckFailedError("Tidak ada huruf layar di komputer ini; pasanglah satu, misalnya DejaVu Sans.")
    if QCoreApplication.translate("QPlatformTheme", "Cancel") != "Batal":
        raise CheckFailedError("Terjemahan tombol tidak termuat; pasanglah ulang zidesk.")
    start = time.perf_counter()
    colours = _colours_of_a_window()
    yield f"Jendela uji tergambar dalam {(time.perf_counter() - start) * 1000:.0f} milidetik"
    if colours < _FEWEST_COLOURS:
        raise CheckFailedError("Jendela uji tergambar kosong; perbaruilah penggerak kartu grafis.")


def _screen() -> str:
    screen = QGuiApplication.primaryScreen()
    if screen is None:
        raise CheckFailedError("Tidak ada layar yang dikenali; periksalah sambungan layarnya.")
    size = screen.size()
    scale = f"{screen.devicePixelRatio() * 100:.0f}%"
    return f"layar {size.width()}×{size.height()} pada {scale}"


def _colours_of_a_window() -> int:
    """Show a small window until the platform has put it on screen; return how many colours it has."""
    window = QWidget()
    window.setWindowTitle("Uji diri zidesk")
    # The window that the user works in keeps the keys.
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    column = QVBoxLayout(window)
    picture = QLabel()
    picture.setPixmap(icons.application_icon().pixmap(64, 64))
    column.addWidget(picture)
    column.addWidget(QLabel("Uji diri zidesk: √ Zona Integritas"))
    window.show()
    try:
        _wait_until_shown(window)
        image = window.grab().toImage()
    finally:
        window.close()
        window.deleteLater()
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return len({image.pixel(x, y) for x, y in points})


def _wait_until_shown(window: QWidget) -> None:
    end = time.monotonic() + _SHOWN_WITHIN_SECONDS
    handle = window.windowHandle()
    while handle is None or not handle.isExposed():
        if time.monotonic() > end:
            raise CheckFailedError(
                "Jendela uji tidak muncul di layar; nyalakan ulang komputernya lalu ulangi."
            )
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        time.sleep(0.005)
        handle = window.windowHandle()


def _read_pictures(_folder: Path) -> Iterator[str]:
    known = sorted(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats())
    yield f"Jenis gambar: {', '.join(known)}"
    if missing := [name for name in FORMATS if name not in known]:
        raise CheckFailedError(f"Gambar {', '.join(missing)} tidak dapat dibuka; pasanglah ulang zidesk.")
    broken = [name for name, image in _samples().items() if image.isNull()]
    if broken:
        raise CheckFailedError(f"Gambar {', '.join(broken)} gagal dibaca; pasanglah ulang zidesk.")
    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    blank = [name for name in names if _is_blank(icons.icon(name).pixmap(24, 24).toImage())]
    yield f"{len(names)} ikon digambar, {', '.join(FORMATS)} dibaca"
    if blank:
        raise CheckFailedError(f"Ikon {', '.join(blank)} tergambar kosong; pasanglah ulang zidesk.")


def _is_blank(image: QImage) -> bool:
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return not any(image.pixelColor(x, y).alpha() for x, y in points)


def _samples() -> dict[str, QImage]:
    return {
        "svg": QImage(str(resource_path("icons", "zidesk.svg"))),
        "png": QImage(str(resource_path("icons", "zidesk-256.png"))),
        "jpeg": _through_jpeg(),
    }


def _through_jpeg() -> QImage:
    """Return a plain red picture written as JPEG and read again; a null picture if it came back another."""
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(_JPEG_COLOUR)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    back = QImage.fromData(content)
    if back.isNull() or abs(back.pixelColor(8, 8).red() - _JPEG_COLOUR.red()) > _NEAR:
        return QImage()
    return back
