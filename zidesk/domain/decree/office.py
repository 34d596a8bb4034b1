"""How a formal document names the office, its decree and its plan."""

from zidesk.domain.plan.model import Level, Plan, PlanRecord, Unit

BLANK = "…………………"
"""What stands where the office has yet to fill something in by hand."""

COMMISSION = "KOMISI PEMILIHAN UMUM"
_ABBREVIATIONS = {Level.KABUPATEN: "KAB.", Level.PROVINSI: "PROV."}


def or_blank(text: str) -> str:
    """Return ``text`` on one line, or dots for the office to fill in."""
    return " ".join(text.split()) or BLANK


def unit_name(unit: Unit) -> str:
    """Return the office's place in capitals with its level in front: "KABUPATEN BATANG HARI"."""
    level = unit.level.value.upper()
    name = " ".join(unit.name.upper().split()).removeprefix("KPU ")
    name = name.removeprefix(_ABBREVIATIONS.get(unit.level, "")).strip()
    if not name:
        return f"{level} {BLANK}"
    return name if name.startswith(f"{level} ") else f"{level} {name}"


def author_name(unit: Unit) -> str:
    """Return who issues the document, as its metadata name it."""
    return f"KPU {unit_name(unit).title()}"


def decree_line(plan: Plan) -> str:
    """Return "NOMOR 10 TAHUN 2026", with dots for a number not yet given."""
    year = plan.decree_date.year if plan.decree_date else plan.year
    return f"NOMOR {or_blank(plan.decree_number)} TAHUN {year}"


def stipulating_text(record: PlanRecord) -> str:
    """Return what stands behind *Menetapkan* where the decree words it as usual."""
    return f"KEPUTUSAN {COMMISSION} {unit_name(record.unit)} TENTANG {plan_title(record)}."


def plan_title(record: PlanRecord) -> str:
    """Return the plan's title in capitals: its own, or else the offices' usual wording."""
    own = " ".join(record.plan.title.split())
    if own:
        return own.upper()
    return usual_title(f"{COMMISSION} {unit_name(record.unit)}", record.plan.year).upper()


def usual_title(office: str, year: int) -> str:
    """Return how offices usually title their plan of a year."""
    return (
        "Rencana Aksi Pembangunan Zona Integritas Menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi "
        f"Bersih dan Melayani di Lingkungan {office} Tahun {year}"
    )
