"""tetapkan, kembalikan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zidesk.db.store import Store
from zidesk.domain.plan.model import PlanStatus, PlanSummary

SIGN = ("--nomor", "10", "--tanggal", "2026-01-22")


def plan_of(path: Path) -> PlanSummary:
    """Return the one plan of a file."""
    with Store.open(path) as store:
        (plan,) = store.plans()
        return plan


def test_a_plan_is_signed_and_taken_back(batanghari: Path, run: Callable[..., str]) -> None:
    assert run("tetapkan", batanghari, *SIGN) == (
        "Rencana 2026 ditetapkan: Keputusan Nomor 10, 22 Januari 2026.\n"
    )
    assert plan_of(batanghari).status is PlanStatus.DITETAPKAN
    with Store.open(batanghari) as store:
        plan = store.load_record(plan_of_open(store)).plan
        assert (plan.decree_number, str(plan.decree_date)) == ("10", "2026-01-22")
    assert run("kembalikan", batanghari).startswith("Rencana 2026 kembali menjadi draf")
    assert plan_of(batanghari).status is PlanStatus.DRAF


def plan_of_open(store: Store) -> str:
    """Return the id of the one plan of an open file."""
    (plan,) = store.plans()
    return plan.id


def test_a_plan_of_which_something_was_done_stays_signed(
    batanghari: Path, run: Callable[..., str], refusal: Callable[..., str]
) -> None:
    run("tetapkan", batanghari, *SIGN)
    run("realisasi", batanghari, "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", "2026-01-30")
    assert "sudah mempunyai realisasi" in refusal("kembalikan", batanghari)
    assert plan_of(batanghari).status is PlanStatus.DITETAPKAN


def test_what_is_so_already_is_said_and_changes_nothing(
    batanghari: Path, run: Callable[..., str], refusal: Callable[..., str]
) -> None:
    assert "masih draf" in refusal("kembalikan", batanghari)
    run("tetapkan", batanghari, *SIGN)
    assert "sudah ditetapkan" in refusal("tetapkan", batanghari, "--nomor", "11", "--tanggal", "2026-02-01")
    with Store.open(batanghari) as store:
        assert store.load_record(plan_of_open(store)).plan.decree_number == "10"


@pytest.mark.parametrize("number", ["", "   "])
def test_a_decree_without_number_signs_nothing(
    batanghari: Path, refusal: Callable[..., str], number: str
) -> None:
    assert "Nomor keputusan" in refusal("tetapkan", batanghari, "--nomor", number, "--tanggal", "2026-01-22")
    assert plan_of(batanghari).status is PlanStatus.DRAF
