"""Importing what only writing needs ahead of the first write, while the user reads."""

from importlib import import_module

from zidesk.domain.ticker import Ticker

# Libraries first and one by one, so that the window can be closed in between without a long wait.
_MODULES = (
    "sqlalchemy",
    "sqlalchemy.dialects.sqlite",
    "pydantic",
    "sqlalchemy.orm",
    "sqlmodel",
    "zidesk.db.files.writing",
    "zidesk.db.operations.nodes",
    "zidesk.db.operations.months",
    "zidesk.db.operations.evidence",
    "zidesk.db.operations.imports",
)


def import_write_side(ticker: Ticker) -> None:
    """Import SQLAlchemy, SQLModel and the operations; ticks modules."""
    for done, name in enumerate(_MODULES):
        ticker(done, len(_MODULES))
        import_module(name)
