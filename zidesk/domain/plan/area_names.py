"""The six areas of change by the names that offices give them: shortened, numbered, in another order."""

import re

from zidesk.domain.plan.model import AREA_NAMES
from zidesk.domain.plan.numbering import parse_roman

_TELLING = (
    ("perubahan",),
    ("tatalaksana", "laksana"),
    ("sdm", "sumber", "daya", "manusia", "aparatur"),
    ("akuntabilitas",),
    ("pengawasan",),
    ("pelayanan", "publik"),
)
"""Words of which each name has at least one, and no other area's name has any."""
_USUAL = frozenset(
    [
        "manajemen",
        "penataan",
        "tata",
        "sistem",
        "penguatan",
        "peningkatan",
        "kualitas",
        "program",
        "area",
        "pilar",
        "kinerja",
        "dan",
        "pada",
        "di",
        "kapasitas",
        "budaya",
        "bidang",
        "aspek",
    ]
)
_PREFIX = re.compile(
    r"\s*(?:(?:area(?:\s+perubahan)?|pilar|aspek|bidang|program)\b\s*(?:ke\s*-?\s*)?)?"
    r"(?:\(?(?P<numeral>[ivx]{1,4}|[1-9]|[a-h])\)?\s*(?:[.):–—-]+\s*|\s+|$))?",
    re.IGNORECASE,
)
_COMPONENTS = (
    ("tim kerja", "dokumen rencana", "rencana pembangunan", "pemantauan dan evaluasi", "pola pikir"),
    ("sop", "standar operasional", "prosedur operasional", "e-office", "spbe", "keterbukaan informasi"),
    (
        *("kebutuhan pegawai", "mutasi", "kompetensi", "kinerja individu", "disiplin"),
        "informasi kepegawaian",
    ),
    ("keterlibatan pimpinan", "pengelolaan akuntabilitas"),
    ("gratifikasi", "spip", "pengaduan masyarakat", "whistle", "benturan kepentingan"),
    ("standar pelayanan", "pelayanan prima", "penilaian kepuasan", "pengelolaan pengaduan"),
)
"""What offices call the components of each area, in part (PermenPANRB 90/2021)."""
_SHORTEST_CUT = 12
_AREA_WORD = re.compile(r"\s*(?:area|pilar)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def area_number(text: str) -> int | None:
    """Return which of the six areas (1-6) ``text`` names, ``None`` if it names none of them for certain."""
    match = _PREFIX.match(text)
    if match and not text[match.end() :].strip():
        return None
    words = [word.casefold() for word in _WORD.findall(without_area_number(text))]
    found = {number for number, telling in enumerate(_TELLING, 1) if any(word in telling for word in words)}
    known = all(word in _USUAL or any(word in telling for telling in _TELLING) for word in words)
    return found.pop() if known and len(found) == 1 else None


def without_area_number(text: str) -> str:
    """Return the name in "AREA 1 : MANAJEMEN PERUBAHAN" or "I. Manajemen Perubahan"."""
    match = _PREFIX.match(text)
    rest = text[match.end() :] if match else text
    return " ".join((rest if rest.strip() else text).split()).lstrip(":.–—- ")


def area_of_cut_name(text: str) -> int | None:
    """Return which area a name names that a sheet's tab had no room for, at the end of which letters lack."""
    cut = " ".join(without_area_number(text).casefold().split())
    found = [number for number, name in enumerate(AREA_NAMES, 1) if name.casefold().startswith(cut)]
    return found[0] if len(cut) >= _SHORTEST_CUT and len(found) == 1 else None


def area_of_component(text: str) -> int | None:
    """Return the area whose components are usually called so, ``None`` where that is not certain."""
    line = " ".join(text.casefold().split())
    found = {
        number
        for number, words in enumerate(_COMPONENTS, 1)
        if any(re.search(rf"\b{word}", line) for word in words)
    }
    return found.pop() if len(found) == 1 else None


def says_area(text: str) -> bool:
    """Whether ``text`` calls itself an area, whatever its name."""
    return _AREA_WORD.match(text) is not None


def numeral_value(text: str) -> int | None:
    """Return the number of an area that is written without a name: "I", "2."; ``None`` for others."""
    bare = text.strip().rstrip(".):").lstrip("(")
    value = int(bare) if bare.isdecimal() and len(bare) == 1 else parse_roman(bare)
    return value if value and value <= len(AREA_NAMES) else None


def full_name(text: str) -> str:
    """Return the area's name as the plan writes it: the text's own where that says no less."""
    number = area_number(text)
    name = without_area_number(text)
    if number is None:
        return name
    canonical = AREA_NAMES[number - 1]
    words = {word.casefold() for word in _WORD.findall(name)}
    return name if {word.casefold() for word in _WORD.findall(canonical)} <= words else canonical
