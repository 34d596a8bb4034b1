"""The decree of the two real plans and of invented ones, read back from the PDF."""

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.printing.plans import UNIT, numbered_plan, whole_example
from tests.printing.reading import Page, Walk, as_pdf, read_pages
from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import (
    BLANK_DECREE,
    BlockKind,
    ClausePart,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)
from zidesk.domain.document.page_setup import Paper
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.printing.documents.kinds import kind_named
from zidesk.printing.setting.options import PrintOptions

NAMES = ("batanghari-2026", "jambi-2026")
LABELS = {
    "batanghari-2026": ["a.", "b.", "d.", *(f"{n}." for n in range(1, 10)), "KESATU", "KEDUA"],
    "jambi-2026": [
        *("a.", "b.", "c.", "d."),
        *(f"{n}." for n in (*range(1, 9), *range(10, 15))),
        *("KESATU", "KEDUA"),
    ],
}
"""The labels as the two decrees print them, with the slips that they have."""


def decree_pdf(record: PlanRecord, kind: str, **fields: object) -> bytes:
    """A decree as PDF."""
    options = PrintOptions(**fields)
    return as_pdf(kind_named(kind).compose(record, options), options)


def printed_order(record: PlanRecord) -> list[str]:
    """Every text of a decree in the order in which a reader meets it."""
    decree = record.plan.decree
    clauses = [
        clause.text
        for part in ClausePart
        if part is not ClausePart.DECIDING
        for clause in decree.clauses(part)
    ]
    narrative = [
        text
        for section in decree.sections
        for text in (section.title, *(block.text for block in section.blocks))
    ]
    rows = [text for path in record.plan.actions() for text in (path.action.text, path.action.evidence_text)]
    diktum = [clause.text for clause in decree.deciding]
    return [plain_text(text) for text in (*clauses, decree.stipulating or "", *diktum, *narrative, *rows)]


def inside(pages: list[Page]) -> list[Page]:
    """Pages without their numbers and footers."""
    margin = 25 / 25.4 * 72
    return [
        replace(page, chars=tuple(char for char in page.chars if margin <= char.y <= page.height - margin))
        for page in pages
    ]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", NAMES)
def test_every_clause_section_and_row_is_printed_in_order(name: str, paper: Paper) -> None:
    record = whole_example(name)
    walk = Walk(inside(read_pages(decree_pdf(record, "salinan", paper=paper))))
    for text in printed_order(record):
        walk.find(text)


@pytest.mark.parametrize("name", NAMES)
def test_clauses_carry_the_labels_of_the_real_decree(name: str) -> None:
    record = whole_example(name)
    walk = Walk(inside(read_pages(decree_pdf(record, "salinan"))))
    decree = record.plan.decree
    texts = [clause.text for part in ClausePart for clause in decree.clauses(part)]
    for label, text in zip(LABELS[name], texts, strict=True):
        if label == "KESATU":
            walk.find("MEMUTUSKAN:")
            walk.find(decree.stipulating or "")
        walk.find(label)
        walk.find(plain_text(text))


@pytest.mark.parametrize("name", NAMES)
def test_original_and_copy_differ_where_they_should_and_nowhere_else(name: str) -> None:
    whole = whole_example(name)
    record = replace(whole, plan=replace(whole.plan, areas=numbered_plan(3).areas))
    pages = [read_pages(decree_pdf(record, kind)) for kind in ("keputusan", "salinan")]
    original, copy = map(words_of, pages)
    assert not Counter(original) - Counter(copy)
    unit, decree = record.unit, record.plan.decree
    certification = (
        f"Salinan sesuai dengan aslinya SEKRETARIAT KOMISI PEMILIHAN UMUM {unit.name.upper()} "
        f"{decree.certifier_title}, {decree.certifier_name or '…………………'} ttd."
    ).split()
    more = Counter(copy) - Counter(original)
    expected = Counter(certification * 2) + Counter(["SALINAN"]) + Counter([unit.jdih] * len(pages[1]))
    # What stands at the head and under the signatures may take a page more, which has its number.
    for number in range(len(pages[0]) + 1, len(pages[1]) + 1):
        expected.update(["-", str(number), "-"])
    assert more == expected


def words_of(pages: list[Page]) -> list[str]:
    return [word for page in pages for word in page.text.split()]


@pytest.mark.parametrize("name", NAMES)
def test_body_and_narrative_stand_and_the_table_lies(name: str) -> None:
    pages = read_pages(decree_pdf(whole_example(name), "salinan"))
    lying = [page.width > page.height for page in pages]
    first = lying.index(True)
    assert lying == [False] * first + [True] * (len(pages) - first)
    assert 6 <= first <= 10
    for number, page in enumerate(pages[1:], start=2):
        assert f"- {number} -" in page.text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
@pytest.mark.parametrize("name", NAMES)
def test_another_program_reads_the_body_as_it_was_written(name: str, tmp_path: Path) -> None:
    record = whole_example(name)
    path = tmp_path / "salinan.pdf"
    path.write_bytes(decree_pdf(record, "salinan"))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    read = done.stdout.split()
    decree = record.plan.decree
    wanted = [
        word
        for part in (ClausePart.CONSIDERING, ClausePart.RECALLING)
        for clause in decree.clauses(part)
        for word in plain_text(clause.text).split()
    ]
    matching = SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in matching) == len(wanted)


def record_of(decree: Decree, plan: Plan | None = None) -> PlanRecord:
    return PlanRecord(UNIT, replace(plan or numbered_plan(3), decree=decree))


def paragraphs(count: int) -> tuple[NarrativeBlock, ...]:
    return tuple(
        NarrativeBlock(f"mulai{n} " + "kata berulang dalam paragraf panjang " * (n % 9 + 3) + f"akhir{n}")
        for n in range(count)
    )


def test_a_narrative_of_forty_pages_is_whole() -> None:
    decree = Decree(sections=(NarrativeSection("Panjang", paragraphs(480)),))
    pages = read_pages(decree_pdf(record_of(decree), "lampiran"))
    assert len(pages) > 40
    words = words_of(pages)
    marks = [word for word in words if word.startswith(("mulai", "akhir"))]
    assert marks == [mark for n in range(480) for mark in (f"mulai{n}", f"akhir{n}")]


def test_thirty_recalled_laws_and_a_clause_longer_than_a_page() -> None:
    laws = tuple(ClauseText(f"Undang-Undang Nomor {n} Tahun 2020 tentang Hal {n};") for n in range(1, 31))
    long = ClauseText("bahwa " + " ".join(f"kata{n}" for n in range(900)) + ";")
    decree = replace(BLANK_DECREE, considering=(long,), recalling=laws)
    words = words_of(read_pages(decree_pdf(record_of(decree), "keputusan")))
    assert [word for word in words if word.startswith("kata")] == [f"kata{n}" for n in range(899)] + [
        "kata899;"
    ]
    assert [word for word in words if word.rstrip(".").isdigit() and word.endswith(".")][:30] == [
        f"{n}." for n in range(1, 31)
    ]


def test_a_decree_that_says_nothing_leaves_room_to_write() -> None:
    text = " ".join(page.text for page in read_pages(decree_pdf(record_of(BLANK_DECREE), "keputusan")))
    assert "Menimbang : a. …" in text
    assert "KESATU : …" in text
    assert "Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BATANG HARI TENTANG" in text
    assert "Ditetapkan di Muara Bulian pada tanggal …" in text


def test_who_signs_is_what_the_decree_says() -> None:
    decree = Decree(
        place="Uji",
        signer_capacity="Plt. Ketua",
        signer_name="SITI AMINAH",
        certifier_capacity="Plh.",
        certifier_title="Sekretaris",
        certifier_name="BUDI",
    )
    text = " ".join(page.text for page in read_pages(decree_pdf(record_of(decree), "salinan")))
    assert text.count("PLT. KETUA KOMISI PEMILIHAN UMUM") == 2
    assert text.count("SITI AMINAH") == text.count("Plh. Sekretaris, ") == text.count("BUDI") == 2
    assert "AHMAD HALIM" not in text
    assert "Ditetapkan di Uji" in text


_words = st.text("abc", min_size=1, max_size=30)
_prose = st.lists(_words, min_size=1, max_size=60).map(" ".join)
_blocks = st.builds(NarrativeBlock, _prose, st.just(BlockKind.PARAGRAPH), st.integers(0, 4)) | st.builds(
    NarrativeBlock, _prose, st.just(BlockKind.ITEM), st.integers(1, 5)
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_blocks, max_size=25), st.lists(_prose, max_size=12))
def test_every_word_is_printed_once_and_in_order(blocks: list[NarrativeBlock], clauses: list[str]) -> None:
    decree = Decree(
        considering=tuple(map(ClauseText, clauses)),
        sections=(NarrativeSection("ccc", tuple(blocks)),),
    )
    pages = read_pages(decree_pdf(record_of(decree), "keputusan"))
    read = "".join(character for word in words_of(pages) if set(word) <= set("abc") for character in word)
    wanted = "".join("".join(text.split()) for text in (*clauses, "ccc", *(block.text for block in blocks)))
    assert read == wanted
