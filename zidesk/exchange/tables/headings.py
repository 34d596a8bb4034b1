"""What the heading of a column says: which role the column has, or which months it stands for."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from zidesk.domain.plan.model import MONTHS
from zidesk.domain.plan.numbering import parse_roman
from zidesk.domain.schedule.dates import month_number


class Role(Enum):
    """What stands in a column."""

    NUMBER = "nomor"
    AREA = "area"
    COMPONENT = "komponen"
    INDICATOR = "indikator"
    ACTION = "langkah aksi"
    EVIDENCE = "bukti"
    SCHEDULE = "jadwal"
    TARGET = "target"
    PERSON = "penanggung jawab"
    PERIOD = "bulan"
    DONE = "realisasi"
    EXTRA = "lainnya"


MAIN = frozenset(
    {
        Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION, Role.EVIDENCE, Role.SCHEDULE, Role.TARGET,
        Role.PERSON,
    }
)  # fmt: skip
"""Roles that tell a plan's table."""

_LONGEST, _MOST_WORDS = 70, 8
_SURE, _WEAK, _FAINT = 3, 2, 1
_EXACT = {
    "pelaksanaan": Role.SCHEDULE, "no": Role.NUMBER, "nomor": Role.NUMBER, "no urut": Role.NUMBER,
    "nomor urut": Role.NUMBER, "kode": Role.NUMBER, "nmr": Role.NUMBER, "realisasi": Role.DONE,
    "rencana": Role.EXTRA,
}  # fmt: skip
_RULES: tuple[tuple[str, Role, int], ...] = (
    (r"(?:link|tautan|url|drive).*(?:bukti|eviden|dukung|dokumen)", Role.EVIDENCE, _FAINT),
    (r"link|tautan|url|drive|google", Role.EXTRA, _SURE),
    (
        (
            r"anggaran|biaya|dana|pagu|keterangan|ket|catatan|kendala|permasalahan|hambatan|tindak lanjut|"
            r"pemeriksa|reviu|review|reviewer|verifikasi|verifikator|tpi|nilai|bobot|penjelasan|jawaban|"
            r"rekomendasi|risiko|temuan|solusi|prioritas|volume|satuan|skor|rp|evaluator|tanggapan"
        ),
        Role.EXTRA,
        _SURE,
    ),
    (
        (
            r"realisasi|progres|progress|status|terlaksana|selesai|ceklis|checklist|persentase|terealisasi|"
            r"ketercapaian"
        ),
        Role.DONE,
        _SURE,
    ),
    (
        (
            r"waktu|jadwal|schedule|timeline|time line|periode|frekuensi|bulan|deadline|tenggat|tanggal|"
            r"kapan|triwulan|semester|jadual"
        ),
        Role.SCHEDULE,
        _SURE,
    ),
    (
        r"(?:rencana|target|masa) pelaksanaan|pelaksanaan (?:kegiatan|rencana aksi|tahun.*)",
        Role.SCHEDULE,
        _SURE,
    ),
    (r"target", Role.TARGET, _SURE),
    (r"capaian", Role.DONE, _SURE),
    (r"bukti|eviden|evidence|evidences|evident|data dukung|data pendukung|dukung", Role.EVIDENCE, _SURE),
    (
        (
            r"pic|pj|pjk|penanggung ?jawab|penanggungjawab|pelaksana|koordinator|tim kerja|unit kerja|"
            r"pengampu|petugas|subbag|subbagian|divisi"
        ),
        Role.PERSON,
        _SURE,
    ),
    (r"indikator|pertanyaan|kriteria|unsur|parameter|ukuran", Role.INDICATOR, _SURE),
    (r"komponen|sub ?komponen|sub ?pilar|sub ?area|subarea|subpilar", Role.COMPONENT, _SURE),
    (r"sasaran|kegiatan utama|aspek|program", Role.COMPONENT, _WEAK),
    (r"area|pilar", Role.AREA, _SURE),
    (r"langkah|aksi", Role.ACTION, _SURE),
    (r"kegiatan|aktivitas|tindakan|upaya|tahapan|rencana kerja", Role.ACTION, _WEAK),
    (r"uraian", Role.ACTION, _FAINT),
    (r"output|dokumen|keluaran|hasil|berkas|luaran", Role.EVIDENCE, _WEAK),
)
_COMPILED = tuple((re.compile(rf"\b(?:{words})\b"), role, weight) for words, role, weight in _RULES)
_BRACKETS = re.compile(r"\([^)]*\)")
_WORDS = re.compile(r"[^\W\d_]+|\d+|%")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The role that a heading gives its column, and how strongly, 1-3."""

    role: Role
    weight: int


def meaning_of(text: str) -> Meaning | None:
    """Return what a heading says; ``None`` for what is no heading that offices use."""
    if not text or len(text) > _LONGEST:
        return None
    words = _WORDS.findall(_BRACKETS.sub(" ", text.casefold())) or _WORDS.findall(text.casefold())
    words = [word for word in words if not _YEAR.fullmatch(word)]
    if not words or len(words) > _MOST_WORDS or any(word.isdecimal() for word in words):
        return None
    if any(len(word) == 1 and word != "%" for word in words):
        return None
    line = " ".join(words)
    if line in _EXACT:
        return Meaning(_EXACT[line], _SURE)
    if line == "%":
        return Meaning(Role.DONE, _WEAK)
    for pattern, role, weight in _COMPILED:
        if pattern.search(line):
            return Meaning(role, weight)
    return None


class PeriodKind(Enum):
    """How long a column's period is."""

    MONTH = "bulan"
    QUARTER = "triwulan"
    SEMESTER = "semester"
    WEEK = "minggu"
    ORDINAL = "urutan"
    """A number that only its neighbours explain."""
    INITIAL = "huruf"


@dataclass(frozen=True, slots=True)
class Period:
    """The months that a heading stands for, or its number; ``year`` is 0 where it names none."""

    kind: PeriodKind
    number: int
    year: int = 0

    @property
    def months(self) -> frozenset[int]:
        """The months of a month, quarter or semester."""
        length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6}.get(self.kind, 0)
        first = (self.number - 1) * length + 1
        return frozenset(range(first, first + length))


_NUMERAL = r"(?P<number>\d{1,2}|[ivx]{1,4})"
_AT_YEAR = r"(?:[\s\-/.,']*(?:tahun\s*|th\.?\s*)?(?P<year>20\d\d|\d\d))?"
_LONG_YEAR = r"(?:[\s\-/.,']*(?:tahun\s*)?(?P<year>20\d\d))?"
_BESIDE = r"(?:\s*\(.*\))?\s*\**"
_MONTH_WORD = re.compile(rf"(?:bulan|bln)?\s*(?P<word>[a-z]+)\.?{_AT_YEAR}{_BESIDE}")
_MONTH_NUMBER = re.compile(rf"(?:bulan|bln|b)[\s.-]*(?:ke[\s-]*)?(?P<number>\d{{1,2}}){_LONG_YEAR}{_BESIDE}")
_YEAR_MONTH = re.compile(r"(?P<year>20\d\d)[-/](?P<number>\d{1,2})")
_MONTH_YEAR = re.compile(r"(?P<number>\d{1,2})[-/](?P<year>20\d\d)")
_QUARTER = re.compile(
    rf"(?:tw|triwulan|tri wulan|tribulan|trw|kuartal|q)[\s.-]*(?:ke[\s-]*)?{_NUMERAL}{_LONG_YEAR}{_BESIDE}"
)
_SEMESTER = re.compile(rf"(?:semester|smt|sem)[\s.-]*(?:ke[\s-]*)?{_NUMERAL}{_LONG_YEAR}{_BESIDE}")
_WEEK = re.compile(rf"(?:m|mg|mgg|minggu|w|week|pekan)[\s.-]*(?:ke[\s-]*)?{_NUMERAL}{_BESIDE}")
_ORDINAL = re.compile(rf"\(?{_NUMERAL}\)?\.?\**")
_SHORT_YEAR = 100


def period_of(value: object, text: str) -> Period | None:
    """Return the period that a heading names, by the cell's value and text."""
    if isinstance(value, date):
        return Period(PeriodKind.MONTH, value.month, value.year)
    line = " ".join(text.casefold().split())
    if not line or len(line) > _LONGEST:
        return None
    if (match := _MONTH_WORD.fullmatch(line)) and (month := month_number(match["word"])):
        return Period(PeriodKind.MONTH, month, _year(match["year"]))
    for pattern in (_YEAR_MONTH, _MONTH_YEAR, _MONTH_NUMBER):
        if match := pattern.fullmatch(line):
            month = int(match["number"])
            return Period(PeriodKind.MONTH, month, _year(match["year"])) if month in MONTHS else None
    for pattern, kind, most in (
        (_QUARTER, PeriodKind.QUARTER, 4),
        (_SEMESTER, PeriodKind.SEMESTER, 2),
        (_WEEK, PeriodKind.WEEK, 5),
        (_ORDINAL, PeriodKind.ORDINAL, 53),
    ):
        if match := pattern.fullmatch(line):
            number = _number(match["number"])
            year = _year(match["year"]) if "year" in match.groupdict() else 0
            if number and number <= most:
                return Period(kind, number, year)
    if len(line) == 1 and line in "jfmasond":
        return Period(PeriodKind.INITIAL, 0)
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_roman(text)


def _year(text: str | None) -> int:
    if not text:
        return 0
    year = int(text)
    return year + 2000 if year < _SHORT_YEAR else year
