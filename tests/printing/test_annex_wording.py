"""What the annex prints for missing, odd and hostile texts."""

from dataclasses import replace
from io import BytesIO
from time import process_time

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.printing.plans import UNIT, action, numbered_plan, one_row, record_of
from tests.printing.reading import Page, Walk, packed, printed, read_pages
from zidesk.domain.document.page_setup import Margins, Paper
from zidesk.domain.errors import CancelledError, InvalidInputError
from zidesk.domain.plan.model import Area, Component, Indicator, Level, Plan, PlanRecord, ScheduleStyle, Unit
from zidesk.domain.ticker import Ticker, silent
from zidesk.printing.documents.annex import compose_annex
from zidesk.printing.setting.options import AnnexColumn, Edition, PrintOptions
from zidesk.printing.writing import missing_in, write_pdf


def write_annex(record: PlanRecord, stream: BytesIO, ticker: Ticker = silent, **options: object) -> int:
    chosen = PrintOptions(**options)
    return write_pdf(compose_annex(record, chosen), stream, chosen, ticker)


def all_text(content: bytes) -> str:
    return " ".join(page.text for page in read_pages(content))


def lines_of(page: Page, first: str, count: int) -> list[tuple[float, str]]:
    """The ``count`` lines from the text ``first`` on: where each begins, and its first character."""
    walk = Walk([page])
    walk.find(first)
    start = walk.position - len(packed(first))
    lines: list[tuple[float, str]] = []
    last = None
    for _, char in walk.chars[start:]:
        if last is None or last.y - char.y > 6 or char.x < last.x - 20:
            lines.append((char.x, char.text))
        last = char
    return lines[:count]


def test_a_plan_without_decree_and_names_is_printed_with_dots() -> None:
    record = PlanRecord(Unit("Kota Jambi", Level.KOTA), numbered_plan(2))
    text = all_text(printed(record, edition=Edition.COPY))
    assert "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA JAMBI NOMOR ………………… TAHUN 2026" in text
    assert "KETUA KOMISI PEMILIHAN UMUM KOTA JAMBI, ttd. …………………" in text
    assert "KOTA JAMBI …………………, …………………" in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("name", "level", "wanted"),
    [
        ("Kabupaten Batang Hari", Level.KABUPATEN, "KABUPATEN BATANG HARI"),
        ("Batang Hari", Level.KABUPATEN, "KABUPATEN BATANG HARI"),
        ("Kab. Batang Hari", Level.KABUPATEN, "KABUPATEN BATANG HARI"),
        ("KPU Provinsi Jambi", Level.PROVINSI, "PROVINSI JAMBI"),
        ("  Kota   Sungai Penuh ", Level.KOTA, "KOTA SUNGAI PENUH"),
        ("", Level.KOTA, "KOTA …………………"),
    ],
)
def test_the_office_is_named_with_its_level(name: str, level: Level, wanted: str) -> None:
    text = all_text(printed(PlanRecord(Unit(name, level), numbered_plan(1))))
    assert f"KETUA KOMISI PEMILIHAN UMUM {wanted}, " in text
    assert f"KEPUTUSAN KOMISI PEMILIHAN UMUM {wanted} NOMOR" in text


def test_the_plan_s_own_title_replaces_the_usual_one() -> None:
    record = one_row("Rapat")
    record = replace(record, plan=replace(record.plan, title="Rencana Kerja Zona Integritas\ntahap kedua"))
    text = all_text(printed(record))
    assert text.count("RENCANA KERJA ZONA INTEGRITAS TAHAP KEDUA") == 2
    assert "WILAYAH BEBAS" not in text


def test_markup_in_a_text_is_printed_as_typed() -> None:
    wording = '<b>Rapat</b> & <font size="99">evaluasi</font> &amp; <br/> %s {x} \\n (kurung'
    assert packed(wording) in packed(all_text(printed(one_row(wording, wording))))


def test_lines_and_list_items_stay_and_hang_under_their_text() -> None:
    wording = "- Sosialisasi alur kerja kepada seluruh pegawai di lingkungan sekretariat\n- Foto\nLaporan"
    page = read_pages(printed(one_row(wording)))[0]
    lines = lines_of(page, "- Sosialisasi", 5)
    assert [char for _, char in lines] == ["-", "s", "s", "-", "L"]
    first, second, third, dash, plain = (x for x, _ in lines)
    assert dash == pytest.approx(first, abs=0.5)
    assert plain == pytest.approx(first, abs=2)
    assert second == pytest.approx(third, abs=0.5)
    assert second > first + 4


def test_a_word_longer_than_its_cell_is_cut_and_not_lost() -> None:
    address = "https://drive.google.com/drive/folders/" + "1aB2cD3eF4" * 30
    pages = read_pages(printed(one_row(address, "x" * 500)))
    assert packed(address) in packed(" ".join(page.text for page in pages))
    right = pages[0].width - 25 / 25.4 * 72
    assert all(char.x < right for page in pages for char in page.visible)
    assert sum(page.text.count("x") for page in pages) >= 500


def test_signs_that_bookman_lacks_come_from_the_other_font() -> None:
    record = one_row("✓ selesai ● ○ ■ → ≥ 80% — “kutip” α Ж")
    assert packed("✓ selesai ● ○ ■ → ≥ 80% — “kutip” α Ж") in packed(all_text(printed(record)))
    assert missing_in(compose_annex(record, PrintOptions())) == ""


def test_a_character_no_font_has_is_printed_visibly_and_reported() -> None:
    record = one_row("Rapat 😀 مرحبا selesai")
    text = all_text(printed(record))
    assert "Rapat \ufffd" in text
    assert "selesai" in text
    assert missing_in(compose_annex(record, PrintOptions())) == "".join(sorted(set("😀مرحبا")))


@settings(max_examples=60)
@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_makes_printing_fail(text: str, name: str) -> None:
    record = one_row(text, text, schedule_text=text)
    record = replace(
        record,
        plan=replace(record.plan, title=text, decree_number=name),
        unit=replace(UNIT, name=name, chair_name=name, jdih=name, certifier_title=name),
    )
    for style in ScheduleStyle:
        assert read_pages(printed(record, style=style, edition=Edition.COPY))


def test_names_typed_on_several_lines_are_set_on_one() -> None:
    unit = replace(UNIT, chair_name="AHMAD\n\n\nHALIM", certifier_title="Kepala\n" * 2 + "\n" * 30 + "Bagian")
    text = all_text(printed(PlanRecord(unit, numbered_plan(1)), edition=Edition.COPY))
    assert "AHMAD HALIM" in text
    assert "Kepala Kepala Bagian, Chaidir" in text


def test_surrogate_halves_and_control_characters_do_no_harm() -> None:
    text = all_text(printed(one_row("Ra\x00pat\ud800 e\u0301\u200b\ufeff\tselesai\x1b[0m")))
    assert "Rapat\ufffd é selesai[0m" in text


def test_empty_parts_of_the_tree_have_their_rows() -> None:
    areas = (
        Area("MANAJEMEN PERUBAHAN"),
        Area(" \ud800(\n"),
        Area("PENATAAN TATA LAKSANA", (Component("Komponen kosong"),)),
        Area("PENGUATAN PENGAWASAN", (Component("Isi", (Indicator("Indikator kosong"),)),)),
    )
    walk = Walk(read_pages(printed(PlanRecord(UNIT, Plan(2026, areas)))))
    for text in (
        "I MANAJEMEN PERUBAHAN",
        "II \ufffd(",
        "III PENATAAN TATA LAKSANA",
        "1 Komponen kosong",
        "IV PENGUATAN PENGAWASAN",
        "1 Isi Indikator kosong",
        "KETUA",
    ):
        walk.find(text)


def test_a_plan_without_areas_is_one_signed_page() -> None:
    pages = read_pages(printed(PlanRecord(UNIT, Plan(2026))))
    assert len(pages) == 1
    assert "Langkah Aksi" in pages[0].text
    assert "AHMAD HALIM" in pages[0].text


def test_an_indicator_spans_its_actions() -> None:
    steps = (action("Langkah satu"), action("Langkah dua"), action("Langkah tiga"))
    text = all_text(printed(record_of(Component("Tim Kerja", (Indicator("Indikator bersama", steps),)))))
    assert text.count("Indikator bersama") == 1
    assert text.count("Tim Kerja") == 1


def test_no_line_crosses_a_cell_that_spans_rows() -> None:
    steps = (action("Langkah satu"), action("Kegiatan dua"))
    content = printed(record_of(Component("Tim Kerja", (Indicator("Indikator bersama", steps),))))
    walk = Walk(read_pages(content))
    places = {
        text: walk.find(text)[1]
        for text in ("Tim Kerja", "Indikator bersama", "Langkah satu", "Kegiatan dua")
    }
    document = pypdfium2.PdfDocument(content)
    picture = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    top, bottom = places["Langkah satu"].y - 4, places["Kegiatan dua"].y + 4

    def crossed(x: float) -> bool:
        return any(
            picture.getpixel((int(x * 4), y)) < 128
            for y in range(picture.height - int(top * 4), picture.height - int(bottom * 4))
        )

    assert crossed(places["Langkah satu"].x)
    assert not crossed(places["Indikator bersama"].x)
    assert not crossed(places["Tim Kerja"].x)


def test_a_row_taller_than_a_page_is_printed_whole() -> None:
    wording = " ".join(f"kata{n}" for n in range(900))
    pages = read_pages(printed(one_row(wording)))
    assert len(pages) >= 3
    printed_words = [word for page in pages for word in page.text.split() if word.startswith("kata")]
    assert printed_words == wording.split()
    assert all("Tim Kerja (lanjutan)" in page.text for page in pages[1:])
    assert sum(page.text.count("√") for page in pages) == 1


def test_the_signatures_never_stand_without_a_row() -> None:
    for rows in range(1, 60):
        pages = read_pages(printed(PlanRecord(UNIT, numbered_plan(rows)), edition=Edition.COPY))
        *before, last = pages
        assert "AHMAD HALIM" in last.text
        assert f"Bukti {rows} " in last.text
        assert not any("KETUA" in page.text for page in before)
        for name in range(1, rows + 1):
            assert sum(f"Bukti {name} " in page.text for page in pages) == 1


def test_two_thousand_rows_take_time_in_proportion() -> None:
    def seconds(rows: int) -> float:
        record = PlanRecord(UNIT, numbered_plan(rows, words=12))
        start = process_time()
        printed(record)
        return process_time() - start

    seconds(50)
    few, many = min(seconds(500) for _ in range(2)), seconds(2000)
    assert many < few * 4 * 2


def test_column_titles_can_be_replaced() -> None:
    text = all_text(printed(one_row("Rapat"), headings={AnnexColumn.EVIDENCE: "Data Dukung"}))
    assert "Langkah Aksi Data Dukung" in text


def test_equal_input_gives_equal_bytes_apart_from_the_time() -> None:
    record = one_row("Rapat")
    first, second = (
        pypdf.PdfReader(BytesIO(printed(record))).metadata,
        pypdf.PdfReader(BytesIO(printed(record))).metadata,
    )
    assert first is not None
    assert second is not None
    moment = first.creation_date
    assert moment is not None
    assert printed(record, made_at=moment) == printed(record, made_at=moment)
    assert (
        pypdf.PdfReader(BytesIO(printed(record, made_at=moment))).metadata["/CreationDate"]
        == (first["/CreationDate"])
    )


def test_the_number_of_pages_is_returned() -> None:
    stream = BytesIO()
    count = write_annex(PlanRecord(UNIT, numbered_plan(70)), stream)
    assert count == len(read_pages(stream.getvalue())) > 3


def test_cancelling_writes_nothing() -> None:
    def cancel(done: int, total: int) -> None:
        if done >= 60:
            raise CancelledError("Pencetakan dibatalkan; tidak ada yang berubah.")

    stream = BytesIO()
    with pytest.raises(CancelledError):
        write_annex(PlanRecord(UNIT, numbered_plan(50)), stream, cancel)
    assert stream.getvalue() == b""


def test_progress_runs_from_nothing_to_all() -> None:
    told: list[tuple[int, int]] = []
    write_annex(PlanRecord(UNIT, numbered_plan(50)), BytesIO(), lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1] == (100, 100)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"title": "Judul " * 400}, "Judul"),
        ({"unit": replace(UNIT, chair_name="Nama Panjang " * 60)}, "penanda tangan"),
        ({"unit": replace(UNIT, certifier_title="Kepala " * 300)}, "penanda tangan"),
    ],
)
def test_wording_that_leaves_no_room_is_refused(change: dict[str, object], word: str) -> None:
    record = PlanRecord(UNIT, numbered_plan(2))
    if "unit" in change:
        record = replace(record, unit=change["unit"])
    else:
        record = replace(record, plan=replace(record.plan, **change))
    stream = BytesIO()
    with pytest.raises(InvalidInputError, match=word):
        write_annex(record, stream, edition=Edition.COPY)
    assert stream.getvalue() == b""


def test_column_titles_that_leave_no_room_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="Halaman terlalu sempit"):
        printed(one_row("Rapat"), headings={AnnexColumn.TARGET: "Target " * 60})


@pytest.mark.parametrize(
    "options",
    [
        {"margins": Margins(top=5)},
        {"margins": Margins(left=80)},
        {"table_size": 3},
        {"text_size": 40},
    ],
)
def test_options_out_of_bounds_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        PrintOptions(**options)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("sizes", [(6, 8), (12, 14)])
def test_extreme_options_lose_nothing(paper: Paper, sizes: tuple[int, int]) -> None:
    record = PlanRecord(UNIT, numbered_plan(12))
    margins = Margins(15, 15, 15, 15)
    content = printed(
        record, paper=paper, margins=margins, table_size=sizes[0], text_size=sizes[1], edition=Edition.COPY
    )
    text = all_text(content)
    assert all(f"Bukti {n} " in text for n in range(1, 13))


def test_margins_that_leave_no_room_are_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"perkecil margin.*\.$"):
        printed(one_row("Rapat"), margins=Margins(50, 50, 50, 50), table_size=12, text_size=14)
