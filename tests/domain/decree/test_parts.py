"""The lists of a decree and what can be done with their entries."""

import pytest

from tests.domain.decree.decrees import SMALL_DECREE
from zidesk.domain.decree.checking import MAX_LEVEL
from zidesk.domain.decree.levels import as_item, as_paragraph, deeper, shallower
from zidesk.domain.decree.model import (
    BlockKind,
    ClausePart,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)
from zidesk.domain.decree.parts import (
    ALL_SECTIONS,
    DecreePart,
    entries,
    entry_name,
    entry_text,
    has_part,
    is_filled,
    labels,
    moved,
    new_entry,
    part_name,
    parts_of,
    with_entries,
    with_text,
)
from zidesk.domain.decree.references import clause_references, enumeration

CONSIDERING = DecreePart(ClausePart.CONSIDERING)
SECTION = NarrativeSection(
    "Pendahuluan",
    (
        NarrativeBlock("Awal:", id="b1"),
        NarrativeBlock("satu", BlockKind.ITEM, 1, id="b2"),
        NarrativeBlock("dalam", BlockKind.ITEM, 2, id="b3"),
        NarrativeBlock("lanjutan", level=1, id="b4"),
        NarrativeBlock("dua", BlockKind.ITEM, 1, "z.", id="b5"),
    ),
    id="s1",
)
DECREE = Decree(sections=(SECTION, NarrativeSection("", id="s2")))


def test_every_list_is_there_in_the_order_of_print() -> None:
    assert [part_name(DECREE, part) for part in parts_of(DECREE)] == [
        "Menimbang",
        "Mengingat",
        "Memperhatikan",
        "Diktum",
        "Lampiran",
        "Pendahuluan",
        "bagian 2",
    ]


@pytest.mark.parametrize("part", parts_of(DECREE))
def test_what_is_put_into_a_list_is_read_from_it_and_changes_no_other(part: DecreePart) -> None:
    entry = new_entry(part, "tulisan")
    after = with_entries(DECREE, part, [entry])
    assert entries(after, part) == (entry,)
    assert entry.id
    for other in parts_of(DECREE):
        if other != part and not (part == ALL_SECTIONS and other.section_id):
            assert [entry_text(each) for each in entries(after, other)] == [
                entry_text(each) for each in entries(DECREE, other)
            ]


def test_labels_are_those_of_print_and_names_follow_them() -> None:
    assert labels(SMALL_DECREE, CONSIDERING) == ["a.", "b.", "d."]
    assert entry_name(SMALL_DECREE, CONSIDERING, 1) == "Menimbang b"
    assert entry_name(SMALL_DECREE, CONSIDERING, 2) == "Menimbang d"
    assert entry_name(SMALL_DECREE, DecreePart(ClausePart.RECALLING), 0) == "Mengingat 1"
    assert entry_name(SMALL_DECREE, DecreePart(ClausePart.DECIDING), 1) == "Diktum KEDUA"
    blocks = DecreePart(section_id="s1")
    assert labels(DECREE, blocks) == ["", "a.", "1)", "", "z."]
    assert entry_name(DECREE, blocks, 0) == "Pendahuluan, paragraf 1"
    assert entry_name(DECREE, blocks, 2) == "Pendahuluan 1"
    assert entry_name(DECREE, ALL_SECTIONS, 0) == "judul bagian 1"


def test_names_stay_short_whatever_titles_and_labels_are() -> None:
    block = NarrativeBlock("x", BlockKind.ITEM, 1, "y" * 300, id="b")
    long = Decree(sections=(NarrativeSection("Judul panjang " * 20, (block,), id="s"),))
    name = entry_name(long, DecreePart(section_id="s"), 0)
    assert name.startswith("Judul panjang")
    assert len(name) <= 81


def test_a_section_that_has_gone_holds_nothing_and_takes_nothing() -> None:
    gone = DecreePart(section_id="x")
    assert not has_part(DECREE, gone)
    assert entries(DECREE, gone) == ()
    assert with_entries(DECREE, gone, [NarrativeBlock("a")]) == DECREE


@pytest.mark.parametrize(
    ("indexes", "gap", "expected"),
    [
        ([0], 0, "abcde"),
        ([0], 1, "abcde"),
        ([0], 3, "bcade"),
        ([4], 0, "eabcd"),
        ([1, 3], 5, "acebd"),
        ([1, 3], 2, "abdce"),
        ([3, 1], 0, "bdace"),
    ],
)
def test_entries_move_together_and_keep_their_order(indexes: list[int], gap: int, expected: str) -> None:
    made = moved([ClauseText(letter) for letter in "abcde"], indexes, gap)
    assert "".join(entry_text(entry) for entry in made) == expected


def test_text_is_put_into_whatever_entry() -> None:
    assert with_text(SECTION, "Baru").title == "Baru"
    assert with_text(ClauseText("a", "b."), "c") == ClauseText("c", "b.")
    assert is_filled(NarrativeSection("", (NarrativeBlock("x"),)))
    assert not is_filled(NarrativeSection(" ", (NarrativeBlock(" "),)))


def test_levels_go_in_and_out_within_their_limits() -> None:
    paragraph = NarrativeBlock("a")
    item = as_item(paragraph)
    assert (item.kind, item.level) == (BlockKind.ITEM, 1)
    assert deeper(item).level == 2
    assert deeper(NarrativeBlock("a", BlockKind.ITEM, MAX_LEVEL)).level == MAX_LEVEL
    assert shallower(item) == paragraph
    assert shallower(paragraph) == paragraph
    assert shallower(deeper(item)) == item
    assert as_paragraph(NarrativeBlock("a", BlockKind.ITEM, 2, "x.")) == NarrativeBlock("a", level=1)


def test_new_blocks_are_like_the_one_they_stand_beside() -> None:
    made = new_entry(DecreePart(section_id="s1"), like=SECTION.blocks[4])
    assert made == NarrativeBlock("", BlockKind.ITEM, 1, None, made.id)


def test_references_name_each_clause_as_decrees_do() -> None:
    assert clause_references(SMALL_DECREE, ClausePart.CONSIDERING) == "huruf a, huruf b, dan huruf d"
    assert clause_references(SMALL_DECREE, ClausePart.CONSIDERING, before=2) == "huruf a dan huruf b"
    assert clause_references(SMALL_DECREE, ClausePart.CONSIDERING, before=1) == "huruf a"
    assert clause_references(SMALL_DECREE, ClausePart.CONSIDERING, before=0) == ""
    assert clause_references(SMALL_DECREE, ClausePart.DECIDING) == "diktum KESATU dan diktum KEDUA"
    assert enumeration(["a", "b", "c", "d"]) == "a, b, c, dan d"
