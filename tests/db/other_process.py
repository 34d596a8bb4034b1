"""Another process that opens a file and then does what its tests need: wait, write, or be killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BEGIN = """
import sys
from pathlib import Path
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
path = Path(sys.argv[1])
def say(word):
    print(word, flush=True)
"""


class OtherProcess:
    """A running process; it and the test take turns by lines of text."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def wait_for(self, word: str) -> None:
        """Wait until the process says ``word``."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line == word, line or self._failure()

    def answer(self, word: str) -> None:
        """Let the process go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def _failure(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()


@contextmanager
def other_process(path: Path, script: str) -> Iterator[OtherProcess]:
    """Run ``script`` with ``path``, ``say`` and the store's names in scope; it is killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BEGIN + script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield OtherProcess(process)
    finally:
        process.kill()
        process.communicate()
