#!/usr/bin/env python3
"""Turn a copy of this repository into a program whose file format is one newer, to try an upgrade with.

    next_format.py COPY VERSION

The step after the present ones adds a table that the user does not see, and fills it from what is there.
"""

import argparse
import importlib
import re
import sys
from pathlib import Path

STEP = '''"""A step of a format that only a smoke test knows."""

STATEMENTS = (
    "CREATE TABLE motto (text TEXT NOT NULL) STRICT",
    "INSERT INTO motto SELECT 'Melayani dari ' || seat FROM unit",
)
'''


def replaced(text: str, pattern: str, by: str) -> str:
    """Return ``text`` with the one place that ``pattern`` matches replaced; SystemExit if it is not one."""
    changed, count = re.subn(pattern, by, text, flags=re.MULTILINE)
    if count != 1:
        raise SystemExit(f"{pattern} was found {count} times")
    return changed


def add_step(copy: Path) -> None:
    """Add the step to the migrations of ``copy``, and the fingerprint of the schema that it leads to."""
    migrations = copy / "zidesk" / "db" / "migrations"
    number = len(list(migrations.glob("step_*.py"))) + 1
    (migrations / f"step_{number}.py").write_text(STEP, encoding="utf-8")
    script = migrations / "__init__.py"
    text = script.read_text(encoding="utf-8")
    text = replaced(text, r"^(from zidesk\.db\.migrations import .*)$", rf"\1, step_{number}")
    text = replaced(text, r"^(STEPS: .*?),?\)$", rf"\1, step_{number}.STATEMENTS)")
    script.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(copy.resolve()))
    changed = importlib.import_module("zidesk.db.migrations")
    schema = changed.fingerprint(changed.expected_schema())
    text = replaced(text, r'^FINGERPRINT = ".*"$', f'FINGERPRINT = "{schema}"')
    script.write_text(text, encoding="utf-8")


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Make a program with the next file format.")
    parser.add_argument("copy", type=Path)
    parser.add_argument("version")
    arguments = parser.parse_args()
    add_step(arguments.copy)
    package = arguments.copy / "zidesk" / "__init__.py"
    text = package.read_text(encoding="utf-8")
    package.write_text(
        replaced(text, r"^__version__ = .*$", f'__version__ = "{arguments.version}"'), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
