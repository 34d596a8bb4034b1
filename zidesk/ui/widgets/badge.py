"""A word in a frame that says the state of what it stands beside."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Badge(QLabel):
    """A short word that says the state; ``firm`` fills its frame, for a state that is final."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, word: str, *, firm: bool) -> None:
        """Show a state."""
        self.setText(word)
        if self.property("firm") != firm:
            self.setProperty("firm", firm)
            # A style sheet looks at properties only when it is applied.
            self.style().unpolish(self)
            self.style().polish(self)
