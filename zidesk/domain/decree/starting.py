"""A text to start a blank decree from: the usual wording, with the office's own names filled in."""

from dataclasses import replace

from zidesk.domain.decree.model import ClausePart, ClauseText, Decree, NarrativeSection
from zidesk.domain.decree.references import clause_references
from zidesk.domain.plan.model import PlanRecord, new_id
from zidesk.domain.plan.units import written_out


def _gazette(year: int, number: int, supplement: int = 0) -> str:
    more = f", Tambahan Lembaran Negara Republik Indonesia Nomor {supplement}" if supplement else ""
    return f"(Lembaran Negara Republik Indonesia Tahun {year} Nomor {number}{more})"


def _report(year: int, number: int) -> str:
    return f"(Berita Negara Republik Indonesia Tahun {year} Nomor {number})"


_MINISTRY = "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
_ZONE_RULE = (
    f"{_MINISTRY} Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona Integritas Menuju Wilayah Bebas "
    "dari Korupsi dan Wilayah Birokrasi Bersih dan Melayani di Instansi Pemerintah"
)
_ZONE_RULE_NOW = f"{_MINISTRY} Nomor 5 Tahun 2024"
_ELECTION_LAW = "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum"
_ELECTION_LAW_NOW = (
    "Undang-Undang Nomor 7 Tahun 2023 tentang Penetapan Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 "
    f"Tahun 2022 tentang Perubahan atas {_ELECTION_LAW} menjadi Undang-Undang"
)
_AMENDED = "sebagaimana telah diubah dengan"

RECALLING = tuple(
    f"{cited};"
    for cited in (
        f"Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik {_gazette(2008, 61, 4846)}",
        f"Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik {_gazette(2009, 112, 5038)}",
        f"{_ELECTION_LAW} {_gazette(2017, 182, 6109)} {_AMENDED} {_ELECTION_LAW_NOW} "
        + _gazette(2023, 54, 6863),
        f"Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara {_gazette(2023, 141, 6897)}",
        "Peraturan Pemerintah Nomor 60 Tahun 2008 tentang Sistem Pengendalian Intern Pemerintah "
        + _gazette(2008, 127, 4890),
        "Peraturan Presiden Nomor 54 Tahun 2018 tentang Strategi Nasional Pencegahan Korupsi "
        + _gazette(2018, 108),
        f"{_ZONE_RULE} {_report(2021, 1571)} {_AMENDED} {_ZONE_RULE_NOW} tentang Perubahan atas {_ZONE_RULE} "
        + _report(2024, 444),
    )
)
"""Laws and regulations that such a decree rests on, by their rank and year."""

SECTION_TITLES = (
    "Pendahuluan",
    "Dasar Hukum",
    "Proses Pembangunan Zona Integritas",
    "Pengertian Umum",
    "Maksud dan Tujuan",
)


def starting_decree(record: PlanRecord) -> Decree:
    """Return ``record``'s decree with a text for each part that is still empty; what it says stays."""
    decree = record.plan.decree
    filled = replace(
        decree,
        considering=decree.considering or _clauses(*_considering(record)),
        recalling=decree.recalling or _clauses(*RECALLING),
        deciding=decree.deciding or _clauses(*_deciding(record)),
        sections=decree.sections or tuple(NarrativeSection(title, id=new_id()) for title in SECTION_TITLES),
    )
    if decree.considering:
        return filled
    reference = clause_references(filled, ClausePart.CONSIDERING)
    closing = (
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {reference}, perlu menetapkan Keputusan "
        f"{_office(record)} tentang {_title(record)};"
    )
    return replace(filled, considering=(*filled.considering, *_clauses(closing)))


def _considering(record: PlanRecord) -> tuple[str, ...]:
    purpose = (
        "bahwa untuk mewujudkan birokrasi yang bersih, akuntabel, dan melayani, perlu dilakukan pembangunan "
        f"Zona Integritas di lingkungan {_office(record)};"
    )
    ground = (
        f"bahwa agar pembangunan Zona Integritas sebagaimana diatur dalam {_ZONE_RULE} {_AMENDED} "
        f"{_ZONE_RULE_NOW} berjalan terarah dan terukur, perlu disusun rencana aksi tahun {record.plan.year};"
    )
    return purpose, ground


def _deciding(record: PlanRecord) -> tuple[str, ...]:
    plan = (
        f"Menetapkan {_title(record)} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak "
        "terpisahkan dari Keputusan ini."
    )
    return plan, "Keputusan ini mulai berlaku pada tanggal ditetapkan."


def _office(record: PlanRecord) -> str:
    return f"Komisi Pemilihan Umum {written_out(record.unit.name)}"


def _title(record: PlanRecord) -> str:
    own = " ".join(record.plan.title.split())
    if own:
        return own
    return (
        "Rencana Aksi Pembangunan Zona Integritas Menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi "
        f"Bersih dan Melayani di Lingkungan {_office(record)} Tahun {record.plan.year}"
    )


def _clauses(*texts: str) -> tuple[ClauseText, ...]:
    return tuple(ClauseText(text, id=new_id()) for text in texts)
