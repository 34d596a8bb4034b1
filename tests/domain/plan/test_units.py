import pytest

from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import Level, Unit
from zidesk.domain.plan.units import find_unit, is_named, level_of, named_unit, same_unit, written_out

BATANG_HARI = Unit(name="Kabupaten Batang Hari", level=Level.KABUPATEN)
JAMBI_PROVINCE = Unit(name="Provinsi Jambi", level=Level.PROVINSI)
JAMBI_CITY = Unit(name="Kota Jambi", level=Level.KOTA)
UNITS = (BATANG_HARI, JAMBI_PROVINCE, JAMBI_CITY)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Kabupaten Merangin", Level.KABUPATEN),
        ("KOTA JAMBI", Level.KOTA),
        ("Kab. Tebo", Level.KABUPATEN),
        ("KPU Provinsi Jambi", Level.PROVINSI),
        ("Merangin", None),
        ("", None),
    ],
)
def test_level_is_read_from_the_name(name: str, level: Level | None) -> None:
    assert level_of(name) is level


def test_name_is_written_out_with_its_level() -> None:
    assert named_unit("Merangin", Level.KABUPATEN) == Unit(name="Kabupaten Merangin", level=Level.KABUPATEN)
    assert named_unit("  Kota   Jambi ") == Unit(name="Kota Jambi", level=Level.KOTA)


@pytest.mark.parametrize(
    ("name", "level", "sentence"),
    [
        ("  ", Level.KOTA, "masih kosong"),
        ("Kota Jambi", Level.KABUPATEN, "tidak cocok dengan tingkat kabupaten"),
        ("Merangin", None, "tidak jelas"),
    ],
)
def test_a_name_that_is_not_clear_is_refused(name: str, level: Level | None, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        named_unit(name, level)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Kabupaten Batang Hari", BATANG_HARI),
        ("kab. batang  hari", BATANG_HARI),
        ("batang hari", BATANG_HARI),
        ("Kota Jambi", JAMBI_CITY),
    ],
)
def test_unit_is_found_by_what_a_person_types(name: str, unit: Unit) -> None:
    assert find_unit(UNITS, name) is unit
    assert is_named(unit, name)


def test_a_name_that_fits_two_units_is_refused_with_both_names() -> None:
    with pytest.raises(NotFoundError, match=r"cocok dengan beberapa .*Provinsi Jambi, Kota Jambi"):
        find_unit(UNITS, "Jambi")


@pytest.mark.parametrize("name", ["Kabupaten Tebo", "", "Batanghari"])
def test_an_unknown_unit_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(NotFoundError, match="Kabupaten Batang Hari, Provinsi Jambi"):
        find_unit(UNITS, name)


def test_same_unit_looks_past_spacing_and_case_but_not_level() -> None:
    assert same_unit(BATANG_HARI, Unit(name="KAB.  BATANG HARI", level=Level.KABUPATEN))
    assert not same_unit(JAMBI_CITY, JAMBI_PROVINCE)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kab. Tebo", "Kabupaten Tebo"),
        ("kab.tebo", "Kabupaten tebo"),
        ("KPU Kab Tebo", "Kabupaten Tebo"),
        ("Komisi Pemilihan Umum  Prov. Jambi", "Provinsi Jambi"),
        ("KOTA JAMBI", "KOTA JAMBI"),
        ("Kabanjahe", "Kabanjahe"),
        ("KPU", "KPU"),
        ("Kab.", "Kab."),
    ],
)
def test_a_short_level_is_written_out_and_the_office_left_out(typed: str, name: str) -> None:
    assert written_out(typed) == name
    assert written_out(name) == name
