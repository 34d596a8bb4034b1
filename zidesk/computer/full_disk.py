"""A disk without room: what the system says then, of whichever folder."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: OSError) -> bool:
    """Whether there was no room left."""
    return error.errno in _FULL
