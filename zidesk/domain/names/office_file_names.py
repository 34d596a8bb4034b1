"""How the files that an office passes on are called."""

import re
from datetime import date

from zidesk.domain.plan.model import Level, PlanRecord

_SHORT_LEVELS = {Level.PROVINSI: "PROV", Level.KABUPATEN: "KAB", Level.KOTA: "KOTA"}
_NOT_IN_NAMES = re.compile(r"[^0-9A-Z]+")


def office_file_name(record: PlanRecord, as_of: date) -> str:
    """Return the name offices expect, without its ending: ``RENAKSI-ZI_2026_KAB-BATANG-HARI_2026-04-30``."""
    words = _NOT_IN_NAMES.sub(" ", record.unit.name.upper()).split()
    if words[:1] == [record.unit.level.upper()]:
        del words[0]
    office = "-".join([_SHORT_LEVELS[record.unit.level], *words])[:100]
    return f"RENAKSI-ZI_{record.plan.year}_{office}_{as_of.isoformat()}"
