"""The "as of" date: what is planned up to it and not done is late."""

from datetime import date

from PySide6.QtCore import QObject, Signal


class JudgingDate(QObject):
    """Today, until another date is set; ``changed`` tells of another one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._set: date | None = None

    @property
    def value(self) -> date:
        """The date at which lateness is judged."""
        return self._set or date.today()  # noqa: DTZ011 - the clerk's own calendar day is what is meant

    @property
    def is_today(self) -> bool:
        """Whether no other date was set."""
        return self._set is None

    def set(self, value: date | None) -> None:
        """Judge at ``value``, or at today again with ``None``."""
        self._set = value
        self.changed.emit()
