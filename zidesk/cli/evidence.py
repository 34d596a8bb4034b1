"""The verbs ``bukti tambah``, ``bukti daftar`` and ``bukti ekspor``."""

import argparse
from typing import Any, BinaryIO

from zidesk.cli.files import choose_plan, open_for_reading, open_for_writing
from zidesk.cli.output import print_object, say
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.names.doubtful_files import doubts
from zidesk.domain.plan.numbering import code, find_action
from zidesk.domain.schedule.dates import MONTH_NAMES, format_size
from zidesk.domain.ticker import silent


def run_evidence_verb(arguments: argparse.Namespace) -> int:
    """Run the verb under ``bukti`` that was parsed."""
    match arguments.evidence_verb:
        case "tambah":
            return _add(arguments)
        case "daftar":
            return _list(arguments)
        case "ekspor":
            return _export(arguments)
        case verb:
            raise AssertionError(verb)


def _add(arguments: argparse.Namespace) -> int:
    from zidesk.db.operations.evidence import attach_files

    doubtful = [] if arguments.tetap else doubts(path.name for path in arguments.paths)
    if doubtful:
        raise InvalidInputError(
            f"Ada yang tampaknya tidak membuktikan apa pun: {'; '.join(doubtful)}. Lampirkan berkas aslinya, "
            "atau tambahkan --tetap."
        )
    with open_for_writing(arguments.file) as store:
        plan = store.load_record(choose_plan(store, arguments).id).plan
        found = find_action(plan, arguments.langkah)
        attach_files(store, arguments.paths, [(found.action.id, arguments.bulan)], silent)
    say(
        f"{len(arguments.paths)} berkas dilampirkan pada {code(found.indexes)}, "
        f"{_month_name(arguments.bulan)} {plan.year}."
    )
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with open_for_reading(arguments.file) as store:
        files = _evidence_objects(store, arguments)
    if arguments.json:
        print_object({"evidence": files})
        return 0
    for file in files:
        say(f"{file['name']} ({format_size(file['size'])}, SHA-256 {file['sha256']})")
        for link in file["links"]:
            say(f"    {link['unit']} {link['year']}, {link['code']}, {_month_name(link['month'])}")
        if not file["links"]:
            say("    belum membuktikan langkah aksi mana pun")
    say(f"{len(files)} berkas bukti.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from zidesk.exchange.bundles.evidence_bundle import export_folder

    with open_for_reading(arguments.file) as store:
        record = store.load_record(choose_plan(store, arguments).id)

        def copy(sha256: str, stream: BinaryIO) -> None:
            store.copy_evidence(sha256, stream, silent)

        export_folder(record, copy, arguments.folder, silent)
    say(f"Bukti {record.unit.name} {record.plan.year} disalin ke {arguments.folder}.")
    return 0


def _evidence_objects(store: Store, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    one_plan = arguments.satker is not None or arguments.tahun is not None
    chosen = choose_plan(store, arguments).id if one_plan else None
    places: dict[str, dict[str, Any]] = {}
    for summary in store.plans():
        if chosen in (None, summary.id):
            record = store.load_record(summary.id)
            for path in record.plan.actions():
                places[path.action.id] = {
                    "unit": record.unit.name,
                    "year": record.plan.year,
                    "code": code(path.indexes),
                }
    return [
        {
            "name": file.evidence.name,
            "size": file.evidence.size,
            "sha256": file.evidence.sha256,
            "media_type": file.evidence.media_type,
            "document_date": file.evidence.document_date and file.evidence.document_date.isoformat(),
            "description": file.evidence.description,
            "links": [
                {**places[action_id], "month": month}
                for action_id, month in file.links
                if action_id in places
            ],
        }
        for file in store.evidence_files(chosen)
    ]


def _month_name(month: int) -> str:
    return MONTH_NAMES[month] if month else "sepanjang tahun"
