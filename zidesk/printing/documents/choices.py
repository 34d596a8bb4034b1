"""What can be chosen about a document: how the dialog shows it and how the command line spells it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from zidesk.domain.document.page_setup import Paper
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import PlanRecord, ScheduleStyle
from zidesk.printing.setting.options import Edition, PrintOptions


@dataclass(frozen=True, slots=True)
class Answer:
    """One of a choice's answers: the word on the command line, the label in the dialog, the value."""

    word: str
    label: str
    value: StrEnum


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen. ``field`` of ``PrintOptions`` takes the answer's value.

    ``word`` is the option on the command line without its dashes, ``usual`` what holds where nobody chose;
    ``remembered``: the dialog proposes what was chosen last.
    """

    word: str
    field: str
    label: str
    help: str
    answers: tuple[Answer, ...]
    usual: Callable[[PlanRecord], StrEnum]
    remembered: bool = False

    def value_of(self, word: str) -> StrEnum:
        """Return the value that ``word`` stands for; an unknown word raises ``KeyError``."""
        return {answer.word: answer.value for answer in self.answers}[word]


STYLE = Choice(
    "gaya",
    "style",
    "Gaya jadwal",
    "jadwal sebagai kisi dua belas bulan atau teks waktu; bawaannya menurut rencana",
    (
        Answer("kisi", "Kisi: dua belas kolom bulan", ScheduleStyle.GRID),
        Answer("waktu", "Waktu: bulan ditulis dengan kata", ScheduleStyle.TEXT),
    ),
    lambda record: record.plan.schedule_style,
)
PAPER = Choice(
    "kertas",
    "paper",
    "Kertas",
    "f4 (bawaan), f4-210, atau a4",
    (
        Answer("f4", "F4 / Folio (215,9 × 330,2 mm)", Paper.F4),
        Answer("f4-210", "F4 / Folio (210 × 330 mm)", Paper.F4_210),
        Answer("a4", "A4 (210 × 297 mm)", Paper.A4),
    ),
    lambda _record: Paper.F4,
    remembered=True,
)
EDITION = Choice(
    "edisi",
    "edition",
    "Naskah",
    "asli (bawaan), untuk ditandatangani, atau salinan, dengan ttd.",
    (
        Answer("asli", "Asli, untuk ditandatangani", Edition.ORIGINAL),
        Answer("salinan", "Salinan, dengan ttd.", Edition.COPY),
    ),
    lambda _record: Edition.ORIGINAL,
)
CHOICES = (STYLE, PAPER, EDITION)
"""Every choice, in the order in which dialog and command line show them."""


def chosen_options(
    offered: Iterable[Choice],
    words: Mapping[str, str | None],
    document: str,
    office: PrintOptions | None = None,
) -> PrintOptions:
    """Return the options that ``words`` (by the choices' own words) ask for, else those of the ``office``.

    Raises ``InvalidInputError`` where one was given that is not among those ``offered`` for ``document``.
    """
    fields: dict[str, StrEnum] = {}
    known = tuple(offered)
    for choice in CHOICES:
        word = words.get(choice.word)
        if word is None:
            continue
        if choice not in known:
            raise InvalidInputError(
                f"--{choice.word} tidak berlaku untuk naskah {document}; jalankan tanpa pilihan itu."
            )
        fields[choice.field] = choice.value_of(word)
    return replace(office or PrintOptions(), **fields)  # type: ignore[arg-type]  # a choice names its field
