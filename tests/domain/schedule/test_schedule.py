import json
import re
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.plan.model import MONTHS
from zidesk.domain.schedule.dates import MONTH_NAMES, MONTH_SHORT
from zidesk.domain.schedule.wording import PATTERNS, ParsedSchedule, format_schedule, parse_schedule
from zidesk.resource_path import resource_path

ALL = set(MONTHS)


def jambi_actions() -> list[dict[str, Any]]:
    plan = json.loads(resource_path("examples", "jambi-2026.json").read_text(encoding="utf-8"))
    return [
        action
        for area in plan["areas"]
        for component in area["components"]
        for indicator in component["indicators"]
        for action in indicator["actions"]
    ]


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([], ""),
        ([2], "Februari"),
        ([7, 12], "Juli dan Desember"),
        ([7, 8], "Juli dan Agustus"),
        ([4, 7, 10, 12], "April, Juli, Oktober, Desember"),
        (list(MONTHS), "Januari s.d Desember"),
        ([1, 2, 3], "Januari s.d Maret"),
        ([1, 3, 4, 5, 6, 12], "Januari, Maret s.d Juni, Desember"),
        ([1, 2, 3, 12], "Januari s.d Maret, Desember"),
        ([1, 2, 4, 5], "Januari, Februari, April, Mei"),
    ],
)
def test_schedules_are_written_in_the_offices_words(months: list[int], text: str) -> None:
    assert format_schedule(months) == text
    assert format_schedule(reversed(months)) == text


def test_all_4096_schedules_round_trip() -> None:
    texts = set()
    for size in range(13):
        for months in combinations(MONTHS, size):
            text = format_schedule(months)
            assert parse_schedule(text) == ParsedSchedule(frozenset(months))
            texts.add(text)
    assert len(texts) == 4096


def test_all_70_schedules_of_the_real_province_plan_are_read() -> None:
    actions = jambi_actions()
    assert len(actions) == 70
    for action in actions:
        assert parse_schedule(action["schedule_text"]) == ParsedSchedule(frozenset(action["months"]))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Jan s/d Des", ALL),
        ("Jan s.d. Des", ALL),
        ("Jan s.d Des", ALL),
        ("Jan sd Des", ALL),
        ("JANUARI SAMPAI DESEMBER", ALL),
        ("dari Januari sampai dengan Desember", ALL),
        ("Januari-Desember", ALL),
        ("Jan – Mar", {1, 2, 3}),
        ("Jan — Mar", {1, 2, 3}),
        ("Jan-Feb-Mar", {1, 2, 3}),
        ("Januari s.d\nDesember", ALL),
        ("Januari\ns.d. Desember", ALL),
        ("April – Des 2021", set(range(4, 13))),
        ("Mei s.d Mei", {5}),
        ("Agt, Ags, Agust, Agu", {8}),
        ("Sept. & Nop; Nopember", {9, 11}),
        ("Feb/Mar/Jun", {2, 3, 6}),
        ("Juli\nDesember", {7, 12}),
        ("- Januari\n- Desember", {1, 12}),
        ("April Juli Desember", {4, 7, 12}),
        ("Bulan Maret dan bulan Juni", {3, 6}),
        ("Desember2026", {12}),
        ("TW I", {1, 2, 3}),
        ("TW 1", {1, 2, 3}),
        ("tw1", {1, 2, 3}),
        ("TW.IV", {10, 11, 12}),
        ("Triwulan II", {4, 5, 6}),
        ("Triwulan ke-2", {4, 5, 6}),
        ("Tribulan III", {7, 8, 9}),
        ("TW I, TW III", {1, 2, 3, 7, 8, 9}),
        ("TW I, III dan IV", {1, 2, 3, 7, 8, 9, 10, 11, 12}),
        ("TW I-III", set(range(1, 10))),
        ("TW I/II", set(range(1, 7))),
        ("TW I 2026 s.d TW II 2026", set(range(1, 7))),
        ("Semester I", set(range(1, 7))),
        ("Semester 2", set(range(7, 13))),
        ("Semester I dan II", ALL),
        ("Setiap bulan", ALL),
        ("tiap bulan", ALL),
        ("Setiap akhir bulan", ALL),
        ("bulanan", ALL),
        ("Sepanjang tahun 2026", ALL),
        ("Setiap triwulan", {3, 6, 9, 12}),
        ("setiap TW", {3, 6, 9, 12}),
        ("setiap tiga bulan", {3, 6, 9, 12}),
        ("per semester", {6, 12}),
        ("setiap bulan Maret", {3}),
        ("Setiap triwulan (April, Juli, Oktober, Desember)", {4, 7, 10, 12}),
        ("setiap TW I", {1, 2, 3}),
        ("B03 B06 B09 B12", {3, 6, 9, 12}),
        ("B01-B03", {1, 2, 3}),
        ("4, 8, 12", {4, 8, 12}),
        ("04/08/12", {4, 8, 12}),
        ("1-12", ALL),
        ("bulan 4, 8 dan 12", {4, 8, 12}),
        ("", set()),
        ("-", set()),
        (" \n ", set()),
    ],
)
def test_every_notation_of_the_offices_is_read_whole(text: str, months: set[int]) -> None:
    assert parse_schedule(text) == ParsedSchedule(frozenset(months))


@pytest.mark.parametrize(
    ("text", "months", "unread"),
    [
        ("Okt s.d Feb", set(), ("Okt s.d Feb",)),
        ("Nov 2025 s.d Feb 2026, April", {4}, ("Nov 2025 s.d Feb 2026",)),
        ("Jan 2025 s.d Mar 2026", set(), ("Jan 2025 s.d Mar 2026",)),
        ("TW IV s.d TW I", set(), ("TW IV s.d TW I",)),
        ("Mar-Jun-Sep-Des", set(), ("Mar-Jun-Sep-Des",)),
        ("100% Desember", {12}, ("100%",)),
        ("Desember: 12 laporan tersusun", {12}, ("12 laporan tersusun",)),
        ("4 laporan, April", {4}, ("4 laporan",)),
        ("4, 8, 13", {4, 8}, ("13",)),
        ("4, 8 dan 12 (100%)", {4, 8, 12}, ("100%",)),
        ("Meiji", set(), ("Meiji",)),
        ("Maret minggu ke-2", {3}, ("minggu ke-2",)),
        ("tanggal 5, 10 dan 15 Maret", {3}, ("tanggal 5", "10", "15")),
        ("10 Januari s.d 20 Maret", {1, 2, 3}, ("10", "20")),
        ("awal Januari s.d akhir Maret", {1, 2, 3}, ("awal", "akhir")),
        ("Januari rapat - laporan Desember", {1, 12}, ("rapat - laporan",)),
        ("Januari s.d selesai", {1}, ("s.d selesai",)),
        ("s.d Maret", {3}, ("s.d",)),
        ("Januari\n- Desember", {1, 12}, ("-",)),
        ("01/04/2026", set(), ("01/04/2026",)),
        ("Jan-26", {1}, ("-26",)),
        ("2026", set(), ("2026",)),
        ("Setiap tahun", set(), ("Setiap tahun",)),
        ("Setiap bulan kecuali Juli", ALL, ("kecuali Juli",)),
        ("1 kali setiap bulan", ALL, ("1 kali",)),
        ("Januari, laporan bulanan", {1}, ("laporan bulanan",)),
        ("12 bulan", set(), ("12 bulan",)),
        ("I, II", set(), ("I", "II")),
        ("Triwulan V", set(), ("Triwulan V",)),
        ("TW 1, 8", {1, 2, 3}, ("8",)),
        ("April atau Mei", {4, 5}, ("atau",)),
    ],
)
def test_what_is_not_certain_is_reported_as_it_was_written(
    text: str, months: set[int], unread: tuple[str, ...]
) -> None:
    assert parse_schedule(text) == ParsedSchedule(frozenset(months), unread)


def test_patterns_are_read_by_their_own_names() -> None:
    assert {name: parse_schedule(name).months for name in PATTERNS} == dict(PATTERNS)


@given(
    st.lists(st.sampled_from(MONTHS), min_size=1, max_size=6),
    st.sampled_from((MONTH_NAMES, MONTH_SHORT)),
    st.sampled_from((", ", ",", "; ", " dan ", " & ", "/", "\n", " ")),
    st.sampled_from((str, str.upper, str.lower)),
)
def test_any_list_of_names_with_any_separator_is_read(
    months: list[int], names: tuple[str, ...], separator: str, case: Any
) -> None:
    text = case(separator.join(names[month] for month in months))
    assert parse_schedule(text) == ParsedSchedule(frozenset(months))


@given(
    st.sampled_from(MONTHS),
    st.sampled_from(MONTHS),
    st.sampled_from((" s.d ", " s/d ", " s.d. ", " sd ", " sampai dengan ", "-", " – ", "—")),
)
def test_a_run_reads_forwards_only(first: int, last: int, link: str) -> None:
    text = f"{MONTH_NAMES[first]}{link}{MONTH_NAMES[last]}"
    expected = (
        ParsedSchedule(frozenset(range(first, last + 1))) if first <= last else ParsedSchedule(unread=(text,))
    )
    assert parse_schedule(text) == expected


@given(
    st.lists(
        st.sampled_from(("Maret", "laporan", "notulen", "Desember", "7", "s.d", ",", "100%", "\n")),
        max_size=8,
    )
)
def test_no_word_and_no_number_is_lost_silently(pieces: list[str]) -> None:
    parsed = parse_schedule(" ".join(pieces))
    unread = " ".join(parsed.unread)
    for word in ("laporan", "notulen", "100%"):
        assert len(re.findall(word, unread)) == pieces.count(word)
    for name, month in (("Maret", 3), ("Desember", 12), ("7", 7)):
        assert (name not in pieces) or month in parsed.months or name in unread


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    parsed = parse_schedule(text)
    assert parsed.months <= set(MONTHS)
    assert all(piece.strip() for piece in parsed.unread)
