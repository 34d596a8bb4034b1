"""The fields of a decree, its clauses, sections and blocks, as ``plan.fields`` declares those of a plan."""

from zidesk.domain.plan.fields import Field, ValueKind
from zidesk.domain.plan.validation import MAX_NAME, MAX_TEXT

MAX_BLOCK = 10 * MAX_TEXT
"""Longest text of one paragraph or item of the narrative, in characters."""

DECREE_FIELDS = (
    Field("place", "Tempat penetapan", limit=MAX_NAME),
    Field("signer_capacity", "Kedudukan penanda tangan", limit=MAX_NAME),
    Field("signer_name", "Nama penanda tangan", limit=MAX_NAME),
    Field("certifier_capacity", "Kedudukan pengesah salinan", limit=MAX_NAME),
    Field("certifier_title", "Jabatan pengesah salinan", limit=MAX_NAME),
    Field("certifier_name", "Nama pengesah salinan", limit=MAX_NAME),
    Field("stipulating", "Bunyi Menetapkan", ValueKind.WORDING),
    Field("annex_title", "Judul lampiran", ValueKind.WORDING),
    Field("table_title", "Judul tabel", ValueKind.WORDING),
)
"""What a decree says besides its clauses and narrative."""

CLAUSE_FIELDS = (
    Field("text", "Isi butir"),
    Field("label", "Penomoran butir", ValueKind.WORDING, limit=MAX_NAME),
)
SECTION_FIELDS = (
    Field("title", "Judul bagian", limit=MAX_NAME),
    Field("label", "Penomoran bagian", ValueKind.WORDING, limit=MAX_NAME),
)
BLOCK_FIELDS = (
    Field("label", "Penomoran butir", ValueKind.WORDING, limit=MAX_NAME),
    Field("text", "Isi paragraf", limit=MAX_BLOCK),
)
