"""What reads or copies an open file asks of the store, so that the store may know them and not they it."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Lender(Protocol):
    """The open file, lending its one connection to one thread at a time."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend the connection for queries."""

    def copying(self) -> AbstractContextManager[tuple[sqlite3.Connection, Callable[[], None]]]:
        """Lend the connection to copy the whole file, with what lets others go on between two parts."""
