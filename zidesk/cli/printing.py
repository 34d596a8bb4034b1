"""The verb ``cetak``."""

import argparse
import sys

from zidesk.cli.files import choose_plan, open_for_reading, refuse_unsuitable_target
from zidesk.cli.output import say
from zidesk.domain.plan.model import ScheduleStyle
from zidesk.domain.ticker import silent
from zidesk.exchange.new_file import new_file
from zidesk.printing.documents.annex import missing_characters_sentence, write_annex
from zidesk.printing.setting.options import Paper, PrintOptions

_STYLES = {None: None, "kisi": ScheduleStyle.GRID, "waktu": ScheduleStyle.TEXT}
_PAPERS = {"f4": Paper.F4, "a4": Paper.A4}


def print_document(arguments: argparse.Namespace) -> int:
    """Print the lampiran of one plan of FILE to a PDF; an older PDF is replaced."""
    refuse_unsuitable_target(arguments.target, arguments.file, (".pdf",))
    with open_for_reading(arguments.file) as store:
        record = store.load_record(choose_plan(store, arguments).id)
    options = PrintOptions(style=_STYLES[arguments.gaya], paper=_PAPERS[arguments.kertas])
    with new_file(arguments.target) as stream:
        pages = write_annex(record, stream, options, silent)
    say(f"{arguments.target} dibuat: {pages} halaman.")
    if warning := missing_characters_sentence(record):
        print(warning, file=sys.stderr)
    return 0
