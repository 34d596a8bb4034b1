"""The annex that zidesk itself saves as a Word document, read again as a table from elsewhere."""

from pathlib import Path

import pytest

from tests.exchange.exchange_helpers import EXAMPLES, example
from tests.exchange.tables.office_tables import steps_of
from zidesk.exchange.source import read_source
from zidesk.exchange.tables.years import plan_year
from zidesk.exchange.word.writing import write_docx
from zidesk.printing.documents import kinds
from zidesk.printing.documents.choices import chosen_options
from zidesk.printing.setting.measures import FontMeasures


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_of_our_own_annex_comes_back(name: str, tmp_path: Path) -> None:
    record = example(name)
    kind = kinds.kind_named("lampiran")
    options = chosen_options(kind.choices, {}, kind.name)
    document = kind.compose(record, options)
    with (tmp_path / "lampiran.docx").open("wb") as stream:
        write_docx(document, options, FontMeasures(), stream)
    incoming = read_source(tmp_path / "lampiran.docx")
    assert incoming.plan.year == 2026
    wanted = steps_of(record.plan)
    assert len(wanted) >= 68
    assert [step.key for step in steps_of(incoming.plan)] == [step.key for step in wanted]


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["RENCANA AKSI TAHUN 2026"], 2026),
        (["Rencana Aksi", "Zona Integritas", "Tahun 2026"], 2026),
        (["Peraturan Menteri Nomor 5 Tahun 2024", "RENCANA AKSI 2026"], 2026),
        (["PermenPANRB 90/2021", "RENCANA AKSI 2026"], 2026),
        (["Evaluasi rencana aksi tahun 2025", "RENCANA AKSI ZI", "TAHUN 2026"], 2026),
        (["Keputusan Nomor 10 Tahun 2026", "RENCANA AKSI"], 0),
        (["tahun 2025", "tahun 2026"], 0),
        ([], 0),
    ],
)
def test_the_year_is_that_of_the_nearest_title(texts: list[str], year: int) -> None:
    assert plan_year(texts)[0] == year
