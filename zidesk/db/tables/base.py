"""What all tables share: strict types, text ids, and the CHECK constraints that repeat."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Text, text
from sqlmodel import Field, SQLModel


class Base(SQLModel):
    """Base of the tables; keeps them apart from other SQLModel classes in the process."""

    metadata = MetaData()


STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""Types are enforced; rows lie in their primary key's own tree, which saves one tree a table."""
STRICT_ROWID = {"sqlite_strict": True}
"""The same with SQLite's integer row ids, for rows that are only ever appended."""


def identity() -> Any:
    """Return a primary key column of 32 hexadecimal digits; see ``id_check``."""
    return Field(sa_column=Column("id", Text, primary_key=True, nullable=False))


def reference(name: str, target: str, *, on_delete: str = "CASCADE", primary_key: bool = False) -> Any:
    """Return a NOT NULL text column ``name`` that refers to ``target`` ("table.column")."""
    key = ForeignKey(target, ondelete=on_delete)
    return Field(sa_column=Column(name, Text, key, primary_key=primary_key, nullable=False))


def optional_reference(name: str, target: str) -> Any:
    """Return a text column ``name`` that may refer to ``target`` and forgets it when that is deleted."""
    return Field(
        default=None, sa_column=Column(name, Text, ForeignKey(target, ondelete="SET NULL"), nullable=True)
    )


def string(default: str | None = None) -> Any:
    """Return a NOT NULL text field; its length is limited by ``at_most``.

    A ``default`` is for columns that came later: rows of older files, and of their history, lack them.
    """
    if default is None:
        return Field(sa_type=Text, nullable=False)
    return Field(default=default, sa_type=Text, nullable=False, sa_column_kwargs={"server_default": default})


def optional_string() -> Any:
    """Return a text field that may be NULL."""
    return Field(default=None, sa_type=Text, nullable=True)


def integer(default: int | None = None) -> Any:
    """Return a NOT NULL whole-number field; for ``default`` see ``string``."""
    if default is None:
        return Field(sa_type=Integer, nullable=False)
    return Field(
        default=default,
        sa_type=Integer,
        nullable=False,
        sa_column_kwargs={"server_default": text(str(default))},
    )


def optional_integer() -> Any:
    """Return a whole-number field that may be NULL."""
    return Field(default=None, sa_type=Integer, nullable=True)


def id_check() -> CheckConstraint:
    """Return the rule that ``id`` is 32 lower-case hexadecimal digits."""
    return CheckConstraint("length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'")


def at_most(limit: int, *columns: str) -> CheckConstraint:
    """Return the rule that none of the text ``columns`` is longer than ``limit`` characters."""
    return CheckConstraint(" AND ".join(f"length({column}) <= {limit}" for column in columns))


def between(column: str, low: int, high: int) -> CheckConstraint:
    """Return the rule that ``column`` is NULL or a number in the closed range."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}")


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the rule that ``column`` is one of ``values``."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})")


def is_date(column: str) -> CheckConstraint:
    """Return the rule that ``column`` is NULL or a day of the calendar as ``YYYY-MM-DD``."""
    return CheckConstraint(f"{column} IS NULL OR (date({column}) IS {column} AND {column} >= '0001')")


def is_moment(column: str) -> CheckConstraint:
    """Return the rule that ``column`` is NULL or a moment as ``YYYY-MM-DDTHH:MM:SS+HH:MM``."""
    digits = "[0-9][0-9]"
    pattern = f"{digits}{digits}-{digits}-{digits}T{digits}:{digits}:{digits}[+-]{digits}:{digits}"
    return CheckConstraint(
        f"{column} IS NULL OR (datetime({column}) IS NOT NULL"
        f" AND {column} GLOB '{pattern}' AND {column} >= '0001')"
    )


def is_sha256(column: str) -> CheckConstraint:
    """Return the rule that ``column`` is 64 lower-case hexadecimal digits."""
    return CheckConstraint(f"length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'")


def position_check() -> CheckConstraint:
    """Return the rule that a position among siblings counts from 0."""
    return CheckConstraint("position >= 0")


def text_key() -> Any:
    """Return a text field that is part of the primary key."""
    return Field(sa_type=Text, primary_key=True, nullable=False)


def integer_key() -> Any:
    """Return a whole-number field that is part of the primary key."""
    return Field(sa_type=Integer, primary_key=True, nullable=False)
