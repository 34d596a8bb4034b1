"""The text that a blank decree starts from."""

import re
from dataclasses import replace

import pytest

from zidesk.domain.decree.checking import check_decree
from zidesk.domain.decree.model import ClauseText, Decree
from zidesk.domain.decree.starting import SECTION_TITLES, starting_decree
from zidesk.domain.plan.model import Level, Plan, PlanRecord, Unit
from zidesk.exchange.examples import read_example

TEBO = PlanRecord(Unit("Kabupaten Tebo", Level.KABUPATEN), Plan(2027))


def test_it_fills_every_part_with_the_office_s_own_names() -> None:
    decree = starting_decree(TEBO)
    check_decree(decree)
    office = "Komisi Pemilihan Umum Kabupaten Tebo"
    assert office in decree.considering[0].text
    assert decree.considering[-1].text.startswith(
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
        f"Keputusan {office} tentang Rencana Aksi"
    )
    assert decree.considering[-1].text.endswith("Tahun 2027;")
    assert all(
        clause.text.startswith("bahwa ") and clause.text.endswith(";") for clause in decree.considering
    )
    assert [clause.text[-1] for clause in decree.deciding] == [".", "."]
    assert [section.title for section in decree.sections] == list(SECTION_TITLES)
    assert not any(section.blocks for section in decree.sections)
    assert "None" not in repr([clause.text for clause in decree.considering + decree.deciding])
    ids = [thing.id for thing in (*decree.considering, *decree.recalling, *decree.deciding, *decree.sections)]
    assert len(set(ids)) == len(ids)
    assert all(ids)


def test_it_cites_laws_with_whole_brackets_as_the_examples_do() -> None:
    cited = [clause.text for clause in starting_decree(TEBO).recalling]
    assert all(text.endswith(";") and text.count("(") == text.count(")") for text in cited)
    known = " ".join(clause.text for clause in read_example("batanghari-2026").plan.decree.recalling)
    for text in cited:
        for numbers in re.findall(r"Nomor \d+ Tahun \d{4}|Tahun \d{4} Nomor \d+|Indonesia Nomor \d+", text):
            assert numbers in known


def test_what_the_decree_says_already_stays() -> None:
    own = Decree(place="Tebo", considering=(ClauseText("bahwa sendiri;"),))
    record = replace(TEBO, plan=replace(TEBO.plan, decree=own, title="Rencana Kami"))
    decree = starting_decree(record)
    assert decree.place == "Tebo"
    assert decree.considering == own.considering
    assert decree.deciding[0].text.startswith("Menetapkan Rencana Kami sebagaimana")


@pytest.mark.parametrize("name", ["KPU Kab. Tebo", "Komisi Pemilihan Umum Kabupaten Tebo"])
def test_an_office_is_named_once(name: str) -> None:
    record = replace(TEBO, unit=replace(TEBO.unit, name=name))
    assert "Umum Kabupaten Tebo;" in starting_decree(record).considering[0].text
