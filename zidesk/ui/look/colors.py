"""What each colour of the window means, in a light and a dark scheme.

Every text colour here is legible (contrast 4.5 or more) on every background it may stand on. A state is never
told by colour alone: marks and words say it too.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colors:
    """The semantic colours of one scheme."""

    dark: bool
    window: QColor
    base: QColor
    """Behind text that can be edited and behind table rows."""
    raised: QColor
    """Buttons, header cells and panels."""
    input_frame: QColor
    """Around fields and boxes that can be filled in."""
    text: QColor
    muted: QColor
    disabled: QColor
    accent: QColor
    on_accent: QColor
    """Text on ``accent_fill``."""
    accent_fill: QColor
    link: QColor
    late: QColor
    done: QColor
    done_unproven: QColor
    planned: QColor
    bar: QColor
    """Span and progress bars."""
    bar_track: QColor
    grid_line: QColor
    area_row: QColor
    component_row: QColor
    zebra: QColor
    selection: QColor
    """Behind selected rows and cells; text keeps its own colour on it."""
    current_month: QColor
    info: QColor
    info_text: QColor
    warning: QColor
    warning_text: QColor
    error: QColor
    error_text: QColor


LIGHT = Colors(
    dark=False,
    window=QColor("#f5f3f0"),
    base=QColor("#ffffff"),
    raised=QColor("#fbfaf8"),
    input_frame=QColor("#8a827c"),
    text=QColor("#211c1a"),
    muted=QColor("#635b56"),
    disabled=QColor("#a49c97"),
    accent=QColor("#7b1e2e"),
    on_accent=QColor("#ffffff"),
    accent_fill=QColor("#7b1e2e"),
    link=QColor("#7b1e2e"),
    late=QColor("#b3200f"),
    done=QColor("#14663a"),
    done_unproven=QColor("#805000"),
    planned=QColor("#2f5482"),
    bar=QColor("#a8606b"),
    bar_track=QColor("#e4dfda"),
    grid_line=QColor("#ddd7d1"),
    area_row=QColor("#efe6dc"),
    component_row=QColor("#f6f1ea"),
    zebra=QColor("#faf8f5"),
    selection=QColor("#f2dfe1"),
    current_month=QColor("#fbf1d6"),
    info=QColor("#e3ebf5"),
    info_text=QColor("#1d3f68"),
    warning=QColor("#fbedc8"),
    warning_text=QColor("#5c3b00"),
    error=QColor("#f9dedb"),
    error_text=QColor("#7d1408"),
)

DARK = Colors(
    dark=True,
    window=QColor("#262321"),
    base=QColor("#1c1a18"),
    raised=QColor("#332f2c"),
    input_frame=QColor("#877e78"),
    text=QColor("#ede8e4"),
    muted=QColor("#b5aca6"),
    disabled=QColor("#7d7570"),
    accent=QColor("#eba3ac"),
    on_accent=QColor("#ffffff"),
    accent_fill=QColor("#8f3445"),
    link=QColor("#eba3ac"),
    late=QColor("#ff9d8f"),
    done=QColor("#7fd6a0"),
    done_unproven=QColor("#e8bd5c"),
    planned=QColor("#9dbfea"),
    bar=QColor("#b8707c"),
    bar_track=QColor("#433e3a"),
    grid_line=QColor("#3d3834"),
    area_row=QColor("#3a332c"),
    component_row=QColor("#2c2824"),
    zebra=QColor("#211f1d"),
    selection=QColor("#4a2b31"),
    current_month=QColor("#3b331f"),
    info=QColor("#22354c"),
    info_text=QColor("#c5dbf5"),
    warning=QColor("#463710"),
    warning_text=QColor("#f6dc9b"),
    error=QColor("#52231d"),
    error_text=QColor("#ffc7bf"),
)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, from 1 (the same) to 21."""

    def luminance(color: QColor) -> float:
        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        return (
            0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
        )

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
