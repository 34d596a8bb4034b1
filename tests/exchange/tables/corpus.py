"""The shapes of tables that are tried, and the plans that they are made from."""

from dataclasses import replace

from tests.exchange.tables.office_tables import Shape, Step, steps_of
from zidesk.domain.plan.model import AREA_NAMES
from zidesk.exchange.examples import read_example

WORDS = {"when": "Target Waktu", "evidence": "Bukti Fisik"}
_PLAIN = ("no", "component", "indicator", "action", "evidence", "when")
_WITH_PERSON = ("no", "component", "indicator", "action", "evidence", "person", "when", "target")
_WITH_AREA = ("no", "area", "component", "indicator", "action", "evidence", "when", "target")


def _titles(*texts: str) -> dict[str, str]:
    return dict(zip(("component", "indicator", "action", "evidence"), texts, strict=True))


SHAPES = (
    Shape("resmi", numbering=True),
    Shape("resmi, judul digabung", head="two-merged", numbering=True),
    Shape("satu baris judul", head="one"),
    Shape("judul huruf besar", titles={"component": "KOMPONEN", "when": "PELAKSANAAN"}),
    Shape("tanpa judul di atas", above=()),
    Shape("mulai di kolom C", lead_columns=2, lead_rows=4),
    Shape("nama bulan", head="one", month_titles="name"),
    Shape("bulan pendek", month_titles="SHORT"),
    Shape("ejaan lama", month_titles="odd"),
    Shape("bulan tanggal", head="one", month_titles="date"),
    Shape("bulan bertahun", month_titles="year"),
    Shape("bulan berkode", month_titles="code", head="one"),
    Shape("bulan romawi", month_titles="roman"),
    Shape("bulan huruf", month_titles="initial"),
    Shape("bulan berbintang", month_titles="star", head="one"),
    Shape("bulan ke-", month_titles="bulan"),
    Shape("tanda v", mark="v"),
    Shape("tanda X", mark="X"),
    Shape("tanda bulat", mark="●"),
    Shape("tanda bintang", mark="*"),
    Shape("tanda 1", mark=1),
    Shape("tanda T", mark="T"),
    Shape("kata Selesai", mark="Selesai"),
    Shape("persen per bulan", mark="50%"),
    Shape("angka per bulan", mark=0.25),
    Shape("warna saja", mark="fill"),
    Shape("warna saja, Word", mark="fill", form="docx"),
    Shape("balok bulan", when="bars"),
    Shape("minggu bernomor", when="weeks"),
    Shape("minggu M1", when="weeks", month_titles="M", head="two-merged"),
    Shape("triwulan", when="quarters", head="one"),
    Shape("triwulan di bawah judul", when="quarters"),
    Shape("semester", when="semesters"),
    Shape("waktu kata", when="words", titles=WORDS, columns=_PLAIN),
    Shape("waktu pendek", when="short words", titles={"when": "Waktu Pelaksanaan"}),
    Shape("waktu bertahun", when="words+year", titles={"when": "Jadwal"}),
    Shape("target dan waktu", when="words+target", titles={"when": "Target dan Waktu"}, columns=_PLAIN),
    Shape("target berisi waktu", when="words", titles={"when": "Target"}, columns=_PLAIN),
    Shape("kode B03", when="codes", titles={"when": "Periode"}),
    Shape("angka bulan", when="numbers", titles={"when": "Bulan"}),
    Shape("tanggal", when="dates", titles={"when": "Tanggal Pelaksanaan"}),
    Shape("tahun-bulan", when="iso", titles={"when": "Waktu"}),
    Shape("satu baris per bulan", when="rows", titles={"when": "Bulan"}, parents="repeated"),
    Shape("kolom area", columns=_WITH_AREA, areas="column"),
    Shape("kolom area diulang", columns=_WITH_AREA, areas="column", parents="repeated"),
    Shape("area AREA 1", areas="numbered"),
    Shape("area digabung", areas="merged"),
    Shape("area berhuruf", areas="lettered"),
    Shape("area pendek", areas="short"),
    Shape("lembar per area", areas="sheets"),
    Shape("induk digabung", parents="merged"),
    Shape("induk diulang", parents="repeated"),
    Shape("komponen bernomor", component_number=True),
    Shape("urutan lain", columns=("no", "component", "indicator", "when", "target", "evidence", "action")),
    Shape("dengan PIC", columns=_WITH_PERSON),
    Shape("kolom lain", extra=(("Anggaran", 15_000_000), ("Ket", "catatan {n}"), ("% Realisasi", "0%"))),
    Shape("tautan dan status", extra=(("Link", "https://contoh.id/{n}"), ("Status", "Dalam Proses"))),
    Shape("judul lain", titles=_titles("Sub Pilar", "Pertanyaan", "Rencana Aksi", "Data Dukung")),
    Shape("judul lain lagi", titles=_titles("Sasaran", "Indikator Keberhasilan", "Kegiatan", "Output")),
    Shape("judul tak baku", titles=_titles("Komponen", "Indikator", "Uraian Kegiatan", "Dokumen Bukti")),
    Shape("target angka", target_text=""),
    Shape("target dokumen", target_text="{} dokumen"),
    Shape("judul berulang", page=6),
    Shape("judul dan nomor berulang", page=5, page_numbering=True, numbering=True),
    Shape("baris berulang", page=6, repeat_rows=True),
    Shape("baris terpotong", split_every=4),
    Shape("baris terpotong di halaman", split_every=5, page=5),
    Shape("jumlah dan tanda tangan", total=True, signature=True),
    Shape("baris tersembunyi", hide_every=4),
    Shape("Word", form="docx"),
    Shape("Word, waktu kata", form="docx", when="words", titles=WORDS, columns=_PLAIN, parents="merged"),
    Shape("Word, lembar per area", form="docx", areas="sheets"),
    Shape("CSV titik koma", form="csv", quoting=";"),
    Shape("CSV koma", form="csv", quoting=",", when="words", titles=WORDS),
    Shape("CSV tab", form="csv", quoting="\t"),
    Shape("CSV Windows", form="csv", quoting=";w", mark="v"),
    Shape("ditempel", form="pasted"),
    Shape("ditempel, waktu kata", form="pasted", when="words", titles=WORDS, columns=_PLAIN),
    Shape("ditempel dari web", form="html", parents="merged"),
)  # fmt: skip

RESAVED = tuple(
    replace(shape, name=f"{shape.name}, LibreOffice", form="resaved")
    for shape in SHAPES
    if shape.name
    in ("resmi, judul digabung", "warna saja", "bulan tanggal", "induk digabung", "baris tersembunyi")
)


def invented_steps() -> list[Step]:
    """A plan of no office: short texts, several steps of an indicator, steps without months or target."""
    steps = []
    for area, name in enumerate(AREA_NAMES, 1):
        for component in range(1, 3):
            for number in range(1, 4):
                months = tuple(sorted({(area * 5 + component * number) % 12 + 1, (number * 4) % 12 + 1}))
                steps.append(
                    Step(
                        name,
                        f"Komponen {'ABCDEF'[area - 1]}{component}",
                        f"Indikator ke-{min(number, 2)} bagian {component}",
                        f"Menyelenggarakan kegiatan nomor {area}{component}{number}",
                        f"Undangan, daftar hadir, notulen {number}",
                        () if number == 3 and component == 2 else months,
                        None if number == 2 and component == 1 else 100,
                        "Subbagian Umum" if number == 1 else "Sekretaris",
                    )
                )
    return steps


def example_steps(name: str, limit: int = 40) -> list[Step]:
    """The first rows of a real plan, each with a person in charge, so that a column of them can be tried."""
    steps = steps_of(read_example(name).plan)
    return [replace(step, person="Kepala Subbagian") for step in steps][:limit]


PLANS = {
    "batanghari": lambda: example_steps("batanghari-2026"),
    "jambi": lambda: example_steps("jambi-2026"),
    "karangan": invented_steps,
}
