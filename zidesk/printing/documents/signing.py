"""Who signs a document, in the original and in the certified copy."""

from zidesk.domain.document.blocks import Signature, Signatures
from zidesk.domain.plan.model import Unit
from zidesk.domain.decree.office import COMMISSION, or_blank, unit_name
from zidesk.printing.setting.options import Edition


def chair_signatures(unit: Unit, edition: Edition) -> Signatures:
    """Return the chair's signature, in a copy as "ttd." with the certification at the left of it.

    What the unit does not name is left as dots.
    """
    place = unit_name(unit)
    office = (f"KETUA {COMMISSION}", f"{place},")
    if edition is Edition.ORIGINAL:
        return Signatures(Signature(office, or_blank(unit.chair_name)))
    certifier = Signature(
        (
            "Salinan sesuai dengan aslinya",
            f"SEKRETARIAT {COMMISSION}",
            place,
            f"{or_blank(unit.certifier_title)},",
        ),
        or_blank(unit.certifier_name),
    )
    return Signatures(Signature(office, or_blank(unit.chair_name), mark="ttd."), left=certifier)
