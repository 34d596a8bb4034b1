"""The evidence index: every action with its files, what they prove, and what is missing."""

from dataclasses import replace
from datetime import date

from tests.printing.plans import UNIT, action, example
from tests.printing.reading import Walk, as_pdf, read_pages
from zidesk.domain.plan.model import (
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    MonthCell,
    Plan,
    PlanRecord,
)
from zidesk.printing.documents.evidence_index import compose_evidence_index
from zidesk.printing.setting.options import PrintOptions

MINUTES = Evidence("notulen", "0" * 64, "Notulen rapat.pdf", 10, document_date=date(2026, 4, 30))
PHOTO = Evidence("foto", "1" * 64, "foto 1.jpg", 10)


def text_of_index(record: PlanRecord) -> str:
    return " ".join(page.text for page in read_pages(as_pdf(compose_evidence_index(record, PrintOptions()))))


def record(*links: EvidenceLink, months: tuple[MonthCell, ...] = ()) -> PlanRecord:
    step = replace(action("Rapat", "Undangan, notulen"), evidence=links, months=months)
    components = (Component("Tim Kerja", (Indicator("SK Tim", (step,)),)),)
    plan = Plan(2026, (Area("MANAJEMEN PERUBAHAN", components), Area("TATA LAKSANA")))
    return PlanRecord(UNIT, plan, {file.id: file for file in (MINUTES, PHOTO)})


def test_files_stand_with_the_month_they_prove_and_their_date() -> None:
    text = text_of_index(record(EvidenceLink("notulen", 4), EvidenceLink("foto", 0)))
    assert "foto 1.jpg sepanjang tahun" in text
    assert "Notulen rapat.pdf April 30 April 2026" in text
    assert text.count("Rapat") == 1
    assert "Langkah aksi berbukti : 1 dari 1" in text
    assert "Berkas bukti : 2" in text


def test_an_action_without_files_owes_all_that_it_must_leave() -> None:
    assert "Belum ada: Undangan, notulen" in text_of_index(record())


def test_months_carried_out_without_evidence_are_named() -> None:
    months = tuple(MonthCell(month, planned=True, realized_on=date(2026, month, 9)) for month in (4, 7))
    assert "Terlaksana tanpa bukti: Juli" in text_of_index(record(EvidenceLink("notulen", 4), months=months))
    assert "Terlaksana tanpa bukti" not in text_of_index(record(EvidenceLink("foto", 0), months=months))


def test_one_file_for_several_actions_counts_once() -> None:
    plan = record(EvidenceLink("foto", 0), EvidenceLink("foto", 3))
    assert "Berkas bukti : 1" in text_of_index(plan)


def test_every_action_of_the_real_plan_stands_in_it_with_its_code_and_in_order() -> None:
    plan = example("batanghari-2026")
    walk = Walk(read_pages(as_pdf(compose_evidence_index(plan, PrintOptions()))))
    for path in plan.plan.actions():
        walk.find(f"{['I', 'II', 'III', 'IV', 'V', 'VI'][path.indexes[0]]}.")
        walk.find(path.action.text)
        walk.find("Belum ada")
