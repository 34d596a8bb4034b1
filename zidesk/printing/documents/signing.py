"""Who signs a document, in the original and in the certified copy, and what stands at the foot of each."""

from zidesk.domain.decree.office import COMMISSION, or_blank, unit_name
from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.plan.model import PlanRecord, Unit
from zidesk.domain.schedule.dates import format_date
from zidesk.printing.setting.options import Edition, PrintOptions

_CHAIR = "Ketua"


def chair_signatures(record: PlanRecord, options: PrintOptions, *, dated: bool = False) -> Signatures:
    """Return the chair's signature, in a copy as ``options.mark`` with the certification at the left of it.

    ``dated`` puts place and date above it. Who signs is what the decree says, else the unit; what neither
    names is left as dots.
    """
    unit, decree = record.unit, record.plan.decree
    place = unit_name(unit)
    capacity = (" ".join(decree.signer_capacity.split()) or _CHAIR).upper()
    signature = Signature(
        (f"{capacity} {COMMISSION}", f"{place},"),
        or_blank(decree.signer_name or unit.chair_name),
        mark=options.mark if options.edition is Edition.COPY else "",
        dated=_dated(record) if dated else (),
    )
    if options.edition is Edition.ORIGINAL:
        return Signatures(signature)
    title = or_blank(f"{decree.certifier_capacity} {decree.certifier_title or unit.certifier_title}")
    certifier = Signature(
        ("Salinan sesuai dengan aslinya", f"SEKRETARIAT {COMMISSION}", place, f"{title},"),
        or_blank(decree.certifier_name or unit.certifier_name),
    )
    return Signatures(signature, left=certifier)


def footer_of(unit: Unit, edition: Edition) -> str:
    """Return what stands at the foot of every page: in a copy, where the decree is published (JDIH)."""
    return " ".join(unit.jdih.split()) if edition is Edition.COPY else ""


def _dated(record: PlanRecord) -> tuple[str, str]:
    day = record.plan.decree_date
    return (
        f"Ditetapkan di {or_blank(record.plan.decree.place or record.unit.seat)}",
        f"pada tanggal {format_date(day) if day else or_blank('')}",
    )
