"""The registry of documents: names, letters, choices."""

import re
from dataclasses import fields
from datetime import date

import pytest

from tests.printing.plans import example
from tests.printing.reading import as_pdf, read_pages
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import ScheduleStyle
from zidesk.printing.documents.choices import CHOICES, Choice, chosen_options
from zidesk.printing.documents.kinds import KINDS, DocumentKind, kind_named
from zidesk.printing.setting.options import Edition, Paper, PrintOptions


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_each_kind_is_named_as_a_command_and_prints_the_example(kind: DocumentKind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.name)
    assert kind.title.count("&") == 1
    assert kind_named(kind.name) is kind
    options = PrintOptions()
    document = kind.compose(example("batanghari-2026"), options)
    assert document.title
    assert "KPU" in document.author
    assert read_pages(as_pdf(document, options))


def test_no_two_kinds_share_a_name_or_a_letter() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.title[kind.title.index("&") + 1].lower() for kind in KINDS}) == len(KINDS)


def test_a_name_that_no_kind_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="lampiran, keputusan, salinan, bukti"):
        kind_named("sampul")


def test_the_file_is_named_after_kind_office_year_and_day() -> None:
    name = KINDS[0].file_name(example("batanghari-2026"), date(2026, 4, 30))
    assert name == "LAMPIRAN_RENAKSI-ZI_2026_KAB-BATANG-HARI_2026-04-30.pdf"


@pytest.mark.parametrize("choice", CHOICES, ids=[choice.word for choice in CHOICES])
def test_each_choice_fills_a_field_of_the_options_with_each_answer(choice: Choice) -> None:
    assert choice.field in {field.name for field in fields(PrintOptions)}
    for answer in choice.answers:
        options = chosen_options((choice,), {choice.word: answer.word}, "lampiran")
        assert getattr(options, choice.field) is answer.value
    words = [answer.word for answer in choice.answers]
    assert len(set(words)) == len(words)
    assert choice.usual(example("jambi-2026")) in {answer.value for answer in choice.answers}


def test_what_nobody_chose_stays_as_usual() -> None:
    assert chosen_options(CHOICES, {"kertas": None}, "lampiran") == PrintOptions()
    chosen = chosen_options(CHOICES, {"gaya": "waktu", "kertas": "f4-210", "edisi": "salinan"}, "lampiran")
    assert chosen == PrintOptions(style=ScheduleStyle.TEXT, paper=Paper.F4_210, edition=Edition.COPY)


def test_a_choice_that_does_not_apply_is_refused_by_name() -> None:
    with pytest.raises(InvalidInputError, match="--gaya tidak berlaku untuk naskah bukti"):
        chosen_options(kind_named("bukti").choices, {"gaya": "kisi"}, "bukti")
