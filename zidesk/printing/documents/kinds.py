"""The kinds of documents: menus, the print dialog and the command line offer what stands here.

A new kind is a file beside this one that composes it, and a line in ``KINDS``. Each is imported when it is
composed: the command line and the window read the kinds when they start.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from zidesk.domain.errors import NotFoundError
from zidesk.domain.names.office_file_names import office_file_name
from zidesk.domain.plan.model import PlanRecord
from zidesk.printing.documents.choices import EDITION, PAPER, STYLE, Choice
from zidesk.printing.setting.options import Edition, PrintOptions

if TYPE_CHECKING:
    from zidesk.domain.document.document import Document


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    ``name`` is its word on the command line, ``title`` what it is called in a sentence, with ``&`` before
    its letter in the menu; ``choices`` are those that apply to it; ``compose`` makes the document.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]
    compose: Callable[[PlanRecord, PrintOptions], "Document"]

    @property
    def plain_title(self) -> str:
        """The title without the mark of its letter."""
        return self.title.replace("&", "")

    def file_name(self, record: PlanRecord, as_of: date) -> str:
        """Return the name of its PDF: ``LAMPIRAN_RENAKSI-ZI_2026_KAB-BATANG-HARI_2026-04-30.pdf``."""
        return f"{self.name.upper()}_{office_file_name(record, as_of)}.pdf"


def _original(record: PlanRecord, options: PrintOptions) -> "Document":
    from zidesk.printing.documents.decree import compose_decree as compose

    return compose(record, replace(options, edition=Edition.ORIGINAL))


def _copy(record: PlanRecord, options: PrintOptions) -> "Document":
    from zidesk.printing.documents.decree import compose_decree as compose

    return compose(record, replace(options, edition=Edition.COPY))


def _annex(record: PlanRecord, options: PrintOptions) -> "Document":
    from zidesk.printing.documents.annex import compose_annex as compose

    return compose(record, options)


def _evidence_index(record: PlanRecord, options: PrintOptions) -> "Document":
    from zidesk.printing.documents.evidence_index import compose_evidence_index as compose

    return compose(record, options)


KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("lampiran", "&lampiran", (STYLE, PAPER, EDITION), _annex),
    DocumentKind("keputusan", "&keputusan", (STYLE, PAPER), _original),
    DocumentKind("salinan", "&salinan keputusan", (STYLE, PAPER), _copy),
    DocumentKind("bukti", "daftar &bukti", (PAPER,), _evidence_index),
)
"""Every kind, in the order of the menu; Ctrl+P prints the first."""


def kind_named(name: str) -> DocumentKind:
    """Return the kind that is called ``name`` on the command line."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFoundError(
        f"Naskah “{name}” tidak ada; pilihlah salah satu: {', '.join(kind.name for kind in KINDS)}."
    )
