"""Names of files that are hardly proof."""

import pytest

from zidesk.domain.names.doubtful_files import (
    LOCK,
    OF_THE_SYSTEM,
    PLACEHOLDER,
    SHORTCUT,
    UNFINISHED,
    doubts,
    why_doubtful,
)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Undangan.pdf.lnk", SHORTCUT),
        ("Laporan.URL", SHORTCUT),
        ("Rapat.webloc", SHORTCUT),
        ("Rekap.gsheet", PLACEHOLDER),
        ("Notulen.gdoc", PLACEHOLDER),
        ("~$Laporan.docx", LOCK),
        (".~lock.Rekap.ods#", LOCK),
        ("._foto.jpg", LOCK),
        ("~WRL0001.tmp", LOCK),
        ("video.mp4.crdownload", UNFINISHED),
        ("undangan.pdf.part", UNFINISHED),
        ("Belum dikonfirmasi 123.crdownload", UNFINISHED),
        ("salinan.tmp. ", UNFINISHED),
        ("Thumbs.db", OF_THE_SYSTEM),
        ("desktop.ini", OF_THE_SYSTEM),
        (".DS_Store", OF_THE_SYSTEM),
    ],
)
def test_what_is_no_proof_is_told_with_its_reason(name: str, why: str) -> None:
    assert why_doubtful(name) == why
    assert doubts(["undangan.pdf", name]) == [f"“{name}”: {why}"]


@pytest.mark.parametrize(
    "name",
    ["undangan.pdf", "foto.jpg", "tautan penting.docx", "lnk", "url.pdf", "~catatan.txt", "surat.eml", "a"],
)
def test_any_other_file_passes(name: str) -> None:
    assert why_doubtful(name) is None
