"""Attaching 500 MB against copying, hashing and fsyncing the same file, with the memory each took."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import MEBIBYTE, make_example

_MEBIBYTES = 500
_RUNS = 3
_ATTACH = """
import resource, sys, time
from pathlib import Path
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
with Store.open(Path(sys.argv[1])) as store:
    action = next(store.load_record(store.plans()[0].id).plan.actions()).action.id
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    attach_files(store, [Path(sys.argv[2])], [(action, 1)], lambda done, total: None)
    taken = time.perf_counter() - start
    print(taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def measure(folder: Path) -> Iterator[str]:
    """Time both; the aim is under 1.5 times, with flat memory."""
    video = folder / "video.mp4"
    with video.open("wb") as stream:
        for _ in range(_MEBIBYTES):
            stream.write(os.urandom(MEBIBYTE))
        stream.flush()
        os.fsync(stream.fileno())
    copies, attachments, growths = [], [], []
    for number in range(_RUNS):
        copies.append(_copy_hashed(video, folder / "copy"))
        file = folder / f"{number}.zidesk"
        make_example(file)
        done = subprocess.run(
            [sys.executable, "-c", _ATTACH, file, video], check=True, capture_output=True, text=True
        )
        taken, growth = (float(word) for word in done.stdout.split())
        attachments.append(taken)
        growths.append(growth)
        file.unlink()
    yield f"copy, SHA-256 and fsync of {_MEBIBYTES} MiB: {median(copies):.2f} s"
    yield f"attach: {median(attachments):.2f} s, memory grew by {max(growths):.0f} MiB"
    yield f"ratio: {median(attachments) / median(copies):.2f} (aim: under 1.5)"


def _copy_hashed(source: Path, target: Path) -> float:
    start = time.perf_counter()
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while block := reader.read(MEBIBYTE):
            digest.update(block)
            writer.write(block)
        writer.flush()
        os.fsync(writer.fileno())
    taken = time.perf_counter() - start
    target.unlink()
    return taken
