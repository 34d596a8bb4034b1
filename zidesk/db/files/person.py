"""Who works here: the operating system's name of the user and of the computer."""

import getpass
import platform
from functools import cache

from zidesk.db.reading.layout import NAME_LIMIT
from zidesk.domain.plan.validation import clean_text


@cache
def os_user() -> str:
    """Return the operating system's user name, "tidak dikenal" where it has none."""
    try:
        name = getpass.getuser()
    except (KeyError, ImportError, OSError):
        name = ""
    return clean_text(name).strip()[:NAME_LIMIT] or "tidak dikenal"


@cache
def host_name() -> str:
    """Return the computer's name, "tidak dikenal" where it has none."""
    return clean_text(platform.node()).strip()[:NAME_LIMIT] or "tidak dikenal"
