"""``zidesk --uji-diri``: try the main job on this computer and report."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from zidesk.cli.checking import FOUND_SOMETHING
from zidesk.cli.output import print_object, say
from zidesk.domain.errors import InvalidInputError
from zidesk.exchange.new_file import new_file
from zidesk.self_test.main_job import main_job_steps
from zidesk.self_test.report import (
    all_good,
    heading,
    report_object,
    report_text,
    step_text,
    summary,
)
from zidesk.self_test.running import CheckFailedError, Step, StepResult, run_steps, trial_folder
from zidesk.self_test.surroundings import surrounding_steps

REPORT_ENDINGS = (".txt", ".json")


def run_self_test(arguments: argparse.Namespace) -> int:
    """Print the report of every step, and write it to the file that was named; 3 if something was found.

    Works in a temporary folder of its own. Raises InvalidInputError for a report of another ending.
    """
    target: Path | None = arguments.report
    if target is not None and target.suffix.lower() not in REPORT_ENDINGS:
        raise InvalidInputError(
            f"Laporan “{target.name}” tidak dapat dibuat; akhiri namanya dengan "
            f"{' atau '.join(REPORT_ENDINGS)}."
        )
    now = datetime.now().astimezone()
    steps = (*surrounding_steps(), *main_job_steps(), *_window_steps(arguments.tampilan))
    results: list[StepResult] = []

    def keep(running: str) -> None:
        # Written after every step: a library that takes the whole program down leaves the rest readable.
        if target is not None:
            _write(target, results, now, running)

    if not arguments.json:
        say(heading(now))
    keep(steps[0].title)
    with trial_folder() as folder:
        for result in run_steps(steps, folder):
            results.append(result)
            keep(steps[len(results)].title if len(results) < len(steps) else "")
            if not arguments.json:
                say(step_text(result))
                _flush()
    if arguments.json:
        print_object(report_object(results, now))
    else:
        say(summary(results))
    return 0 if all_good(results) else FOUND_SOMETHING


def _window_steps(platform: str) -> tuple[Step, ...]:
    try:
        from zidesk.ui.self_test.steps import window_steps
    except ImportError as error:
        return (Step("window", "Tampilan jendela", partial(_cannot_import, error)),)
    return window_steps(platform)


def _cannot_import(error: ImportError, _folder: Path) -> Iterator[str]:
    yield from ()
    raise CheckFailedError(
        f"Qt tidak dapat dimuat karena ada pustaka yang belum terpasang ({error}); "
        "pasanglah paket yang disebut dalam README, atau pasanglah ulang zidesk."
    )


def _write(target: Path, results: Sequence[StepResult], now: datetime, running: str) -> None:
    if target.suffix.lower() == ".json":
        text = json.dumps(report_object(results, now, running), ensure_ascii=False, indent=1)
    else:
        text = report_text(results, now, running)
    with new_file(target) as stream:
        stream.write(f"{text}\n".encode())


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
