"""The verbs ``tetapkan`` and ``kembalikan``: a plan is signed, or taken back to draft."""

import argparse

from zidesk.cli.files import choose_plan
from zidesk.cli.output import say
from zidesk.db.operations.plans import set_status
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, PlanLockedError
from zidesk.domain.plan.model import PlanStatus
from zidesk.domain.plan.validation import check_text
from zidesk.domain.schedule.dates import format_date


def adopt_plan(arguments: argparse.Namespace) -> int:
    """Mark a plan as adopted by the decree of this number and date."""
    number = check_text(arguments.nomor, "Nomor keputusan", required=True)
    with Store.open(arguments.file) as store:
        plan = choose_plan(store, arguments)
        if plan.status is PlanStatus.DITETAPKAN:
            raise PlanLockedError(
                f"Rencana {plan.year} sudah ditetapkan; kembalikan dahulu ke draf bila keputusannya keliru."
            )
        set_status(store, plan.id, PlanStatus.DITETAPKAN, decree_number=number, decree_date=arguments.tanggal)
    say(f"Rencana {plan.year} ditetapkan: Keputusan Nomor {number}, {format_date(arguments.tanggal)}.")
    return 0


def take_back_plan(arguments: argparse.Namespace) -> int:
    """Make a signed plan a draft again, as long as nothing of it was carried out."""
    with Store.open(arguments.file) as store:
        plan = choose_plan(store, arguments)
        if plan.status is PlanStatus.DRAF:
            raise InvalidInputError(
                f"Rencana {plan.year} masih draf; tidak ada yang perlu dikembalikan, isinya dapat diubah."
            )
        set_status(store, plan.id, PlanStatus.DRAF)
    say(f"Rencana {plan.year} kembali menjadi draf; isinya dapat diubah lagi.")
    return 0
