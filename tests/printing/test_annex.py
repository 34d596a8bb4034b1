"""The annex of the two real plans, read back from the PDF by pdfium and pypdf."""

import re
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from tests.printing.plans import example
from tests.printing.reading import Char, Page, Walk, packed, printed, read_pages
from zidesk.domain.document.page_setup import Paper
from zidesk.domain.plan.model import PlanRecord, ScheduleStyle
from zidesk.printing.setting.options import Edition

BATANG_HARI = "batanghari-2026"
JAMBI = "jambi-2026"


@pytest.fixture(scope="module", params=list(Paper))
def grid_pages(request: pytest.FixtureRequest) -> list[Page]:
    return read_pages(printed(example(BATANG_HARI), paper=request.param))


@pytest.fixture(scope="module", params=list(Paper))
def text_pages(request: pytest.FixtureRequest) -> list[Page]:
    return read_pages(printed(example(JAMBI), paper=request.param))


def month_columns(page: Page) -> dict[int, float]:
    """Where the middle of each month's column is, by the numbers in the header's second row."""
    digits = [char for char in page.visible if char.text.isdigit()]
    for row in {round(char.y) for char in digits}:
        line = sorted((char for char in digits if abs(char.y - row) < 2), key=lambda char: char.x)
        if "".join(char.text for char in line) == "123456789101112":
            places: dict[int, float] = {}
            rest = line
            for month in range(1, 13):
                own, rest = rest[: len(str(month))], rest[len(str(month)) :]
                places[month] = sum(char.x for char in own) / len(own)
            return places
    raise AssertionError("the page has no header with the months 1 to 12")


def months_by_row(pages: list[Page], tops: list[tuple[int, float]]) -> list[set[int]]:
    """The months ticked in each row; ``tops`` says on which page and how high each row's text begins."""
    found: list[set[int]] = [set() for _ in tops]
    for number, page in enumerate(pages):
        columns = month_columns(page)
        rows = [(top, index) for index, (on, top) in enumerate(tops) if on == number]
        for tick in [char for char in page.chars if char.text == "√"]:
            month, middle = min(columns.items(), key=lambda item: abs(item[1] - tick.x))
            assert abs(middle - tick.x) < 1, "a tick stands in the middle of its column"
            _, row = min((top, index) for top, index in rows if top + 3 >= tick.y)
            assert month not in found[row]
            found[row].add(month)
    return found


def walk_through(record: PlanRecord, pages: list[Page]) -> list[tuple[int, Char]]:
    """Find every text of the plan in reading order; return where each action's text begins."""
    walk = Walk(pages)
    starts = []
    for area in record.plan.areas:
        walk.find(area.text)
        for number, component in enumerate(area.components, start=1):
            walk.find(str(number))
            walk.find(component.text)
            for indicator in component.indicators:
                walk.find(indicator.text)
                for action in indicator.actions:
                    starts.append(walk.find(action.text))
                    walk.find(action.evidence_text)
    return starts


def test_every_text_of_the_grid_is_whole_and_in_order(grid_pages: list[Page]) -> None:
    assert len(walk_through(example(BATANG_HARI), grid_pages)) == 68


def test_355_ticks_stand_in_their_months_and_rows(grid_pages: list[Page]) -> None:
    record = example(BATANG_HARI)
    starts = walk_through(record, grid_pages)
    found = months_by_row(grid_pages, [(page, char.y) for page, char in starts])
    assert [frozenset(months) for months in found] == [
        path.action.planned_months for path in record.plan.actions()
    ]
    assert sum(len(months) for months in found) == 355


def test_the_target_stands_in_every_row_that_has_one(grid_pages: list[Page]) -> None:
    targets = [path.action.target_percent for path in example(BATANG_HARI).plan.actions()]
    printed_targets = sum(page.text.count("100%") for page in grid_pages)
    assert printed_targets == targets.count(100) == 67


def test_every_page_repeats_the_column_titles_of_the_grid(grid_pages: list[Page]) -> None:
    for page in grid_pages:
        assert len(month_columns(page)) == 12
        for title in ("No", "Komponen", "Indikator", "Langkah Aksi", "Bukti", "Pelaksanaan", "Target"):
            assert title in page.text


def test_every_text_and_schedule_wording_of_the_text_style_is_whole(text_pages: list[Page]) -> None:
    record = example(JAMBI)
    walk = Walk(text_pages)
    rows = 0
    for path in record.plan.actions():
        walk.find(path.action.text)
        walk.find(path.action.evidence_text)
        assert path.action.schedule_text
        walk.find(path.action.schedule_text)
        rows += 1
    assert rows == len(walk_through(record, text_pages)) == 70


def test_every_page_repeats_the_column_titles_of_the_text_style(text_pages: list[Page]) -> None:
    for page in text_pages:
        for title in ("NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU"):
            assert title in page.text
        assert "√" not in page.text


def test_the_grid_plan_prints_in_text_style_with_the_computed_wording() -> None:
    record = example(BATANG_HARI)
    pages = read_pages(printed(record, style=ScheduleStyle.TEXT))
    walk = Walk(pages)
    walk.find("Undangan rapat, daftar hadir, lembar monev ZI, bukti pelaksanaan dan tindak lanjut")
    walk.find("April, Juli, Oktober, Desember")
    walk.find("Januari s.d Desember")


def test_no_word_is_parted_in_the_real_plans() -> None:
    for name in (BATANG_HARI, JAMBI):
        record = example(name)
        for paper in Paper:
            text = " ".join(page.text for page in read_pages(printed(record, paper=paper)))
            printed_words = set(text.split())
            wanted = {word for path in record.plan.actions() for word in path.action.text.split()}
            assert wanted <= printed_words


@pytest.mark.parametrize(("paper", "size"), [(Paper.F4, (330.2, 215.9)), (Paper.A4, (297, 210))])
def test_pages_have_the_size_of_the_paper(paper: Paper, size: tuple[int, int]) -> None:
    for page in read_pages(printed(example(BATANG_HARI), paper=paper)):
        assert (page.width * 25.4 / 72, page.height * 25.4 / 72) == pytest.approx(size, abs=0.05)


def test_text_stays_inside_the_margins(grid_pages: list[Page]) -> None:
    margin = 25 / 25.4 * 72
    for number, page in enumerate(grid_pages, start=1):
        outside = ""
        for char in page.visible:
            if margin <= char.y <= page.height - margin:
                assert margin < char.x < page.width - margin
            else:
                outside += char.text
        assert sorted(outside) == sorted(f"-{number}-" if number > 1 else "")


def test_a_component_that_runs_on_is_repeated_as_lanjutan(grid_pages: list[Page]) -> None:
    record = example(BATANG_HARI)
    starts = [page for page, _ in walk_through(record, grid_pages)]
    components = [
        (path.indexes[:2], path.component.text, starts[index])
        for index, path in enumerate(record.plan.actions())
    ]
    expected: set[tuple[int, str]] = set()
    for (key, _, page), (next_key, text, next_page) in pairwise(components):
        if key == next_key and page != next_page:
            expected.add((next_page, packed(f"{text} (lanjutan)")))
    assert expected
    for page, label in expected:
        assert label in packed(grid_pages[page].text)
    assert sum(page.text.count("(lanjutan)") for page in grid_pages) >= len(expected)


def test_page_numbers_begin_on_page_two(grid_pages: list[Page]) -> None:
    assert not re.search(r"- \d+ -", grid_pages[0].text)
    for number, page in enumerate(grid_pages[1:], start=2):
        assert f"- {number} -" in page.text


def test_the_heading_names_decree_and_title() -> None:
    text = read_pages(printed(example(BATANG_HARI)))[0].text
    assert text.index("LAMPIRAN") < text.index("KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI")
    assert "NOMOR 10 TAHUN 2026 TENTANG RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS MENUJU WILAYAH BEBAS" in text
    assert text.count("DI LINGKUNGAN KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI TAHUN 2026") == 2


def test_the_original_is_signed_by_the_chair_alone() -> None:
    text = read_pages(printed(example(BATANG_HARI)))[-1].text
    assert "KETUA KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI, AHMAD HALIM" in text
    assert "ttd." not in text
    assert "Salinan" not in text


def test_the_copy_carries_ttd_and_the_certification() -> None:
    page = read_pages(printed(example(BATANG_HARI), edition=Edition.COPY))[-1]
    assert "KETUA KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI, ttd. AHMAD HALIM" in page.text
    assert (
        "Salinan sesuai dengan aslinya SEKRETARIAT KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI "
        "Kepala Subbagian Teknis Penyelenggaraan Pemilu dan Hukum, Chaidir" in page.text
    )
    walk = Walk([page])
    _, copy = walk.find("Salinan sesuai")
    walk.position = 0
    _, chair = walk.find("KETUA")
    assert copy.x < page.width / 2 < chair.x


def test_a_missing_certifier_is_left_as_dots() -> None:
    text = read_pages(printed(example(JAMBI), edition=Edition.COPY))[-1].text
    assert "Pemilu dan Hukum, …………………" in text
    assert "None" not in text


def test_outline_metadata_language_and_fonts() -> None:
    content = printed(example(BATANG_HARI))
    reader = pypdf.PdfReader(BytesIO(content))
    assert [entry.title for entry in reader.outline] == [
        "I MANAJEMEN PERUBAHAN",
        "II PENATAAN TATA LAKSANA",
        "III PENATAAN SISTEM MANAJEMEN SDM DAN APARATUR",
        "IV PENGUATAN AKUNTABILITAS",
        "V PENGUATAN PENGAWASAN",
        "VI PENINGKATAN KUALITAS PELAYANAN PUBLIK",
    ]
    pages = read_pages(content)
    for entry in reader.outline:
        page = reader.get_destination_page_number(entry)
        assert page is not None
        assert packed(entry.title) in packed(pages[page].text)
    assert reader.metadata is not None
    assert reader.metadata.author == "KPU Kabupaten Batang Hari"
    assert "RENCANA AKSI" in (reader.metadata.title or "")
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]
