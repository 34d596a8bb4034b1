import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan import checking, validation
from zidesk.domain.plan.model import Action, Area, Component, EvidenceLink, Indicator, MonthCell, Plan, Unit


@given(st.text(st.characters(codec=None), max_size=50))
def test_cleaned_text_can_be_stored_everywhere_and_stays_clean(text: str) -> None:
    cleaned = validation.clean_text(text)
    assert validation.clean_text(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert all(letter in "\t\n" or unicodedata.category(letter) != "Cc" for letter in cleaned)


def test_cleaning_keeps_what_an_office_writes() -> None:
    text = "=SUM(A1)\t√ “kutip” 日本語 – 5%\n  spasi "
    assert validation.clean_text(text) == text
    assert validation.clean_text("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"
    assert validation.clean_text("\ufeffa\x00b\x1bc\ud800") == "abc"
    assert validation.clean_text("e\u0301") == "é"


def test_too_long_and_missing_texts_are_refused_by_the_name_of_their_field() -> None:
    assert validation.check_text("a\r\nb", "Bukti", limit=3) == "a\nb"
    with pytest.raises(InvalidInputError, match="Bukti terlalu panjang"):
        validation.check_text("abcd", "Bukti", limit=3)
    with pytest.raises(InvalidInputError, match="Nama masih kosong"):
        validation.check_text(" \n", "Nama", required=True)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("100%", 100), (" 90 % ", 90), ("0", 0), ("100,0%", 100), ("50.00", 50), ("  ", None)],
)
def test_percentages_are_read_as_people_type_them(text: str, percent: int | None) -> None:
    assert validation.parse_percent(text) == percent


@pytest.mark.parametrize("text", ["101", "12,5%", "-1", "seratus", "1000", "10%%"])
def test_other_texts_are_no_percentages(text: str) -> None:
    with pytest.raises(InvalidInputError, match="Target"):
        validation.parse_percent(text)


@pytest.mark.parametrize("year", [1999, 2101, 0])
def test_years_outside_the_century_are_refused(year: int) -> None:
    with pytest.raises(InvalidInputError, match=str(year)):
        validation.check_year(year)
    assert validation.check_year(2026) == 2026


def test_only_twelve_months_and_the_whole_year_where_it_fits() -> None:
    assert [validation.check_month(1), validation.check_month(12)] == [1, 12]
    assert validation.check_month(0, whole_year=True) == 0
    for month in (0, 13, -1):
        with pytest.raises(InvalidInputError, match="Bulan"):
            validation.check_month(month)


def plan_with(action: Action) -> Plan:
    return Plan(2026, (Area("A", (Component("K", (Indicator("I", (action,)),)),)),))


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (Action("x" * 10_001), "Langkah aksi terlalu panjang"),
        (Action("x", evidence_text="x" * 10_001), "Bukti terlalu panjang"),
        (Action("x", person_in_charge="x" * 301), "Penanggung jawab terlalu panjang"),
        (Action("x", schedule_text="x" * 301), "Tulisan jadwal terlalu panjang"),
        (Action("x", target_percent=101), "Target 101%"),
        (Action("x", months=(MonthCell(13, planned=True),)), "Bulan 13"),
        (Action("x", months=(MonthCell(1, percent=-1),)), "Persentase realisasi -1%"),
        (Action("x", months=(MonthCell(1, obstacle="x" * 10_001),)), "Kendala terlalu panjang"),
        (Action("x", evidence=(EvidenceLink("e", 13),)), "Bulan 13"),
    ],
)
def test_a_plan_with_anything_outside_the_limits_is_refused(action: Action, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        checking.check_plan(plan_with(action))


def test_a_plan_within_the_limits_passes() -> None:
    checking.check_plan(
        plan_with(Action("x" * 10_000, target_percent=None, evidence=(EvidenceLink("e", 0),)))
    )


def test_a_plan_with_too_many_actions_is_refused() -> None:
    indicator = Indicator("I", (Action("x"),) * 50_001)
    with pytest.raises(InvalidInputError, match="50001 langkah aksi"):
        checking.check_plan(Plan(2026, (Area("A", (Component("K", (indicator,)),)),)))


def test_a_unit_needs_a_name() -> None:
    checking.check_unit(Unit("Kabupaten Batang Hari"))
    with pytest.raises(InvalidInputError, match="Nama satuan kerja masih kosong"):
        checking.check_unit(Unit(" "))
    with pytest.raises(InvalidInputError, match="terlalu panjang"):
        checking.check_unit(replace(Unit("a"), seat="x" * 301))
