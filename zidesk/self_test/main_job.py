"""The main job on the bundled example: file, printed annex read back, workbook out and in again."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

from zidesk.db.operations.imports import preview_import
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.domain.ticker import silent
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.examples import EXAMPLES, read_example
from zidesk.exchange.new_file import new_file
from zidesk.exchange.source import read_source
from zidesk.exchange.word.writing import write_docx
from zidesk.exchange.workbook.writing import write_workbook
from zidesk.exchange.xml_safety import refuses_entities, xml_readers
from zidesk.printing.documents.annex import compose_annex
from zidesk.printing.documents.annex_table import TICK
from zidesk.printing.documents.decree import compose_decree
from zidesk.printing.setting.measures import FontMeasures
from zidesk.printing.setting.options import PrintOptions
from zidesk.printing.writing import write_pdf
from zidesk.self_test.running import CheckFailedError, Step

_FILE = "Contoh – Kabupaten Batang Hari.zidesk"
_PDF = "Lampiran – Kabupaten Batang Hari.pdf"
_WORD = "Keputusan – Kabupaten Batang Hari.docx"
_WORD_TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_WORKBOOK = "Rencana – Kabupaten Batang Hari.xlsx"
_BOMB = "Berbahaya.xlsx"
_SHEET = "xl/worksheets/sheet1.xml"
_DOCTYPE = b'<!DOCTYPE worksheet [<!ENTITY a "a">]><worksheet'
_ANOTHER_DAY = date(2026, 6, 30)
_REINSTALL = "pasanglah ulang zidesk"


def main_job_steps() -> tuple[Step, ...]:
    """Return the steps of the main job; they leave their files in the folder they are run in."""
    return (
        Step("example", "Membuat berkas dari contoh rencana", _make_example),
        Step("store", "Menulis, mengurungkan, dan memeriksa berkas", _write_and_check, ("example",)),
        Step("print", "Mencetak lampiran", _print_annex, ("example",)),
        Step("pdf", "Membaca kembali lampiran", _read_annex, ("print",)),
        Step("word", "Menulis keputusan sebagai dokumen Word", _write_word, ("example",)),
        Step("workbook", "Mengekspor Excel lalu mengimpornya kembali", _round_trip, ("example",)),
        Step("xml", "Menolak buku kerja yang berbahaya", _refuse_bomb, ("workbook",)),
    )


def _make_example(folder: Path) -> Iterator[str]:
    example = read_example(EXAMPLES[0])
    if example.unit is None:
        raise CheckFailedError(f"Contoh {EXAMPLES[0]} tidak menyebut satuan kerja; {_REINSTALL}.")
    with Store.create(folder / _FILE) as store:
        add_plan(store, example.unit, example.plan)
    written, kept = _counts(example.plan), _counts(_record(folder).plan)
    yield f"{example.unit.name}, {example.plan.year}: {written[0]} langkah aksi, {written[1]} bulan rencana"
    if written != kept:
        raise CheckFailedError(
            f"Berkas yang baru dibuat berisi {kept[0]} langkah aksi dan {kept[1]} bulan, seharusnya "
            f"{written[0]} dan {written[1]}; kirimkan laporan ini kepada pengelola."
        )


def _write_and_check(folder: Path) -> Iterator[str]:
    with Store.open(folder / _FILE) as store:
        store.undo()
        if store.plans():
            raise CheckFailedError("Mengurungkan tidak berhasil; kirimkan laporan ini kepada pengelola.")
        store.redo()
        findings = store.check(silent)
    size = (folder / _FILE).stat().st_size
    yield f"Diurungkan dan diulangi; berkas diperiksa, {size / 1e6:.1f} MB".replace(".", ",")
    if findings:
        raise CheckFailedError(f"Pemeriksaan berkas menemukan: {findings[0].message}")


def _print_annex(folder: Path) -> Iterator[str]:
    options = PrintOptions()
    with new_file(folder / _PDF) as stream:
        pages = write_pdf(compose_annex(_record(folder), options), stream, options, silent)
    yield f"{pages} halaman, {(folder / _PDF).stat().st_size / 1000:.0f} kB"


def _read_annex(folder: Path) -> Iterator[str]:
    import pypdfium2

    yield f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}, pdfium {pypdfium2.version.PDFIUM_INFO}"
    document = pypdfium2.PdfDocument(folder / _PDF)
    try:
        text = "".join(_packed(page.get_textpage().get_text_bounded()) for page in document)
        picture = document[0].render(scale=1.0)
        values = len(set(bytes(picture.buffer)))
    finally:
        document.close()
    plan = _record(folder).plan
    rows, months = _counts(plan)
    found = (_rows_in(text, plan), text.count(TICK))
    yield f"{found[0]} baris dan {found[1]} tanda {TICK} ditemukan, halaman pertama digambar"
    if found != (rows, months):
        raise CheckFailedError(
            f"Lampiran memuat {found[0]} baris dan {found[1]} tanda {TICK}, seharusnya {rows} dan {months}; "
            "kirimkan laporan ini kepada pengelola."
        )
    if values == 1:
        raise CheckFailedError(f"Halaman PDF tergambar kosong; {_REINSTALL}.")


def _write_word(folder: Path) -> Iterator[str]:
    options, record = PrintOptions(), _record(folder)
    with new_file(folder / _WORD) as stream:
        write_docx(compose_decree(record, options), options, FontMeasures(), stream)
    with zipfile.ZipFile(folder / _WORD) as package:
        content = package.read("word/document.xml").decode()
    text = _packed("".join(map(unescape, _WORD_TEXTS.findall(content))))
    found = (_rows_in(text, record.plan), text.count(TICK))
    yield f"{found[0]} baris dan {found[1]} tanda {TICK} ditemukan dalam dokumen Word"
    if found != _counts(record.plan):
        raise CheckFailedError(
            f"Dokumen Word memuat {found[0]} baris dan {found[1]} tanda {TICK}, tidak sama dengan "
            "rencananya; kirimkan laporan ini kepada pengelola."
        )


def _round_trip(folder: Path) -> Iterator[str]:
    record = _record(folder)
    with new_file(folder / _WORKBOOK) as stream:
        write_workbook(record, stream, _ANOTHER_DAY, silent)
    incoming = read_source(folder / _WORKBOOK)
    with Store.open(folder / _FILE) as store:
        comparison = preview_import(store, incoming).comparison
    changes = comparison.added + comparison.changed + comparison.missing
    yield f"{comparison.unchanged} baris tetap, {changes} perubahan, {len(comparison.problems)} masalah"
    if changes or comparison.problems or not comparison.unchanged:
        raise CheckFailedError(
            "Buku kerja yang baru diekspor tidak kembali seperti semula saat diimpor; "
            "kirimkan laporan ini kepada pengelola."
        )


def _refuse_bomb(folder: Path) -> Iterator[str]:
    yield xml_readers()
    if not refuses_entities():
        raise CheckFailedError(
            f"Perlindungan terhadap buku kerja berbahaya (defusedxml) tidak aktif; {_REINSTALL}."
        )
    _write_bomb(folder / _WORKBOOK, folder / _BOMB)
    try:
        read_source(folder / _BOMB)
    except CannotReadError:
        yield "Buku kerja dengan definisi XML ditolak"
    else:
        raise CheckFailedError(f"Buku kerja yang berbahaya tidak ditolak; {_REINSTALL}.")


def _write_bomb(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as made:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == _SHEET:
                content = content.replace(b"<worksheet", _DOCTYPE, 1)
            made.writestr(entry.filename, content)


def _record(folder: Path) -> PlanRecord:
    with Store.open(folder / _FILE) as store:
        (summary,) = store.plans()
        return store.load_record(summary.id)


def _counts(plan: Plan) -> tuple[int, int]:
    months = [len(path.action.planned_months) for path in plan.actions()]
    return len(months), sum(months)


def _rows_in(text: str, plan: Plan) -> int:
    """Count the actions whose text stands in ``text``, each after the one before; spaces aside."""
    found = position = 0
    for path in plan.actions():
        wanted = _packed(path.action.text)
        index = text.find(wanted, position)
        if index >= 0:
            found += 1
            position = index + len(wanted)
    return found


def _packed(text: str) -> str:
    return "".join(text.split())
