"""Icons are tinted with the palette, crisp at every ratio, and complete."""

import gc
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QPushButton, QToolBar
from pytestqt.qtbot import QtBot

from zidesk.resource_path import resource_path
from zidesk.ui.look import theme
from zidesk.ui.look.icons import APPLICATION_ICON_SIZES, application_icon, icon

DRAWN = sorted(path.stem for path in resource_path("icons").glob("*.svg") if "zidesk" not in path.stem)


def drawn_color(pixmap: QPixmap) -> str:
    """The colour of most of the pixels that are wholly drawn; blending rounds some of the others."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = Counter(
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    )
    return pixels.most_common(1)[0][0]


@pytest.mark.parametrize("name", DRAWN)
def test_every_icon_draws_something_in_the_text_colour(name: str) -> None:
    pixmap = icon(name).pixmap(QSize(48, 48), 1.0)
    assert drawn_color(pixmap) == theme.colors().text.name()


def test_an_icon_has_all_the_pixels_of_a_scaled_screen() -> None:
    for ratio in (1.0, 1.25, 1.5, 2.0):
        pixmap = icon("printer").pixmap(QSize(24, 24), ratio)
        assert pixmap.size() == QSize(round(24 * ratio), round(24 * ratio))
        assert pixmap.devicePixelRatio() == ratio


def test_a_disabled_icon_is_paler() -> None:
    pixmap = icon("trash").pixmap(QSize(48, 48), 1.0, QIcon.Mode.Disabled)
    assert drawn_color(pixmap) == theme.colors().disabled.name()


def test_an_icon_already_on_a_button_follows_the_scheme(qtbot: QtBot) -> None:
    button = QPushButton(icon("home"), "")
    qtbot.addWidget(button)
    theme.choose_scheme(theme.Scheme.DARK)
    assert drawn_color(button.icon().pixmap(QSize(48, 48), 1.0)) == theme.colors().text.name()
    assert theme.colors().dark


def test_an_icon_outlives_its_maker_and_copies(qtbot: QtBot) -> None:
    bar = QToolBar()
    qtbot.addWidget(bar)
    for _ in range(50):
        bar.addAction(QIcon(icon("home")), "Beranda")
    gc.collect()
    bar.show()
    assert not bar.grab().isNull()
    last = bar.actions()[-1].icon()
    assert drawn_color(last.pixmap(QSize(48, 48), 1.0)) == theme.colors().text.name()


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("tidak-ada")


def test_every_icon_named_in_the_program_exists() -> None:
    package = Path(theme.__file__).parents[1]
    named = {
        name
        for path in package.rglob("*.py")
        for name in re.findall(r'\bicon(?:_pixmap)?\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    assert "x" in named
    assert named <= set(DRAWN)


def test_the_programs_own_mark_comes_in_every_size() -> None:
    assert {size.width() for size in application_icon().availableSizes()} == set(APPLICATION_ICON_SIZES)
    reader = QImageReader(str(resource_path("icons", "zidesk.ico")))
    if b"ico" in QImageReader.supportedImageFormats():
        assert reader.imageCount() == len(APPLICATION_ICON_SIZES)


def test_the_licence_of_the_drawings_travels_with_them() -> None:
    licence = resource_path("icons", "LICENSE-lucide.txt").read_text(encoding="utf-8")
    assert "ISC License" in licence
    assert "Lucide Icons and Contributors" in licence
