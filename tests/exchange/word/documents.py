"""Documents to write: one with every block, as a decree has them, and how they are written."""

from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document as WordDocument

from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Entry,
    Heading,
    Item,
    Numbering,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.runs import Run, text_of
from zidesk.domain.document.table import (
    Alignment,
    Fitted,
    Share,
    Spanning,
    Table,
    TableBand,
    TableColumn,
    TableRow,
)
from zidesk.exchange.word.writing import write_docx
from zidesk.printing.setting.measures import FontMeasures

CHAIR = Signature(("KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN BATANG HARI,"), "AHMAD HALIM", mark="ttd.")
CERTIFIER = Signature(
    (
        "Salinan sesuai dengan aslinya",
        "SEKRETARIAT KOMISI PEMILIHAN UMUM",
        "KABUPATEN BATANG HARI",
        "Kepala Subbagian Teknis Penyelenggaraan Pemilu dan Hukum,",
    ),
    "Chaidir",
)
_LAW = (
    "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Republik Indonesia Tahun 2017"
)
_REASON = (
    "bahwa dalam rangka pembangunan zona integritas menuju wilayah bebas dari korupsi serta wilayah "
    "birokrasi bersih dan melayani perlu disusun rencana aksi yang memuat langkah, bukti, dan waktunya"
)


def decree_body() -> tuple[Block, ...]:
    """A decree's first part with clauses of every kind."""
    reasons = tuple(Entry(text_of(f"{_REASON} {n};")) for n in range(1, 4))
    laws = tuple(Entry(text_of(f"{_LAW} Nomor {180 + n});")) for n in range(1, 13))
    return (
        Title(("SALINAN",), bold=False),
        Title(
            (
                "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI",
                "NOMOR 10 TAHUN 2026",
                "TENTANG",
                "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS MENUJU WILAYAH BEBAS DARI KORUPSI DAN MELAYANI",
            )
        ),
        Title(("KETUA KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI,",), bold=False),
        Clause(
            "Menimbang", (*reasons, Entry(text_of(f"{_REASON} terakhir."), label="e.")), Numbering.LETTERS
        ),
        Clause("Mengingat", laws, Numbering.NUMBERS),
        Title(("MEMUTUSKAN:",), bold=False),
        Clause("Menetapkan", (Entry(text_of("KEPUTUSAN KOMISI PEMILIHAN UMUM TENTANG RENCANA AKSI.")),)),
        Clause("KESATU", (Entry(text_of("Menetapkan Rencana Aksi ", Run("tag line", italic=True), ".")),)),
        Clause("KEDUA", (Entry(text_of(f"{_REASON}.")),)),
        Together((Clause("KETIGA", (Entry(text_of("Keputusan ini berlaku sejak tanggal ditetapkan.")),)),)),
        Signatures(
            replace(CHAIR, dated=("Ditetapkan di Muara Bulian", "pada tanggal 5 Januari 2026")),
            left=CERTIFIER,
        ),
    )


def narrative() -> tuple[Block, ...]:
    """An annex's narrative: headings, nested lists that begin again, labels of their own."""
    return (
        Corner(
            ("LAMPIRAN", "KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 10 TAHUN 2026", "TENTANG", "RENCANA AKSI")
        ),
        Title(("RENCANA AKSI",)),
        Heading(text_of("A. Latar Belakang"), 1),
        Paragraph(
            text_of(
                "Pembangunan ", Run("zona", bold=True), " ", Run("integritas", italic=True), f" {_REASON}."
            )
        ),
        Item(text_of("pertama")),
        Item(text_of("anak pertama"), 2),
        Item(text_of("cucu"), 3),
        Item(text_of("cicit"), 4),
        Item(text_of("cicit kedua"), 4),
        Item(text_of("anak kedua"), 2),
        Item(text_of("cucu lagi"), 3),
        Item(text_of("kedua")),
        Paragraph(text_of("keterangan di bawah butir kedua"), level=1),
        Item(text_of("anak dari kedua"), 2),
        Item(text_of("bertanda sendiri"), label="x."),
        Item(text_of("keempat")),
        Heading(text_of("1. Dasar Hukum"), 2),
        Item(text_of("mulai lagi")),
        Item(text_of("melompati satu tingkat"), 3),
        Item(text_of("kembali ke tengah"), 2),
        Item(text_of("dan ke atas")),
        PageBreak(),
        Together((Heading(text_of("B. Penutup")), Paragraph(text_of("Penutup."), Alignment.LEFT))),
        Item(text_of("dalam sekali"), 5),
        Item(text_of("label panjang"), 1, "Lampiran 12.a"),
        Table((TableColumn("Kiri", Share(1)), TableColumn("Kanan", Share(3))), (TableRow(("satu", "dua")),)),
        Signatures(Signature(("KETUA,",), "AHMAD HALIM")),
    )


def plan_table(rows: int = 30) -> Table:
    """A table as the annex's, with areas, cells that span rows and months under a common title."""
    months = tuple(
        TableColumn(str(n), Fitted((Run("12", bold=True),)), "Pelaksanaan", Alignment.CENTRE)
        for n in range(1, 13)
    )
    columns = (
        TableColumn("No", Fitted((Run("VIII", bold=True),)), "", Alignment.CENTRE, Spanning.REPEATED),
        TableColumn("Komponen", Share(14), spanning=Spanning.CONTINUED),
        TableColumn("Langkah Aksi", Share(30)),
        *months,
    )
    made: list[TableRow | TableBand] = [TableBand("I", "MANAJEMEN PERUBAHAN")]
    for n in range(rows):
        if n == rows // 2:
            made.append(TableBand("II", "PENATAAN TATA LAKSANA"))
        own = n % 4 == 0 or n == rows // 2
        label = (str(n // 4 + 1), f"Komponen {n // 4 + 1} yang panjang namanya") if own else (None, None)
        ticks = tuple("√" if n % 12 == month else "" for month in range(12))
        made.append(TableRow((*label, f"- Langkah {n} dilaksanakan\n- Laporan {n}", *ticks)))
    return Table(columns, tuple(made))


def whole_decree() -> Document:
    """Every block in three sections, the last one landscape."""
    table = (Title(("MATRIKS",)), plan_table(), Signatures(CHAIR, left=CERTIFIER))
    return Document(
        "Keputusan Nomor 10 Tahun 2026",
        "KPU Kabupaten Batang Hari",
        (Section(decree_body()), Section(narrative()), Section(table, landscape=True)),
        footer="jdih.kpu.go.id/jambi/batanghari",
    )


def one_section(*blocks: Block, landscape: bool = False) -> Document:
    return Document("Naskah", "KPU", (Section(blocks, landscape=landscape),))


def as_docx(document: Document, setup: PageSetup | None = None) -> bytes:
    stream = BytesIO()
    write_docx(document, setup or PageSetup(), FontMeasures(), stream)
    return stream.getvalue()


def opened(document: Document, setup: PageSetup | None = None) -> WordDocument:
    return docx.Document(BytesIO(as_docx(document, setup)))
