import hashlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.exchange.exchange_helpers import example
from zidesk.domain.errors import CancelledError
from zidesk.domain.plan.model import Evidence, EvidenceLink, PlanRecord, new_id
from zidesk.exchange.bundles.evidence_bundle import INDEX_NAME, export_folder
from zidesk.exchange.errors import CannotWriteError

CONTENTS: dict[str, bytes] = {}


def file(name: str, content: bytes) -> Evidence:
    sha256 = hashlib.sha256(content).hexdigest()
    CONTENTS[sha256] = content
    return Evidence(new_id(), sha256, name, len(content))


def copy(sha256: str, stream: BinaryIO) -> None:
    stream.write(CONTENTS[sha256])


def proving(*files: Evidence) -> PlanRecord:
    """The real plan with all ``files`` proving its first action and the first action of its last area."""
    record = example("batanghari-2026")
    links = tuple(EvidenceLink(evidence.id, month) for month, evidence in enumerate(files))
    areas = []
    for index, area in enumerate(record.plan.areas):
        if index in (0, 5):
            component = area.components[0]
            indicator = component.indicators[0]
            action = replace(indicator.actions[0], evidence=links)
            indicator = replace(indicator, actions=(action, *indicator.actions[1:]))
            component = replace(component, indicators=(indicator, *component.indicators[1:]))
            areas.append(replace(area, components=(component, *area.components[1:])))
        else:
            areas.append(area)
    plan = replace(record.plan, areas=tuple(areas))
    return PlanRecord(record.unit, plan, {evidence.id: evidence for evidence in files})


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_files_stand_under_their_area_and_component(tmp_path: Path) -> None:
    target = tmp_path / "bundel"
    written = export_folder(proving(file("SK Tim.pdf", b"sk")), copy, target)
    found = tree(target)
    index = found.pop(INDEX_NAME).decode("utf-8-sig")
    assert set(found.values()) == {b"sk"}
    assert [name.split("/")[0] for name in sorted(found)] == [
        "I Manajemen Perubahan",
        "VI Peningkatan Kualitas Pelayanan Publik",
    ]
    assert "I Manajemen Perubahan/1 Pembentukan Tim kerja/SK Tim.pdf" in found
    assert written == 2
    assert "I.1.1.1\tSetahun\tMengevaluasi Tim Kerja" in index


def test_equal_names_are_numbered_without_regard_to_case(tmp_path: Path) -> None:
    files = (
        file("Foto.JPG", b"satu"),
        file("foto.jpg", b"dua"),
        file("FOTO.jpg", b"tiga"),
        file("foto.JPG", b"satu"),
    )
    export_folder(proving(*files), copy, tmp_path / "bundel")
    folder = tmp_path / "bundel" / "I Manajemen Perubahan" / "1 Pembentukan Tim kerja"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "Foto.JPG": b"satu",
        "foto (2).jpg": b"dua",
        "FOTO (3).jpg": b"tiga",
    }


def test_files_that_prove_nothing_have_a_folder_of_their_own(tmp_path: Path) -> None:
    record = example("batanghari-2026")
    loose = file("lepas.pdf", b"lepas")
    export_folder(PlanRecord(record.unit, record.plan, {loose.id: loose}), copy, tmp_path / "b")
    assert (tmp_path / "b" / "Belum Terhubung" / "lepas.pdf").read_bytes() == b"lepas"


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "milik saya.txt").write_text("jangan hilang")
    with pytest.raises(CannotWriteError, match="sudah berisi; pilihlah folder baru"):
        export_folder(proving(file("a.pdf", b"a")), copy, tmp_path)
    assert tree(tmp_path) == {"milik saya.txt": b"jangan hilang"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(CannotWriteError, match="tidak dapat dibuat"):
        export_folder(proving(file("a.pdf", b"a")), copy, tmp_path / "berkas" / "bundel")


def test_a_cancelled_bundle_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done:
            raise CancelledError("Dibatalkan.")

    with pytest.raises(CancelledError):
        export_folder(proving(file("a.pdf", b"a"), file("b.pdf", b"b")), copy, tmp_path / "baru", cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("was_there", [True, False])
def test_a_cancelled_bundle_leaves_what_others_put_there_meanwhile(tmp_path: Path, was_there: bool) -> None:
    target = tmp_path / "bundel"
    if was_there:
        target.mkdir()
    first = target / "I Manajemen Perubahan" / "1 Pembentukan Tim kerja"

    def cancel(done: int, total: int) -> None:
        if done:
            (target / "milik saya.txt").write_text("jangan hilang")
            (first / "catatan.txt").write_text("ini juga")
            (target / "folder saya").mkdir()
            raise CancelledError("Dibatalkan.")

    with pytest.raises(CancelledError):
        export_folder(proving(file("a.pdf", b"a"), file("b.pdf", b"b")), copy, target, cancel)
    assert tree(target) == {
        "milik saya.txt": b"jangan hilang",
        "I Manajemen Perubahan/1 Pembentukan Tim kerja/catatan.txt": b"ini juga",
    }
    assert (target / "folder saya").is_dir()


def test_an_empty_folder_that_was_there_stays_when_the_bundle_does_not_come_about(tmp_path: Path) -> None:
    def fail(_sha256: str, _stream: BinaryIO) -> None:
        raise CannotWriteError("Penuh.")

    with pytest.raises(CannotWriteError):
        export_folder(proving(file("a.pdf", b"a")), fail, tmp_path)
    assert tmp_path.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_others_put_there_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "bundel"
    theirs = target / "I Manajemen Perubahan" / "1 Pembentukan Tim kerja" / "b.pdf"

    def interfere(done: int, total: int) -> None:
        if done:
            theirs.write_bytes(b"milik orang lain")

    with pytest.raises(CannotWriteError, match="baru saja dibuat oleh program lain"):
        export_folder(proving(file("a.pdf", b"a"), file("b.pdf", b"b")), copy, target, interfere)
    assert tree(target) == {theirs.relative_to(target).as_posix(): b"milik orang lain"}
