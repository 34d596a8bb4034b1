"""A copy of the project in which an action and its months say one thing more: ``lokasi``, where.

``EDITS`` are all the files that it takes; what it takes beyond them is a golden file of the format before.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHECKS = Path(__file__).parent
_FIELD = 'Field("lokasi", "Lokasi", limit=MAX_NAME{more}, width=25),'


def _at_the_end_of(source: str, start: str, end: str, line: str) -> str:
    """Return ``source`` with ``line`` before the first ``end`` after ``start``."""
    first = source.index(start)
    place = source.index(end, first)
    return f"{source[:place]}{line}{source[place:]}"


def _attributes(source: str) -> str:
    for name in ("class Action:", "class MonthCell:"):
        source = _at_the_end_of(source, name, "\n    @property", '    lokasi: str = ""\n')
    return source


def _fields(source: str) -> str:
    source = _at_the_end_of(source, "ACTION_FIELDS = (", "\n)", "\n    " + _FIELD.format(more=""))
    return _at_the_end_of(source, "DONE_FIELDS = (", "\n)", "\n    " + _FIELD.format(more=", fixed=False"))


def _field_of_actions(source: str) -> str:
    return _at_the_end_of(source, "ACTION_FIELDS = (", "\n)", "\n    " + _FIELD.format(more=""))


def _columns(source: str) -> str:
    for name in ("class ActionRow(", "class ActionMonthRow("):
        source = _at_the_end_of(source, name, "        STRICT,", '        at_most(NAME_LIMIT, "lokasi"),\n')
        source = _at_the_end_of(source, name, "\n\n\nclass ", '\n    lokasi: str = string("")')
    return source


_STEP = "ALTER TABLE {table} ADD COLUMN lokasi TEXT DEFAULT '' NOT NULL CHECK (length(lokasi) <= 300)"


def _step(source: str) -> str:
    tables = ", ".join(f'"{_STEP.format(table=table)}"' for table in ("action", "action_month"))
    return re.sub(r"(\nSTEPS: .*)\)\n", rf"\1, ({tables}))\n", source, count=1)


EDITS = {
    "zidesk/domain/plan/model.py": _attributes,
    "zidesk/domain/plan/fields.py": _fields,
    "zidesk/db/tables/plans.py": _columns,
    "zidesk/db/migrations/__init__.py": _step,
}
"""What a new field takes, by file; a step of a released format would have a file of its own."""
_FINGERPRINT = """
from zidesk.db.migrations import expected_schema, fingerprint
print(fingerprint(expected_schema()))
"""


def make_scratch(folder: Path, forgotten: Collection[str] = (), *, only_actions: bool = False) -> Path:
    """Return a copy of the project in ``folder`` with the new field, but for the ``forgotten`` files."""
    scratch = folder / "salinan"
    for name in ("zidesk", "tests"):
        shutil.copytree(ROOT / name, scratch / name, ignore=shutil.ignore_patterns("__pycache__"))
    (scratch / "resources").symlink_to(ROOT / "resources")
    shutil.copy(ROOT / "pyproject.toml", scratch)
    shutil.copy(CHECKS / "panel_checks.py", scratch / "tests" / "ui" / "plan")
    for name, edit in EDITS.items():
        if name in forgotten:
            continue
        path = scratch / name
        chosen = _field_of_actions if only_actions and edit is _fields else edit
        before = path.read_text(encoding="utf-8")
        after = chosen(before)
        assert after != before, name
        path.write_text(after, encoding="utf-8")
    steps = scratch / "zidesk" / "db" / "migrations" / "__init__.py"
    mark = run(scratch, "-c", _FINGERPRINT).stdout.strip()
    steps.write_text(
        re.sub(r'\nFINGERPRINT = ".*"', f'\nFINGERPRINT = "{mark}"', steps.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    return scratch


def run(scratch: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python on the copy."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=scratch, capture_output=True, text=True, check=False, timeout=600
    )


def run_tests(scratch: Path, *tests: str) -> "subprocess.CompletedProcess[str]":
    """Run tests of the copy."""
    return run(scratch, "-m", "pytest", "-q", "-p", "no:xdist", *tests)
