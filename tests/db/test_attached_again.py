"""What attaching says when the file is there already."""

from pathlib import Path

from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store


def test_attaching_what_is_there_changes_nothing_and_still_names_the_evidence(tmp_path: Path) -> None:
    source = tmp_path / "undangan.pdf"
    source.write_bytes(b"undangan")
    with Store.create(tmp_path / "a.zidesk") as store:
        (evidence_id,) = attach_files(store, [source], []).created
        again = attach_files(store, [source, source], [])
        assert not again
        assert again.created == (evidence_id, evidence_id)
        assert len(store.history()) == 1
