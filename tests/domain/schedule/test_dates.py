from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.schedule import dates


def test_dates_are_written_with_the_month_in_words() -> None:
    assert dates.format_date(date(2026, 11, 21)) == "21 November 2026"
    assert dates.format_date(date(2026, 1, 2)) == "2 Januari 2026"


@given(st.dates(date(1000, 1, 1)))
def test_written_and_iso_dates_round_trip(value: date) -> None:
    assert dates.parse_date(dates.format_date(value)) == value
    assert dates.parse_date(value.isoformat()) == value
    assert dates.parse_date(value.strftime("%d/%m/") + f"{value.year}") == value


@pytest.mark.parametrize(
    "text",
    [
        "21 Nov 2026",
        "21 nopember 2026",
        "21-Nov-2026",
        "21.11.2026",
        "21-11-2026",
        " 21/11/2026 ",
        "2026-11-21",
    ],
)
def test_dates_are_read_as_people_type_them(text: str) -> None:
    assert dates.parse_date(text) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text", ["", "besok", "31 Februari 2026", "2026-13-01", "21/11/26", "11 2026", "1 Xyz 2026"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(InvalidInputError, match="tidak dikenali"):
        dates.parse_date(text)


def test_month_words_stand_at_their_numbers() -> None:
    assert [dates.MONTH_NAMES[1], dates.MONTH_SHORT[8], dates.MONTH_INITIALS[12]] == ["Januari", "Agu", "D"]
    assert [len(dates.MONTH_NAMES), len(dates.MONTH_SHORT), len(dates.MONTH_INITIALS)] == [13, 13, 13]
    assert [dates.month_number(name) for name in dates.MONTH_NAMES] == [None, *range(1, 13)]
    assert [dates.month_number(word) for word in ("NOP", "Sept.", "agt", "Meiji")] == [11, 9, 8, None]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, ""),
        (Fraction(0), "0%"),
        (Fraction(7, 9), "78%"),
        (Fraction(1, 8), "13%"),
        (Fraction(1), "100%"),
        (Fraction(999, 1000), "99%"),
        (Fraction(1, 1000), "1%"),
    ],
)
def test_percent_says_all_or_nothing_only_when_it_is(share: Fraction | None, text: str) -> None:
    assert dates.format_percent(share) == text


def test_numbers_have_a_decimal_comma_and_points_between_thousands() -> None:
    assert dates.format_decimal(12.5) == "12,5"
    assert dates.format_decimal(3.0) == "3"
    assert dates.format_decimal(100) == "100"
    assert dates.format_decimal(Fraction(2, 3), places=2) == "0,67"
    assert dates.format_decimal(-0.01) == "0"
    assert dates.format_count(40_000) == "40.000"


def test_sizes_are_written_in_the_largest_fitting_unit() -> None:
    assert [dates.format_size(n) for n in (0, 1023, 1536, 500 * 1024**2, 5000 * 1024**3)] == [
        "0 byte",
        "1023 byte",
        "1,5 KB",
        "500 MB",
        "5000 GB",
    ]


def test_a_moment_is_told_in_local_time() -> None:
    moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert dates.local_time(moment) == moment
    assert dates.local_time(moment).tzinfo == moment.astimezone().tzinfo


@pytest.mark.parametrize("year", [1, 1900, 9999])
def test_a_moment_outside_what_the_system_knows_is_told_as_it_stands(year: int) -> None:
    moment = datetime(year, 12 if year > 2000 else 1, 1, tzinfo=timezone(timedelta(hours=7)))
    assert dates.local_time(moment) == moment
