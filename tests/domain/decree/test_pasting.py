"""Pasted text: a PDF's lines joined, labels read, Word's formats kept or dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zidesk.domain.decree.markup import marked_text
from zidesk.domain.decree.pasting import blocks_of_text
from zidesk.domain.decree.pasting_html import blocks_of_html


def read(blocks: list) -> list[tuple[int, str]]:
    return [(block.level, marked_text(block.text)) for block in blocks]


def test_the_line_ends_of_a_pdf_are_no_paragraph_ends() -> None:
    text = (
        "Dalam rangka pembangunan Zona Integritas, setiap pimpinan satuan kerja wajib meng-\r\n"
        "ikuti peraturan perundang-undangan yang berlaku serta undang-\n"
        "undang lain untuk tahun 2025-\n"
        "2029 yang ditetapkan oleh instansi pemerintah pusat maupun\n"
        "daerah.\n"
        "Paragraf berikutnya dimulai di sini dan berlanjut sampai ke baris yang lain, begitu\n"
        "saja."
    )
    first = (
        "Dalam rangka pembangunan Zona Integritas, setiap pimpinan satuan kerja wajib mengikuti peraturan "
        "perundang-undangan yang berlaku serta undang-undang lain untuk tahun 2025-2029 yang ditetapkan "
        "oleh instansi pemerintah pusat maupun daerah."
    )
    second = "Paragraf berikutnya dimulai di sini dan berlanjut sampai ke baris yang lain, begitu saja."
    assert read(blocks_of_text(text)) == [(0, first), (0, second)]


def test_blank_lines_split_and_page_numbers_and_footers_go() -> None:
    text = "Satu paragraf yang panjang dan\n\n- 2 -\njdih.kpu.go.id/jambi\n\nlain lagi"
    assert read(blocks_of_text(text)) == [(0, "Satu paragraf yang panjang dan"), (0, "lain lagi")]


def test_labels_make_items_of_the_level_that_their_form_has_there() -> None:
    text = (
        "Ruang lingkup meliputi:\n"
        "a. manajemen perubahan yang terdiri\n"
        "atas beberapa hal:\n"
        "1) tim kerja;\n"
        "2) dokumen rencana;\n"
        "b. penataan tatalaksana.\n"
        "• hal lain"
    )
    assert read(blocks_of_text(text)) == [
        (0, "Ruang lingkup meliputi:"),
        (1, "manajemen perubahan yang terdiri atas beberapa hal:"),
        (2, "tim kerja;"),
        (2, "dokumen rencana;"),
        (1, "penataan tatalaksana."),
        (2, "hal lain"),
    ]


@pytest.mark.parametrize("label", ["a.", "b)", "1.", "12)", "(3)", "(c)", "•", "-", "–"])
def test_every_form_of_label_is_taken_off(label: str) -> None:
    assert read(blocks_of_text(f"{label} bahwa begini;")) == [(1, "bahwa begini;")]


@pytest.mark.parametrize(
    "text", ["2026 adalah tahunnya", "1.5 persen", "a.n. Ketua", "-5 derajat", "Undang-Undang Nomor 7"]
)
def test_what_is_no_label_stays(text: str) -> None:
    assert read(blocks_of_text(text)) == [(0, text)]


def test_the_names_of_a_decree_s_parts_go_too() -> None:
    assert read(blocks_of_text("Menimbang : a. bahwa begini;\nb. bahwa begitu;")) == [
        (1, "bahwa begini;"),
        (1, "bahwa begitu;"),
    ]
    assert read(blocks_of_text("KEDUA : Keputusan ini berlaku.")) == [(0, "Keputusan ini berlaku.")]


def test_lines_that_no_page_broke_are_paragraphs() -> None:
    long = "kata " * 60 + "selesai"
    assert read(blocks_of_text(f"{long}\nPendek\n{long}")) == [(0, long), (0, "Pendek"), (0, long)]


def test_word_keeps_bold_italic_and_lists_and_loses_the_rest() -> None:
    html = """<html xmlns:o="urn:x"><head><style>p {color:red}</style></head><body><!--StartFragment-->
        <p class=MsoNormal style='text-align:justify'><b>Zona</b> <i style='mso-bidi-font-style:normal'>tag
        line</i> <span style='color:red;font-size:30pt'>biasa</span> &amp; <u>garis</u><o:p></o:p></p>
        <p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level1 lfo1'>
        <![if !supportLists]><span style='mso-list:Ignore'>a.<span
        style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>satu;</p>
        <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1)&nbsp;
        </span>dua.</p><p><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
    assert read(blocks_of_html(html)) == [
        (0, "**Zona** *tag line* biasa & garis"),
        (1, "satu;"),
        (2, "dua."),
    ]


def test_lists_of_a_web_page_are_items() -> None:
    html = (
        "<p>Awal:</p><ol><li>satu<ul><li><b>dua</b></li></ul></li><li><p>tiga</p></li></ol><div>Akhir</div>"
    )
    assert read(blocks_of_html(html)) == [
        (0, "Awal:"),
        (1, "satu"),
        (2, "**dua**"),
        (1, "tiga"),
        (0, "Akhir"),
    ]


def test_labels_typed_by_hand_in_word_make_items_as_well() -> None:
    assert read(blocks_of_html("<p>a.&nbsp;&nbsp;<b>satu</b>;</p><p>b. dua</p>")) == [
        (1, "**satu**;"),
        (1, "dua"),
    ]


def test_weights_that_are_none_and_crooked_tags_do_no_harm() -> None:
    assert read(blocks_of_html('<b style="font-weight:normal">biasa</b></i></p><td>a<td>b')) == [
        (0, "biasa"),
        (0, "a b"),
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    for blocks in (blocks_of_text(text), blocks_of_html(text)):
        assert all(marked_text(block.text).strip() for block in blocks)


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=60), st.integers(10, 60))
def test_no_word_is_lost_where_lines_are_joined(words: list[str], width: int) -> None:
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    lines.append(line)
    joined = " ".join(marked_text(block.text) for block in blocks_of_text("\n".join(lines)))
    assert joined.split() == words
