"""Tables as offices make them, in many shapes: every row is read right, or listed at its place.

Run with ``-rP`` to see the matrix: shape and plan by rows right, flagged, and silently wrong.
"""

import logging
import shutil
from pathlib import Path

import pytest

from tests.exchange.tables.corpus import PLANS, RESAVED, SHAPES
from tests.exchange.tables.office_tables import Maker, Shape
from tests.exchange.tables.scoring import Score, score, score_accepted
from tests.exchange.tables.table_files import read_written

_LOG = logging.getLogger(__name__)


def scores(shape: Shape, plan: str, folder: Path) -> tuple[Score, Score]:
    tables = Maker(shape).make(PLANS[plan]())
    incoming = read_written(shape, tables, folder)
    assert not [problem for problem in incoming.problems if "tidak terbaca" in problem.message]
    safe, accepted = score(incoming, tables), score_accepted(incoming, tables)
    wrong = len(safe.wrong) + len(accepted.wrong)
    _LOG.info("%s | %s | %d | %d | %d", shape.name, plan, safe.right, safe.flagged, wrong)
    return safe, accepted


def test_the_corpus_is_wide() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)
    assert len(SHAPES) * len(PLANS) + len(RESAVED) > 200


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_nothing_is_lost_in_silence(
    shape: Shape, plan: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
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


@pytest.mark.parametrize(
    "name", ["resmi", "bulan tanggal", "waktu kata", "balok bulan", "induk digabung", "Word", "ditempel"]
)
def test_usual_shapes_need_no_answer(name: str, tmp_path: Path) -> None:
    shape = next(shape for shape in SHAPES if shape.name == name)
    safe, _ = scores(shape, "karangan", tmp_path)
    assert (safe.right, safe.flagged, safe.wrong) == (36, 0, ())
