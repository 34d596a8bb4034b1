"""What a decree fixes: the one rule by which a signed plan takes some changes and refuses others.

A decree fixes the plan's identity, its rows, and those fields of rows and months that are ``fixed``; what is
done, proved and remarked goes on.
"""

from collections.abc import Iterable

from zidesk.domain.errors import PlanLockedError
from zidesk.domain.plan.fields import MONTH_FIELDS, NODE_FIELDS, PLAN_FIELDS, Field
from zidesk.domain.plan.model import NodeKind, Plan, PlanStatus

_NEXT_STATUS = {
    PlanStatus.DRAF: frozenset({PlanStatus.DITETAPKAN}),
    PlanStatus.DITETAPKAN: frozenset({PlanStatus.DRAF, PlanStatus.DIUBAH}),
    PlanStatus.DIUBAH: frozenset({PlanStatus.DITETAPKAN}),
}
"""A plan is signed, taken back to draft, superseded by a revision, and valid again when that one goes."""


def is_signed(status: PlanStatus) -> bool:
    """Whether a decree has fixed a plan of this status: its rows can no longer be added, moved or deleted."""
    return status is not PlanStatus.DRAF


def fixed_names(fields: Iterable[Field]) -> frozenset[str]:
    """Return the names of those fields that a decree fixes."""
    return frozenset(field.name for field in fields if field.fixed)


FIXED_OF_PLAN = fixed_names(PLAN_FIELDS)
FIXED_OF_NODE = {kind: fixed_names(NODE_FIELDS[kind]) for kind in NodeKind}
FIXED_OF_MONTH = fixed_names(MONTH_FIELDS)


def locked(year: int, status: str) -> PlanLockedError:
    """Return the error for an edit of what a decree has fixed."""
    return PlanLockedError(
        f"Rencana {year} sudah {status}, jadi tulisan, jadwal, dan targetnya terkunci; yang masih "
        "dapat diisi adalah realisasi, bukti, catatan, dan penanggung jawab."
    )


def has_realization(plan: Plan) -> bool:
    """Whether anything of a plan was carried out: then it can no longer become a draft again."""
    return any(cell.realized for path in plan.actions() for cell in path.action.months)


def may_become(plan: Plan, status: PlanStatus) -> bool:
    """Whether ``plan`` may change to ``status``, which it has not yet."""
    try:
        check_status(plan, status)
    except PlanLockedError:
        return False
    return status is not plan.status


def check_status(plan: Plan, status: PlanStatus) -> None:
    """Raise ``PlanLockedError`` unless ``plan`` may become ``status``, or has it already."""
    if status is plan.status:
        return
    if status not in _NEXT_STATUS[plan.status]:
        raise PlanLockedError(
            f"Rencana {plan.year} berstatus {plan.status}, jadi tidak dapat langsung menjadi {status}; "
            "periksalah urutannya: draf, ditetapkan, lalu diubah."
        )
    if status is PlanStatus.DRAF and has_realization(plan):
        raise PlanLockedError(
            f"Rencana {plan.year} sudah mempunyai realisasi, jadi tidak dapat dikembalikan ke draf; "
            "batalkan dahulu tanda terlaksananya bila memang keliru."
        )
