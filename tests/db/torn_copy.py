"""Copies of a file that mix the pages of two moments, as copying it while it is written does."""

from pathlib import Path

from zidesk.db.files.integrity import look_over
from zidesk.db.operations.nodes import edit_nodes
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import silent


def mixed(before: bytes, after: bytes, page: int, chosen: int) -> bytes:
    """Return a file whose first ``chosen`` changed pages are of the state after a write, the rest before."""
    size = max(len(before), len(after))
    before, after = before.ljust(size, b"\0"), after.ljust(size, b"\0")
    changed = [
        start for start in range(0, size, page) if before[start : start + page] != after[start : start + page]
    ]
    content = bytearray(before[: len(before)])
    for start in changed[:chosen]:
        content[start : start + page] = after[start : start + page]
    return bytes(content)


def changed_pages(before: bytes, after: bytes, page: int) -> int:
    """Return how many pages differ."""
    size = max(len(before), len(after))
    before, after = before.ljust(size, b"\0"), after.ljust(size, b"\0")
    return sum(before[start : start + page] != after[start : start + page] for start in range(0, size, page))


def torn(office: Path, tmp_path: Path) -> Path:
    """Return a copy that opens though it is of two moments."""
    before = office.read_bytes()
    with Store.open(office) as store:
        step = next(store.load_record(store.plans()[0].id).plan.actions())
        edit_nodes(store, [(NodeKind.ACTION, step.action.id, {"text": "DIUBAH"})])
    after = office.read_bytes()
    page = int.from_bytes(before[16:18], "big")
    copy = tmp_path / "salinan.zidesk"
    for chosen in range(1, changed_pages(before, after, page)):
        copy.write_bytes(mixed(before, after, page, chosen))
        try:
            with Store.open(copy) as store:
                if look_over(store, silent):
                    return copy
        except KnownError:
            continue
    raise AssertionError("no mixture opens")
