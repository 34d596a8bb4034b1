"""Whether the plan is signed stands beside its year, in a word."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.driving import open_in, sign
from zidesk.ui.look.colors import DARK, LIGHT, contrast
from zidesk.ui.shell.main_window import MainWindow


@pytest.mark.parametrize("width", [1366, 911])
def test_the_badge_stands_beside_the_year_and_says_the_status(
    window: MainWindow, qtbot: QtBot, width: int
) -> None:
    window.resize(width, 465)
    qtbot.waitUntil(lambda: window.menuBar().width() == width)
    chooser = window.chooser
    assert chooser.badge.text() == "Draf"
    assert chooser.badge.toolTip().endswith("semua isinya dapat diubah.")
    sign(window)
    assert chooser.badge.text() == "Ditetapkan"
    assert "Keputusan Nomor 10 tanggal 22 Januari 2026" in chooser.badge.toolTip()
    assert "terkunci" in chooser.badge.toolTip()
    assert chooser.badge.isVisible()
    assert chooser.year.geometry().right() < chooser.badge.x() < chooser.search.x()
    assert chooser.badge.width() > chooser.badge.fontMetrics().horizontalAdvance("Ditetapkan")
    window.workspace.undo()
    assert chooser.badge.text() == "Draf"


def test_the_badge_follows_the_plan_that_is_shown(
    empty_window: MainWindow, qtbot: QtBot, province_file: Path
) -> None:
    window = empty_window
    open_in(window, qtbot, province_file)
    sign(window)
    signed = window.workspace.record
    other = next(plan for plan in window.workspace.plans if signed is not None and plan.id != signed.plan.id)
    window.workspace.choose_plan(other.id)
    assert window.chooser.badge.text() == "Draf"


def test_a_signed_badge_is_legible_in_both_schemes() -> None:
    for shown in (LIGHT, DARK):
        assert contrast(shown.base, shown.done) >= 4.5
