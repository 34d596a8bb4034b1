"""What the verbs print on standard output."""

import json
from collections.abc import Mapping
from typing import Any


def say(sentence: str) -> None:
    """Print one line for a person."""
    print(sentence)


def print_object(value: Mapping[str, Any]) -> None:
    """Print one JSON object for a program."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
