"""The question before Ctrl+Z goes past ordinary edits of today: a plan's creation, an import, another day."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zidesk.domain.schedule.dates import format_date, local_time
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.history.outcome import UndoEntry

_LARGE = 20
"""Rows changed from which on a step made before the file was opened counts as large, as an import is."""


def may_undo(parent: QWidget, entry: "UndoEntry") -> bool:
    """Ask, where undoing ``entry`` would take more than is meant by Ctrl+Z; ``True`` without need to ask."""
    at = local_time(entry.at)
    reason = _reason(entry, at.date(), date.today())  # noqa: DTZ011 - the clerk's own calendar day is meant
    if not reason:
        return True
    return confirmed(
        parent,
        "Urungkan",
        f"Urungkan “{entry.name}” ({format_date(at.date())}, {at:%H.%M})?",
        f"{reason}\n\nCtrl+Y mengembalikannya selama belum ada perubahan baru.",
        do="Urungkan",
        grave=entry.makes_plan,
    )


def _reason(entry: "UndoEntry", day: date, today: date) -> str:
    if entry.makes_plan:
        return "Langkah ini membuat rencana; bila diurungkan, rencana itu hilang dari berkas beserta isinya."
    if entry.is_import:
        return "Semua yang diambil oleh impor itu kembali seperti sebelumnya."
    if day != today:
        return "Perubahan itu dibuat pada hari lain."
    if not entry.this_session and entry.changes >= _LARGE:
        return "Perubahan itu besar dan dibuat sebelum berkas ini dibuka."
    return ""
