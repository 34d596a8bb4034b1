"""Errors as Windows raises them, for tests on every system."""

from typing import TypeVar

Error = TypeVar("Error", bound=OSError)


def windows_error(error: Error, code: int) -> Error:
    """Return ``error`` with Windows' own code, an attribute that exists there only."""
    error.winerror = code  # type: ignore[attr-defined]
    return error
