"""``python -m tests.benchmarks [name ...]``: speed and memory, as ratios in one run; fails nothing."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import attach, lampiran, preview, scroll, startup, toggle

BENCHMARKS = {
    "lampiran": lampiran.measure,
    "startup": startup.measure,
    "toggle": toggle.measure,
    "attach": attach.measure,
    "scroll": scroll.measure,
    "preview": preview.measure,
}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all, each in a folder of its own."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        with tempfile.TemporaryDirectory(prefix=f"zidesk-{name}-") as folder:
            for row in BENCHMARKS[name](Path(folder)):
                print(f"  {row}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
