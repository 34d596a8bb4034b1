"""What the window remembers between sessions: places, widths, choices and recent files, in one INI file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MAX_RECENT = 12
_RECENT = "files/recent"
_LAST = "files/last"
_PLANS = "files/plans"


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file that was open, and when it was opened last (local time)."""

    path: Path
    opened_at: datetime

    @property
    def exists(self) -> bool:
        """Whether the file is still where it was."""
        return self.path.is_file()


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "zidesk", "zidesk")


def load_bytes(key: str) -> QByteArray | None:
    """Return Qt's own state (geometry, header or splitter state) kept under ``key``, ``None`` if none."""
    value = _store().value(key)
    return value if isinstance(value, QByteArray) and not value.isEmpty() else None


def save_bytes(key: str, value: QByteArray) -> None:
    """Keep Qt's own state under ``key``."""
    _store().setValue(key, value)


def load_text(key: str, default: str = "") -> str:
    """Return the text kept under ``key``."""
    value = _store().value(key)
    return value if isinstance(value, str) else default


def save_text(key: str, value: str) -> None:
    """Keep a text under ``key``; an empty one forgets it."""
    if value:
        _store().setValue(key, value)
    else:
        _store().remove(key)


def load_flag(key: str, *, default: bool) -> bool:
    """Return the yes or no kept under ``key``."""
    return load_text(key, "1" if default else "0") == "1"


def save_flag(key: str, *, value: bool) -> None:
    """Keep a yes or no under ``key``."""
    save_text(key, "1" if value else "0")


def load_ints(key: str) -> tuple[int, ...]:
    """Return the whole numbers kept under ``key``, empty if none or unreadable."""
    try:
        values = json.loads(load_text(key, "[]"))
    except ValueError:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, int) for value in values):
        return ()
    return tuple(values)


def save_ints(key: str, values: Sequence[int]) -> None:
    """Keep whole numbers, for instance column widths in pixels, under ``key``."""
    save_text(key, json.dumps(list(values)))


def recent_files() -> tuple[RecentFile, ...]:
    """Return the files opened before, the last one first; also those that no longer exist."""
    try:
        entries = json.loads(load_text(_RECENT, "[]"))
        return tuple(
            RecentFile(Path(entry["path"]), datetime.fromisoformat(entry["opened_at"])) for entry in entries
        )
    except (ValueError, KeyError, TypeError):
        return ()


def remember_file(path: Path) -> None:
    """Put ``path`` first in the recent files and make it the file that the next start opens."""
    others = [entry for entry in recent_files() if entry.path != path]
    _save_recent([RecentFile(path, datetime.now().astimezone()), *others][:MAX_RECENT])
    save_text(_LAST, str(path))


def forget_file(path: Path) -> None:
    """Take ``path`` out of the recent files."""
    _save_recent([entry for entry in recent_files() if entry.path != path])
    if last_file() == path:
        forget_last_file()


def last_file() -> Path | None:
    """Return the file that was open when the program was last closed, ``None`` if it was closed before."""
    text = load_text(_LAST)
    return Path(text) if text else None


def forget_last_file() -> None:
    """Make the next start show the start page."""
    save_text(_LAST, "")


def last_plan(path: Path) -> str:
    """Return the id of the plan that was on screen when ``path`` was left, empty if none is known."""
    return _last_plans().get(str(path), "")


def remember_plan(path: Path, plan_id: str) -> None:
    """Keep which plan of ``path`` is on screen, for as many files as there are recent ones."""
    plans = _last_plans()
    plans.pop(str(path), None)
    kept = [*plans.items(), (str(path), plan_id)][-MAX_RECENT:]
    save_text(_PLANS, json.dumps(dict(kept), ensure_ascii=False))


def _last_plans() -> dict[str, str]:
    try:
        plans = json.loads(load_text(_PLANS, "{}"))
    except ValueError:
        return {}
    return {str(path): str(plan) for path, plan in plans.items()} if isinstance(plans, dict) else {}


def _save_recent(entries: Sequence[RecentFile]) -> None:
    rows = [{"path": str(entry.path), "opened_at": entry.opened_at.isoformat()} for entry in entries]
    save_text(_RECENT, json.dumps(rows, ensure_ascii=False))
