"""Tables as offices make them, in many shapes: every row is read right, or listed at its place."""

import shutil
from pathlib import Path

import pytest

from tests.exchange.tables.corpus import PLANS, RESAVED, SHAPES
from tests.exchange.tables.office_tables import Maker, Shape
from tests.exchange.tables.scoring import Score, score, score_accepted
from tests.exchange.tables.table_files import read_written


def scores(shape: Shape, plan: str, folder: Path) -> tuple[Score, Score]:
    tables = Maker(shape).make(PLANS[plan]())
    incoming = read_written(shape, tables, folder)
    return score(incoming, tables), score_accepted(incoming, tables)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_nothing_is_lost_in_silence(shape: Shape, plan: str, tmp_path: Path) -> None:
    safe, accepted = scores(shape, plan, tmp_path)
    assert safe.wrong == ()
    assert accepted.wrong == ()
    assert accepted.right + accepted.flagged > 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("shape", RESAVED, ids=lambda shape: shape.name)
def test_nothing_is_lost_after_libreoffice_has_saved_it(shape: Shape, tmp_path: Path) -> None:
    (tmp_path / "ulang").mkdir()
    safe, accepted = scores(shape, "karangan", tmp_path)
    assert safe.wrong == ()
    assert accepted.wrong == ()
