"""Entries and their places on the printed pages, both ways, in every document that has them."""

from dataclasses import replace
from io import BytesIO

import pytest

from zidesk.domain.decree.model import ClausePart, ClauseText, Decree
from zidesk.domain.decree.parts import ALL_SECTIONS, DecreePart, entries, parts_of
from zidesk.domain.plan.model import PlanRecord, new_id
from zidesk.domain.ticker import silent
from zidesk.exchange.examples import read_example
from zidesk.printing.documents.kinds import kind_named
from zidesk.printing.setting.options import PrintOptions
from zidesk.printing.writing import write_pdf
from zidesk.ui.naskah.places import DecreePlaces, EntryPlace, PagePlace, letters_of
from zidesk.ui.printing.pdfium import PdfPages


def example_record(name: str) -> PlanRecord:
    """An example whose clauses, sections and blocks have ids, as in a file."""
    example = read_example(name)
    assert example.unit is not None
    decree = example.plan.decree
    named = {
        part.value: tuple(replace(clause, id=new_id()) for clause in decree.clauses(part))
        for part in ClausePart
    }
    sections = tuple(
        replace(section, id=new_id(), blocks=tuple(replace(block, id=new_id()) for block in section.blocks))
        for section in decree.sections
    )
    plan = replace(example.plan, decree=replace(decree, sections=sections, **named))
    return PlanRecord(example.unit, plan)


def pdf_of(record: PlanRecord, kind: str) -> bytes:
    stream = BytesIO()
    write_pdf(kind_named(kind).compose(record, PrintOptions()), stream, PrintOptions(), silent)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["keputusan", "salinan", "lampiran"])
@pytest.mark.parametrize("name", ["batanghari-2026", "jambi-2026"])
def test_every_entry_of_the_examples_is_found_and_leads_back(name: str, kind: str) -> None:
    record = example_record(name)
    decree = record.plan.decree
    with PdfPages(pdf_of(record, kind)) as pages:
        texts = [pages.text(number) for number in range(pages.count)]
        places = DecreePlaces(decree, texts)
        for part in parts_of(decree):
            if kind == "lampiran" and part.clauses is not None:
                continue
            for entry in entries(decree, part):
                place = EntryPlace(part, entry.id)
                found = places.of(place)
                assert found is not None
                letters = letters_of(texts[found.page])
                assert places.at(found.page, letters[: found.letter + 1]) == place
                below = pages.top_of(found.page, found.letter)
                assert below is not None
                assert 0 < below < pages.size(found.page)[1]


def test_what_is_not_on_any_page_leads_to_its_part_and_identity_to_the_top() -> None:
    record = example_record("batanghari-2026")
    with PdfPages(pdf_of(record, "keputusan")) as pages:
        texts = [pages.text(number) for number in range(pages.count)]
    places = DecreePlaces(record.plan.decree, texts)
    part = DecreePart(ClausePart.RECALLING)
    assert places.of(EntryPlace(part, "tidak ada")) == places.of(EntryPlace(part))
    assert places.of(EntryPlace(None)) == PagePlace(0, 0)
    assert places.at(0, "") == EntryPlace(None)
    annex = places.of(EntryPlace(ALL_SECTIONS))
    assert annex is not None
    assert "LAMPIRAN" in texts[annex.page]


def test_entries_that_begin_alike_are_told_apart_by_their_order() -> None:
    words = "bahwa untuk mewujudkan birokrasi yang bersih dan melayani perlu ditetapkan hal"
    clauses = tuple(ClauseText(f"{words} {n};", id=f"c{n}") for n in range(4))
    decree = Decree(considering=clauses)
    text = "Menimbang : " + " ".join(clause.text for clause in clauses) + " MEMUTUSKAN: KESATU"
    places = DecreePlaces(decree, [text[:200], text[200:]])
    found = [places.of(EntryPlace(DecreePart(ClausePart.CONSIDERING), clause.id)) for clause in clauses]
    assert None not in found
    assert found == sorted(found, key=lambda place: (place.page, place.letter) if place else (0, 0))
    assert len(set(found)) == 4


def test_an_empty_document_has_no_places() -> None:
    places = DecreePlaces(Decree(), [""])
    assert places.at(0, "") == EntryPlace(None)
    assert places.of(EntryPlace(ALL_SECTIONS)) is None
