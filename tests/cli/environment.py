"""The environment in which tests start zidesk as another process."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]


def checkout_environment() -> dict[str, str]:
    """Return an environment in which another process finds this checkout's zidesk."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
