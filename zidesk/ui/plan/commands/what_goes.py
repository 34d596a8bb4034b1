"""What is deleted along with rows or a plan, in a sentence for the question before it."""

from collections.abc import Iterable

from zidesk.domain.plan.model import Action


def what_goes(actions: Iterable[Action]) -> str:
    """Return the sentences that count what goes with these actions, and say that evidence files stay.

    Empty when there are no actions.
    """
    going = tuple(actions)
    links = sum(len(action.evidence) for action in going)
    counted = (
        (len(going), "langkah aksi"),
        (sum(cell.realized for action in going for cell in action.months), "realisasi bulanan"),
        (links, "kaitan ke berkas bukti"),
        (sum(len(action.remarks) for action in going), "catatan dari provinsi"),
    )
    parts = [f"{count} {what}" for count, what in counted if count]
    if not parts:
        return ""
    kept = " Berkas buktinya sendiri tetap tersimpan." if links else ""
    return f"Yang ikut terhapus: {', '.join(parts)}.{kept}"
