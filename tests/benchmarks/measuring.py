"""What the benchmarks share: whole processes timed, percentiles, figures in words."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

MEBIBYTE = 1 << 20


def seconds_of(command: Sequence[str | Path], *, times: int = 5) -> float:
    """Return the median wall time of whole runs of ``command`` in seconds, after one run to warm the disk."""
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def make_example(file: Path) -> None:
    """Make ``file`` from the bundled plan of Batang Hari: 68 actions."""
    subprocess.run(zidesk("contoh", "batanghari-2026", file), check=True, capture_output=True)


def zidesk(*arguments: str | Path) -> list[str | Path]:
    """Return the command that runs zidesk in a process of its own."""
    return [sys.executable, "-m", "zidesk", *arguments]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds: float) -> str:
    """Return seconds in words, in milliseconds."""
    return f"{seconds * 1000:.1f} ms"


# What SQLite itself calls; Windows has only the other.
_sync = getattr(os, "fdatasync", os.fsync)


def fsync_seconds(folder: Path, *, times: int = 200, size: int = 16_384) -> list[float]:
    """Return how long each of ``times`` writes of ``size`` bytes took to reach the disk in ``folder``."""
    block = os.urandom(size)
    taken = []
    with (folder / "fsync.probe").open("wb", buffering=0) as stream:
        for _ in range(times):
            stream.seek(0)
            start = time.perf_counter()
            stream.write(block)
            _sync(stream.fileno())
            taken.append(time.perf_counter() - start)
    return taken


def against_libreoffice(folder: Path, source: Path, ours: float) -> Iterator[str]:
    """Time LibreOffice making the PDF of ``source``, the whole process, beside ``ours`` in seconds."""
    office = shutil.which("soffice")
    if office is None:
        yield "LibreOffice is not installed: no peer"
        return
    profile = (folder / "profile").as_uri()
    words: list[str | Path] = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    theirs = seconds_of([*words, "--outdir", folder / "out", source])
    yield f"LibreOffice from our {source.suffix}: {theirs:.2f} s, the whole process"
    yield f"ratio: {theirs / ours:.1f} times faster (aim: at least 3)"
