"""The process whose children meet faults: it imports the program once and forks a child for each command.

A request is a line of JSON on standard input, the answer one on standard output.
"""

import io
import json
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tests.system.failing_calls import Fault, can_fail_calls, run_with
from zidesk.cli import main as zidesk


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run a command line with a fault and return its exit status, what it has said, and the calls it made."""
    said = [Path(request["said"]) / name for name in ("out", "err")]

    def work() -> int:
        tempfile.tempdir = request["temporary"]
        out, err = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                return zidesk(request["words"])
        finally:
            for path, stream in zip(said, (out, err), strict=True):
                path.write_text(stream.getvalue(), encoding="utf-8")

    outcome = run_with(Fault(**request["fault"]), work)
    texts = [path.read_text(encoding="utf-8") for path in said]
    return {"status": outcome.status, "calls": outcome.calls, "out": texts[0], "err": texts[1]}


def warm_up() -> None:
    """Run every kind of command once, so that children are born with everything loaded."""
    with tempfile.TemporaryDirectory() as folder:
        file, proof = f"{folder}/a.zidesk", Path(folder, "a.pdf")
        proof.write_bytes(b"%PDF-1.4")
        commands = (
            ["contoh", "batanghari-2026", file],
            ["bukti", "tambah", file, "--langkah", "I.1.1.1", str(proof)],
            *(["ekspor", file, f"{folder}/a.{ending}"] for ending in ("json", "xlsx")),
            ["cetak", file, f"{folder}/b.pdf", "--naskah", "lampiran"],
            ["impor", file, f"{folder}/a.json"],
            ["bukti", "ekspor", file, f"{folder}/bukti"],
            ["periksa", file],
            ["info", file],
        )
        for words in commands:
            with redirect_stdout(io.StringIO()):
                assert zidesk(words) == 0, words


def say(answer: dict[str, Any]) -> None:
    """Write a line at once, whole."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve requests until standard input ends."""
    warm_up()
    say({"ready": can_fail_calls()})
    for line in sys.stdin:
        say(run(json.loads(line)))


if __name__ == "__main__":
    main()
