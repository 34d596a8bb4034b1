"""How an office wants its documents: read, put into the options, and seen on the pages."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.printing.plans import whole_example
from tests.printing.reading import Page, as_pdf, read_pages
from zidesk.printing.documents.kinds import kind_named
from zidesk.printing.documents.office_settings import SETTINGS, NumberSetting, office_options
from zidesk.printing.setting.options import PrintOptions

MM = 72 / 25.4


def pages_with(kind: str, **kept: str) -> list[Page]:
    options = office_options(kept)
    return read_pages(as_pdf(kind_named(kind).compose(whole_example("batanghari-2026"), options), options))


def test_what_is_not_kept_is_as_usual() -> None:
    assert office_options({}) == PrintOptions()
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_every_setting_changes_the_options_and_nonsense_does_not(setting: object) -> None:
    assert isinstance(setting, tuple(type(each) for each in SETTINGS))
    other = str(setting.limits[1]) if isinstance(setting, NumberSetting) else setting.answers[1][0]
    assert office_options({setting.name: other}) != PrintOptions()
    for nonsense in ("", "banyak", "-1", "1e9", "nan", "ya?"):
        assert office_options({setting.name: nonsense}) == PrintOptions()


def test_margins_hold_the_text() -> None:
    kept = {"margin_top": "40", "margin_right": "20", "margin_bottom": "30", "margin_left": "35"}
    for page in pages_with("keputusan", **kept)[:3]:
        inside = [char for char in page.visible if 30 * MM < char.y < page.height - 40 * MM]
        assert min(char.x for char in inside) >= 35 * MM
        assert max(char.x for char in inside) <= page.width - 20 * MM
        lowest = min(char.y for char in page.visible)
        assert lowest >= 30 * MM


def test_wider_lines_and_larger_letters_take_more_pages() -> None:
    usual = len(pages_with("lampiran"))
    assert len(pages_with("lampiran", spacing="1.5")) > usual
    assert len(pages_with("lampiran", text_size="14")) > usual
    assert len(pages_with("lampiran", table_size="11")) > usual


def test_the_mark_of_a_copy_is_as_the_office_writes_it() -> None:
    text = " ".join(page.text for page in pages_with("salinan", mark="ttd"))
    assert "ttd AHMAD HALIM" in text
    assert "ttd." not in text


def test_the_first_word_of_the_next_page_stands_at_the_foot() -> None:
    pages = pages_with("keputusan", catchword="ya")
    found = 0
    for page, following in pairwise(pages):
        if " . . ." not in page.text:
            continue
        word = page.text.partition(" . . .")[0].split()[-1]
        top = max(char.y for char in following.visible if char.y < following.height - 25 * MM)
        line = "".join(char.text for char in following.chars if abs(char.y - top) < 8)
        assert word in line
        found += 1
    assert found >= 4
    assert not any(" . . ." in page.text for page in pages_with("keputusan"))


def test_a_choice_of_the_moment_goes_before_the_office_s() -> None:
    from zidesk.printing.documents.choices import CHOICES, chosen_options

    office = replace(office_options({"spacing": "1.5"}), table_size=7)
    chosen = chosen_options(CHOICES, {"kertas": "a4"}, "lampiran", office)
    assert chosen == replace(office, paper=chosen.paper)
    assert chosen.paper == "a4"
