"""The verb ``realisasi``."""

import argparse

from zidesk.cli.files import choose_plan, open_for_writing
from zidesk.cli.output import say
from zidesk.db.operations.months import record_month
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.numbering import code, find_action
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date, is_of_another_year


def record_realization(arguments: argparse.Namespace) -> int:
    """Mark one month of an action as done on a date."""
    with open_for_writing(arguments.file) as store:
        plan = store.load_record(choose_plan(store, arguments).id).plan
        if is_of_another_year(arguments.tanggal, plan.year) and not arguments.tetap:
            raise InvalidInputError(
                f"Tanggal {format_date(arguments.tanggal)} bukan dalam tahun rencana {plan.year}; betulkan "
                "tanggalnya, atau tambahkan --tetap."
            )
        found = find_action(plan, arguments.langkah)
        record_month(store, found.action.id, arguments.bulan, realized_on=arguments.tanggal)
    say(
        f"{code(found.indexes)}, {MONTH_NAMES[arguments.bulan]} {plan.year}: "
        f"terlaksana {format_date(arguments.tanggal)}."
    )
    return 0
