"""What can go wrong with files that come in or go out, each told in one Indonesian sentence."""

from zidesk.domain.errors import KnownError


class CannotWriteError(KnownError):
    """The target cannot be written: folder missing, disk full, no permission, open in another program."""


class CannotReadError(KnownError):
    """The source cannot be read: missing, of another type, damaged, protected or unsafe."""
