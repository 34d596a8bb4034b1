"""Steps of the self-test, run one after another, each measured, none able to stop the others."""

import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zidesk.domain.errors import KnownError


class CheckFailedError(KnownError):
    """A check of the self-test did not find what the program needs."""


class Verdict(StrEnum):
    """How a step ended, in the words of the report."""

    GOOD = "baik"
    PROBLEM = "masalah"
    SKIPPED = "dilewati"


@contextmanager
def trial_folder() -> Iterator[Path]:
    """Give an empty folder to try things in, gone afterwards. Raises KnownError where there can be none."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="zidesk-uji-", ignore_cleanup_errors=True)
    except OSError as error:
        raise CheckFailedError(
            f"Uji diri tidak dapat dimulai karena folder sementara tidak dapat dipakai ({error.strerror}); "
            "kosongkan diska atau mintalah izin menulis di sana kepada pengurus komputer."
        ) from error
    with folder as path:
        yield Path(path)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try.

    ``run`` gets a folder that it may write into and yields facts, one line each; it raises a known error,
    whose sentence becomes the problem, where something is wrong. ``needs`` are keys of earlier steps
    without which this one would only repeat their problem.
    """

    key: str
    title: str
    run: Callable[[Path], Iterator[str]]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step told: its facts, the problem as a sentence if there is one, a bug's traceback, seconds."""

    key: str
    title: str
    verdict: Verdict
    facts: tuple[str, ...]
    problem: str
    trace: str
    seconds: float


def run_steps(steps: Sequence[Step], folder: Path) -> Iterator[StepResult]:
    """Run ``steps`` in order in ``folder`` and yield each result as soon as it is there."""
    verdicts: dict[str, Verdict] = {}
    titles = {step.key: step.title for step in steps}
    for step in steps:
        lacking = [titles[key] for key in step.needs if verdicts[key] is not Verdict.GOOD]
        if lacking:
            sentence = f"Dilewati karena belum berhasil: {', '.join(lacking)}."
            result = StepResult(step.key, step.title, Verdict.SKIPPED, (), sentence, "", 0.0)
        else:
            result = _run(step, folder)
        verdicts[step.key] = result.verdict
        yield result


def _run(step: Step, folder: Path) -> StepResult:
    facts: list[str] = []
    problem = trace = ""
    start = time.perf_counter()
    try:
        facts.extend(step.run(folder))
    except KnownError as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here is what the report is for
        what = ": ".join([type(error).__name__, *str(error).splitlines()[:1]])
        problem = f"Langkah ini gagal ({what}); kirimkan laporan ini kepada pengelola."
        trace = "".join(traceback.format_exception(error)).rstrip()
    verdict = Verdict.PROBLEM if problem else Verdict.GOOD
    return StepResult(
        step.key, step.title, verdict, tuple(facts), problem, trace, time.perf_counter() - start
    )
