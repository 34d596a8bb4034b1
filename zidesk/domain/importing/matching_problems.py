"""What is not certain, or not taken over, when an incoming plan is matched with the current one."""

from collections.abc import Iterator

from zidesk.domain.decree.model import ClausePart
from zidesk.domain.importing.conflicts import quoted, value_quoted
from zidesk.domain.importing.incoming import Incoming, Place, Problem
from zidesk.domain.importing.matching import Path, suggest
from zidesk.domain.importing.merging import Merge, holds_work, takes_decree
from zidesk.domain.plan.fields import PLAN_FIELDS, ValueKind
from zidesk.domain.plan.model import Action, Plan
from zidesk.domain.plan.numbering import code


def matching_problems(
    current: Plan | None, incoming: Incoming, merged: Merge, missing: tuple[Path, ...]
) -> Iterator[Problem]:
    """Yield the problems of matching: copied ids, rows that read alike, kept rows, evidence and plan data."""
    yield from _repeated_id_problems(incoming, merged)
    yield from _suggestion_problems(incoming, merged)
    yield from _kept_row_problems(merged, missing)
    yield from _evidence_problems(incoming, merged)
    if current is not None:
        yield from _identity_problems(incoming)
        yield from _head_problems(current, incoming)
        yield from _decree_problems(current, incoming)


def _repeated_id_problems(incoming: Incoming, merged: Merge) -> Iterator[Problem]:
    for path in merged.matching.repeated:
        reading = "baris yang sudah ada" if path in merged.matching.current_of else "baris baru"
        message = (
            f"{code(path)} {quoted(merged.merged_nodes[path].text)} membawa tanda pengenal baris lain "
            f"(mungkin disalin); dibaca sebagai {reading}."
        )
        yield Problem(incoming.place_of(path), message)


def _suggestion_problems(incoming: Incoming, merged: Merge) -> Iterator[Problem]:
    for path, current in suggest(merged.current, incoming.plan, merged.matching):
        theirs, ours = merged.merged_nodes[path], merged.current_nodes[current]
        message = (
            f"{code(path)} {quoted(theirs.text)} dibaca sebagai baris baru, tetapi mirip dengan "
            f"{code(current)} {quoted(ours.text)}; bila barisnya sama, samakan dahulu tulisannya."
        )
        yield Problem(incoming.place_of(path), message)


def _kept_row_problems(merged: Merge, missing: tuple[Path, ...]) -> Iterator[Problem]:
    for path in missing:
        node = merged.current_nodes[path]
        if not merged.deletes:
            continue
        if isinstance(node, Action) and holds_work(node):
            message = (
                f"{code(path)} {quoted(node.text)} tidak ada lagi dalam sumber, tetapi memuat realisasi, "
                "bukti atau catatan; baris ini dipertahankan."
            )
            yield Problem(Place(), message)


def _evidence_problems(incoming: Incoming, merged: Merge) -> Iterator[Problem]:
    dropped = 0
    for path in incoming.plan.actions():
        node = merged.merged_nodes[path.indexes]
        if isinstance(node, Action):
            dropped += len(set(path.action.evidence) - set(node.evidence))
    if dropped:
        message = f"{dropped} tautan bukti dilewati karena berkas buktinya tidak ikut dalam sumber."
        yield Problem(Place(), message)


def _identity_problems(incoming: Incoming) -> Iterator[Problem]:
    for edit in incoming.identity_edits:
        reading = f"diubah menjadi {quoted(edit.text)}" if edit.text.strip() else "dikosongkan"
        message = (
            f"{edit.label} {reading}, tetapi identitas tidak ikut diimpor; "
            "ubahlah lewat menu Rencana > Identitas rencana…"
        )
        yield Problem(edit.place, message)


def _decree_problems(current: Plan, incoming: Incoming) -> Iterator[Problem]:
    """Tell what becomes of the decree's words in the source, where they are not those that are here."""
    theirs = incoming.plan.decree.without_ids()
    if theirs.is_blank or theirs == current.decree.without_ids():
        return
    if takes_decree(current, incoming):
        count = sum(len(theirs.clauses(part)) for part in ClausePart)
        message = f"Naskah keputusan ikut diambil: {count} butir dan {len(theirs.sections)} bagian narasi."
    else:
        message = (
            "Naskah keputusan dalam sumber berbeda dari yang ada di sini; yang ada di sini dipertahankan."
        )
    yield Problem(Place(), message)


def _head_problems(current: Plan, incoming: Incoming) -> Iterator[Problem]:
    """Tell what an export of this very plan says otherwise about the plan itself, if not told already.

    Where the source knows what was exported, the edits tell all: other differences were made here since.
    """
    theirs = incoming.plan
    if not current.id or theirs.id != current.id or incoming.knows_what_was_exported:
        return
    told = {edit.label for edit in incoming.identity_edits}
    for field in PLAN_FIELDS:
        ours, other = (field.told(getattr(plan, field.name)) for plan in (current, theirs))
        if field.kind in (ValueKind.YEAR, ValueKind.CHOICE) or ours == other or field.label in told:
            continue
        message = (
            f"{field.label} dalam sumber {value_quoted(other)}; yang dipertahankan {value_quoted(ours)}."
        )
        yield Problem(Place(), message)
