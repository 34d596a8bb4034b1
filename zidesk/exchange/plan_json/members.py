"""Members of the objects in a plan's JSON: what is left out where it says nothing, and what an id may be."""

import re
from typing import Any

ROW_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
"""An id as other programs may have made it."""


def further(**values: Any) -> dict[str, Any]:
    """Return those members that say something."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, False)}
