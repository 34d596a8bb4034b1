"""The verbs ``impor`` and ``ekspor``."""

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, BinaryIO

from zidesk.cli.files import (
    choose_plan,
    open_for_reading,
    open_for_writing,
    refuse_unsuitable_target,
    today,
)
from zidesk.cli.output import print_object, say
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.comparison import Comparison, RowDifference, RowStatus
from zidesk.domain.importing.incoming import Incoming, Problem, place_text
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import silent
from zidesk.exchange.new_file import new_file
from zidesk.exchange.source import read_source
from zidesk.printing.documents import kinds
from zidesk.printing.documents.choices import CHOICES, chosen_options
from zidesk.printing.documents.office_settings import office_options

if TYPE_CHECKING:
    from zidesk.db.operations.imports import ImportPreview

_WORD = ".docx"
_STATUS_WORDS = {
    RowStatus.NEW: "baru",
    RowStatus.CHANGED: "berubah",
    RowStatus.MISSING: "tidak ada di sumber",
}


def import_plan(arguments: argparse.Namespace) -> int:
    """Read SOURCE, compare it with the plan it belongs to in FILE, and apply it unless ``--pratinjau``."""
    from zidesk.db.operations.imports import apply_import

    if arguments.pratinjau:
        with open_for_reading(arguments.file) as store:
            incoming = _source(arguments)
            preview = _preview(store, incoming, arguments)
    else:
        with open_for_writing(arguments.file) as store:
            incoming = _source(arguments)
            preview = _preview(store, incoming, arguments)
            apply_import(store, preview, arguments.source.name, keep_missing=arguments.pertahankan)
    if arguments.json:
        print_object(_import_object(preview.comparison))
    else:
        _print_import(preview, arguments)
        _print_left_out(incoming)
    return 0


def export_plan(arguments: argparse.Namespace) -> int:
    """Write a plan of FILE to a workbook or JSON, or a document of it to .docx; an older OUT is replaced.

    The ending of OUT says which.
    """
    refuse_unsuitable_target(arguments.target, arguments.file, (".xlsx", ".json", _WORD))
    write = _writer(arguments)
    with open_for_reading(arguments.file) as store:
        record = store.load_record(choose_plan(store, arguments).id)
    with new_file(arguments.target) as stream:
        write(record, stream)
    say(f"{arguments.target} dibuat: {record.unit.name}, {record.plan.year}.")
    return 0


def _source(arguments: argparse.Namespace) -> Incoming:
    incoming = read_source(arguments.source, silent)
    if arguments.usulan == "terima":
        incoming = incoming.accepting_all()
    return incoming.telling_all_rows() if arguments.hapus_yang_hilang else incoming


def _preview(store: Store, incoming: Incoming, arguments: argparse.Namespace) -> "ImportPreview":
    from zidesk.db.operations.imports import preview_import

    preview = preview_import(store, incoming, arguments.satker, arguments.tahun)
    if arguments.bentrok == "excel":
        return preview.taking([conflict.key for conflict in preview.comparison.conflicts])
    return preview


def _writer(arguments: argparse.Namespace) -> Callable[[PlanRecord, BinaryIO], None]:
    """Return what writes a file of the ending of OUT.

    Raises InvalidInputError for options that only .docx has.
    """
    ending = arguments.target.suffix.lower()
    if ending == _WORD:
        return _word_writer(arguments)
    for word in ("naskah", *(choice.word for choice in CHOICES)):
        if vars(arguments)[word] is not None:
            raise InvalidInputError(f"--{word} hanya berlaku untuk hasil .docx; jalankan tanpa pilihan itu.")
    if ending == ".json":
        from zidesk.exchange.plan_json.writing import write_plan_json

        return write_plan_json
    from zidesk.exchange.workbook.writing import write_workbook

    return lambda record, stream: write_workbook(record, stream, arguments.per or today(), silent)


def _word_writer(arguments: argparse.Namespace) -> Callable[[PlanRecord, BinaryIO], None]:
    from zidesk.exchange.word.writing import write_docx
    from zidesk.printing.setting.measures import FontMeasures

    kind = kinds.KINDS[0] if arguments.naskah is None else kinds.kind_named(arguments.naskah)
    words = vars(arguments)
    chosen_options(kind.choices, words, kind.name)

    def write(record: PlanRecord, stream: BinaryIO) -> None:
        options = chosen_options(kind.choices, words, kind.name, office_options(record.settings))
        write_docx(kind.compose(record, options), options, FontMeasures(), stream)

    return write


def _import_object(comparison: Comparison) -> dict[str, object]:
    return {
        "added": comparison.added,
        "changed": comparison.changed,
        "unchanged": comparison.unchanged,
        "missing": comparison.missing,
        "problems": [
            {
                "sheet": problem.place.sheet,
                "row": problem.place.row,
                "column": problem.place.column,
                "message": problem.message,
            }
            for problem in comparison.problems
        ],
    }


def _print_import(preview: "ImportPreview", arguments: argparse.Namespace) -> None:
    comparison = preview.comparison
    # A new plan's rows would only repeat the source.
    if arguments.pratinjau or preview.target:
        for row in comparison.rows:
            _print_row(row)
    _print_problems(comparison.problems)
    deleted = comparison.removed(keep_missing=arguments.pertahankan) if preview.target else 0
    year = preview.target.year if preview.target else comparison.merged().year
    say(
        f"{preview.unit.name}, {year}{'' if preview.target else ' (rencana baru)'}: "
        f"{comparison.added} baris baru, {comparison.changed} berubah, {comparison.unchanged} tetap, "
        f"{comparison.missing} tidak ada di sumber{f' ({deleted} dihapus)' if deleted else ''}."
    )
    if arguments.pratinjau:
        say("Pratinjau saja: tidak ada yang diubah.")


def _print_left_out(incoming: Incoming) -> None:
    if not incoming.left_out:
        return
    message = f"{incoming.left_out} baris belum pasti dan tidak diimpor"
    if incoming.accepting_all().left_out < incoming.left_out:
        message += "; bila usulan di atas benar, jalankan lagi dengan --usulan terima"
    say(f"{message}.")


def _print_row(row: RowDifference) -> None:
    if row.status is RowStatus.UNCHANGED:
        return
    say(f"{row.code} {_STATUS_WORDS[row.status]}: {_one_line(row.text)}")
    if row.status is RowStatus.CHANGED:
        for change in row.fields:
            say(f"    {change.label}: {_one_line(change.before)} → {_one_line(change.after)}")


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "(kosong)"


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        where = place_text(problem.place)
        say(f"{where}: {problem.message}" if where else problem.message)
