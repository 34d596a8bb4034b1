"""The self-test's report, as text for a person and as one object for a program."""

import platform
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zidesk import __version__
from zidesk.self_test.running import StepResult, Verdict

_INDENT = " " * 11


def heading(now: datetime) -> str:
    """Return the report's first lines: the program, the time, the computer."""
    return "\n".join([
        f"Laporan uji diri zidesk {__version__}",
        f"Waktu: {now.isoformat(timespec='seconds')}",
        f"Sistem: {platform.platform()}, {platform.machine()}",
        f"Python {platform.python_version()}",
        "",
    ])  # fmt: skip


def step_text(result: StepResult) -> str:
    """Return the lines of one step: its verdict, title and time, then facts, problem and trace."""
    lines = [f"{f'[{result.verdict}]':<{len(_INDENT)}}{result.title} ({_seconds(result.seconds)})"]
    lines += [f"{_INDENT}{line}" for line in (*result.facts, *filter(None, [result.problem]))]
    lines += [f"{_INDENT}  {line}" for line in result.trace.splitlines()]
    return "\n".join(lines)


def summary(results: Sequence[StepResult], running: str = "") -> str:
    """Return the last line: how many steps ended how, and the time of all together.

    While the step titled ``running`` is not done, the line says so instead.
    """
    if running:
        return f"Terhenti pada: {running}. Ulangi uji diri; bila terhenti lagi, kirimkan laporan ini."
    counts = ", ".join(
        f"{sum(1 for result in results if result.verdict is verdict)} {verdict}" for verdict in Verdict
    )
    return f"Hasil: {counts}, dalam {_seconds(sum(result.seconds for result in results))}."


def report_text(results: Sequence[StepResult], now: datetime, running: str = "") -> str:
    """Return the whole report as text; ``running`` as for ``summary``."""
    return "\n".join([heading(now), *map(step_text, results), summary(results, running)])


def report_object(results: Sequence[StepResult], now: datetime, running: str = "") -> dict[str, Any]:
    """Return the report as JSON holds it; times are in seconds.

    ``ok`` says whether every step was good and none, titled ``running``, is still to be done.
    """
    return {
        "ok": all_good(results) and not running,
        "stopped_at": running,
        "version": __version__,
        "time": now.isoformat(timespec="seconds"),
        "system": f"{platform.platform()}, {platform.machine()}",
        "python": platform.python_version(),
        "seconds": round(sum(result.seconds for result in results), 3),
        "steps": [
            {
                "key": result.key,
                "title": result.title,
                "verdict": str(result.verdict),
                "seconds": round(result.seconds, 3),
                "facts": list(result.facts),
                "problem": result.problem,
                "trace": result.trace,
            }
            for result in results
        ],
    }


def all_good(results: Sequence[StepResult]) -> bool:
    """Whether every step was run and found nothing wrong."""
    return all(result.verdict is Verdict.GOOD for result in results)


def _seconds(value: float) -> str:
    return f"{value:.2f} detik".replace(".", ",")
