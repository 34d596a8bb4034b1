"""How an office wants its documents: each setting declared once, for the dialog, the file and the printing.

A setting is kept as text by its name; what cannot be read, or says nothing, is as usual.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zidesk.domain.document.page_setup import (
    MARGIN_LIMITS,
    SPACING_LIMITS,
    TABLE_SIZE_LIMITS,
    TEXT_SIZE_LIMITS,
    PageSetup,
)
from zidesk.printing.setting.options import PrintOptions


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A number between two limits, in steps; ``unit`` stands behind it."""

    name: str
    label: str
    limits: tuple[float, float]
    step: float
    unit: str
    usual: float
    put: Callable[[PrintOptions, Any], PrintOptions]
    hint: str = ""

    def value_of(self, text: str) -> float:
        """Return the number that is kept as ``text``."""
        try:
            number = float(text)
        except ValueError:
            return self.usual
        return number if self.limits[0] <= number <= self.limits[1] else self.usual


@dataclass(frozen=True, slots=True)
class ChoiceSetting:
    """One of several answers: the word that is kept, and the label in the dialog."""

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    usual: str
    put: Callable[[PrintOptions, Any], PrintOptions]
    hint: str = ""

    def value_of(self, text: str) -> str:
        """Return the answer that is kept as ``text``."""
        return text if text in {word for word, _ in self.answers} else self.usual


Setting = NumberSetting | ChoiceSetting
_USUAL = PageSetup()


def _margin(side: str, label: str) -> NumberSetting:
    def put(options: PrintOptions, value: float) -> PrintOptions:
        return replace(options, margins=replace(options.margins, **{side: value}))

    usual: float = getattr(_USUAL.margins, side)
    return NumberSetting(f"margin_{side}", label, MARGIN_LIMITS, 1, "mm", usual, put)


SETTINGS: tuple[Setting, ...] = (
    _margin("top", "Tepi atas"),
    _margin("right", "Tepi kanan"),
    _margin("bottom", "Tepi bawah"),
    _margin("left", "Tepi kiri"),
    NumberSetting(
        "text_size",
        "Huruf naskah",
        TEXT_SIZE_LIMITS,
        0.5,
        "pt",
        _USUAL.text_size,
        lambda options, value: replace(options, text_size=value),
    ),
    NumberSetting(
        "table_size",
        "Huruf tabel",
        TABLE_SIZE_LIMITS,
        0.5,
        "pt",
        _USUAL.table_size,
        lambda options, value: replace(options, table_size=value),
    ),
    NumberSetting(
        "spacing",
        "Jarak baris naskah",
        SPACING_LIMITS,
        0.05,
        "spasi",
        _USUAL.spacing,
        lambda options, value: replace(options, spacing=value),
    ),
    ChoiceSetting(
        "mark",
        "Tanda pada salinan",
        (("ttd.", "ttd. (dengan titik)"), ("ttd", "ttd (tanpa titik)")),
        "ttd.",
        lambda options, value: replace(options, mark=value),
    ),
    ChoiceSetting(
        "catchword",
        "Kata penyambung",
        (("tidak", "Tidak dicetak"), ("ya", "Dicetak di kaki halaman")),
        "tidak",
        lambda options, value: replace(options, catchword=value == "ya"),
        hint="Kata pertama halaman berikutnya di kanan bawah; hanya pada PDF dan cetakan.",
    ),
)
"""Every setting, in the order of the dialog."""


def office_options(kept: Mapping[str, str]) -> PrintOptions:
    """Return the options that an office's kept settings ask for."""
    options = PrintOptions()
    for setting in SETTINGS:
        options = setting.put(options, setting.value_of(kept.get(setting.name, "")))
    return options
