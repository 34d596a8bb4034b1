"""How long work tells its progress and hears that it should stop."""

from collections.abc import Callable

Ticker = Callable[[int, int], None]
"""Called with (done, total) units of work, bytes or rows; raises ``CancelledError`` to stop the work."""


def silent(done: int, total: int) -> None:
    """Tick for callers that show no progress."""
