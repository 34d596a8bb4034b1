"""The verb ``cetak``."""

import argparse
import sys

from zidesk.cli.files import choose_plan, open_for_reading, refuse_unsuitable_target
from zidesk.cli.output import say
from zidesk.domain.ticker import silent
from zidesk.exchange.new_file import new_file
from zidesk.printing.documents.choices import chosen_options
from zidesk.printing.documents.kinds import kind_named
from zidesk.printing.documents.office_settings import office_options
from zidesk.printing.writing import missing_characters_sentence, write_pdf


def print_document(arguments: argparse.Namespace) -> int:
    """Print a document of one plan of FILE to a PDF; an older PDF is replaced."""
    kind = kind_named(arguments.naskah)
    words = vars(arguments)
    chosen_options(kind.choices, words, kind.name)
    refuse_unsuitable_target(arguments.target, arguments.file, (".pdf",))
    with open_for_reading(arguments.file) as store:
        record = store.load_record(choose_plan(store, arguments).id)
    options = chosen_options(kind.choices, words, kind.name, office_options(record.settings))
    document = kind.compose(record, options)
    with new_file(arguments.target) as stream:
        pages = write_pdf(document, stream, options, silent)
    say(f"{arguments.target} dibuat: {pages} halaman.")
    if warning := missing_characters_sentence(document):
        print(warning, file=sys.stderr)
    return 0
