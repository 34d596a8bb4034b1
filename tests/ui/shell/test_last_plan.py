"""A file opens at the plan that it was left at."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.driving import open_in
from zidesk.ui.shell import settings
from zidesk.ui.shell.main_window import MainWindow


def shown(window: MainWindow) -> tuple[str, int]:
    """Return the unit and year on screen."""
    record = window.workspace.record
    assert record is not None
    return record.unit.name, record.plan.year


def choose(window: MainWindow, year: int) -> str:
    """Choose a plan by its year and return its id."""
    found = next(plan.id for plan in window.workspace.plans if plan.year == year)
    window.workspace.choose_plan(found)
    return found


def test_reopening_shows_the_plan_that_was_left(
    empty_window: MainWindow, province_file: Path, example_file: Path, qtbot: QtBot
) -> None:
    window = empty_window
    open_in(window, qtbot, province_file)
    assert shown(window) == ("Kabupaten Batang Hari", 2027)
    for plan in window.workspace.plans:
        window.workspace.choose_plan(plan.id)
        left = shown(window)
        open_in(window, qtbot, example_file)
        qtbot.waitUntil(lambda: window.workspace.path == example_file)
        window.files.close_file()
        open_in(window, qtbot, province_file)
        assert shown(window) == left


def test_a_plan_that_has_gone_gives_way_to_the_newest(
    empty_window: MainWindow, province_file: Path, qtbot: QtBot
) -> None:
    settings.remember_plan(province_file, "f" * 32)
    open_in(empty_window, qtbot, province_file)
    assert shown(empty_window) == ("Kabupaten Batang Hari", 2027)


def test_what_was_kept_unreadably_counts_as_nothing() -> None:
    for text in ("[1]", "{", "7"):
        settings.save_text("files/plans", text)
        assert settings.last_plan(Path("/a.zidesk")) == ""


def test_only_as_many_plans_are_kept_as_recent_files() -> None:
    for number in range(settings.MAX_RECENT + 3):
        settings.remember_plan(Path(f"/{number}.zidesk"), str(number))
    assert settings.last_plan(Path("/0.zidesk")) == ""
    assert settings.last_plan(Path(f"/{settings.MAX_RECENT + 2}.zidesk")) == str(settings.MAX_RECENT + 2)
