"""Decrees for tests: one of everything, and arbitrary ones."""

from hypothesis import strategies as st

from zidesk.domain.decree.model import (
    BlockKind,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)

SMALL_DECREE = Decree(
    place="Muara Uji",
    signer_capacity="Plt. Ketua",
    signer_name="SITI AMINAH",
    certifier_title="Sekretaris",
    certifier_name="BUDI",
    stipulating="KEPUTUSAN TENTANG RENCANA AKSI.",
    annex_title="RENCANA AKSI",
    table_title="Tabel Rencana Aksi",
    considering=(ClauseText("bahwa satu;"), ClauseText("bahwa dua;"), ClauseText("bahwa tiga.", "d.")),
    recalling=(ClauseText("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;"),),
    noting=(ClauseText("Berita Acara Nomor 1;"),),
    deciding=(ClauseText("Menetapkan Rencana Aksi."), ClauseText("Keputusan ini mulai berlaku.")),
    sections=(
        NarrativeSection(
            "Pendahuluan",
            (
                NarrativeBlock("Paragraf dengan *tag line* dan **tebal**."),
                NarrativeBlock("butir pertama:", BlockKind.ITEM, 1),
                NarrativeBlock("butir di dalamnya;", BlockKind.ITEM, 2),
                NarrativeBlock("lanjutan butir", BlockKind.PARAGRAPH, 1),
                NarrativeBlock("butir bernomor sendiri", BlockKind.ITEM, 1, "x."),
            ),
            "A.",
        ),
        NarrativeSection("Dasar Hukum"),
    ),
)

_texts = st.text("ab *\\é\n", max_size=12)
_labels = st.none() | st.text("ab.)", min_size=1, max_size=3)
_clauses = st.lists(st.builds(ClauseText, _texts, _labels), max_size=3).map(tuple)
_paragraphs = st.builds(NarrativeBlock, _texts, st.just(BlockKind.PARAGRAPH), st.integers(0, 9))
_items = st.builds(NarrativeBlock, _texts, st.just(BlockKind.ITEM), st.integers(1, 9), _labels)
_sections = st.builds(
    NarrativeSection, _texts, st.lists(_paragraphs | _items, max_size=4).map(tuple), _labels
)
decrees = st.builds(
    Decree,
    place=_texts,
    signer_capacity=_texts,
    signer_name=_texts,
    certifier_capacity=_texts,
    certifier_title=_texts,
    certifier_name=_texts,
    stipulating=_labels,
    annex_title=_labels,
    table_title=_labels,
    considering=_clauses,
    recalling=_clauses,
    noting=_clauses,
    deciding=_clauses,
    sections=st.lists(_sections, max_size=3).map(tuple),
)
"""Any decree within the limits, in few letters; without ids."""
