import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.links import needs_links
from tests.windows_errors import windows_error
from zidesk.domain.names import safe_names
from zidesk.exchange.errors import CannotWriteError
from zidesk.exchange.new_file import new_file


def write(path: Path, error: Exception | None = None) -> None:
    with new_file(path) as stream:
        stream.write(b"isi")
        if error:
            raise error


def test_the_file_appears_whole_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "rencana.xlsx"
    with new_file(target) as stream:
        stream.write(b"isi")
        assert not target.exists()
    assert target.read_bytes() == b"isi"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_leaves_the_old_file_and_no_temporary_one(tmp_path: Path) -> None:
    target = tmp_path / "rencana.xlsx"
    target.write_bytes(b"lama")
    with pytest.raises(ZeroDivisionError):
        write(target, ZeroDivisionError())
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "rencana.xlsx"
    target.write_bytes(b"lama")
    target.chmod(0o640)
    with new_file(target) as stream:
        stream.write(b"baru")
    assert target.read_bytes() == b"baru"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@needs_links
def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    real, link = tmp_path / "asli.json", tmp_path / "tautan.json"
    real.write_bytes(b"lama")
    link.symlink_to(real)
    with new_file(link) as stream:
        stream.write(b"baru")
    assert link.is_symlink()
    assert real.read_bytes() == b"baru"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match=r"Folder .*tiada tidak ada; pilihlah folder lain\."):
        write(tmp_path / "tiada" / "a.xlsx")


def test_a_folder_is_no_file_name(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="adalah folder; pilihlah nama berkas"):
        write(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CannotWriteError, match="bukan folder"):
        write(tmp_path / "x" / "a.xlsx")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="tidak diterima komputer ini"):
        write(tmp_path / ("n" * 300))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    with pytest.raises(CannotWriteError, match=r"Tempat penyimpanan penuh, a\.xlsx tidak jadi ditulis"):
        write(target, OSError(errno.ENOSPC, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the full device")
def test_a_full_disk_found_at_the_very_flush_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open

    def full(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.suffix == ".tmp":
            real_open(path, "xb").close()
            return real_open(Path("/dev/full"), "wb")
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(CannotWriteError, match="Tempat penyimpanan penuh"):
        write(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*args: Any, **kwargs: Any) -> Any:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(CannotWriteError, match="tidak boleh ditulisi; simpanlah di folder lain"):
        write(tmp_path / "a.xlsx")


def sharing_violation() -> PermissionError:
    return windows_error(PermissionError(errno.EACCES, "in use", "a.xlsx"), 32)


@pytest.mark.parametrize("code", [21, 64, 1167])
def test_a_flash_disk_that_was_pulled_out_is_told(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: Any, **kwargs: Any) -> Any:
        raise windows_error(PermissionError(errno.EACCES, "not ready", "a.xlsx"), code)

    monkeypatch.setattr(Path, "open", gone)
    with pytest.raises(CannotWriteError, match="tidak dapat ditulisi; periksalah diska atau jaringannya"):
        write(tmp_path / "a.xlsx")


def test_writing_that_fails_as_on_windows_is_not_blamed_on_the_name(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="periksalah diska atau jaringannya"):
        write(tmp_path / "a.xlsx", OSError(errno.EINVAL, "Invalid argument"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["aux.xlsx", "jam 10:30.xlsx", "apa?.json"])
def test_names_that_windows_refuses_are_refused_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_names, "_ON_WINDOWS", True)
    with pytest.raises(CannotWriteError, match="tidak diterima komputer ini; pilihlah nama lain"):
        write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_too_long_for_windows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(*args: Any, **kwargs: Any) -> Any:
        raise windows_error(FileNotFoundError(errno.ENOENT, "path not found"), 3)

    monkeypatch.setattr(Path, "open", not_found)
    with pytest.raises(CannotWriteError, match="terlalu panjang; pilihlah folder lain yang lebih pendek"):
        write(tmp_path / "a.xlsx")


def test_a_file_marked_read_only_is_not_replaced_on_windows(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    if os.name == "nt":
        with pytest.raises(CannotWriteError, match="tidak boleh diganti; simpanlah dengan nama lain"):
            write(target)
    else:
        write(target)
    assert list(tmp_path.iterdir()) == [target]
    target.chmod(0o644)


@pytest.mark.skipif(os.name != "nt", reason="only Windows keeps an open file in its place")
def test_a_file_that_another_program_has_open_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"lama")
    with (
        target.open("rb"),
        pytest.raises(CannotWriteError, match="sedang dibuka di program lain, misalnya Excel"),
    ):
        write(target)
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []
    real_replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        tries.append(path)
        if len(tries) < 3:
            raise sharing_violation()
        return real_replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with new_file(tmp_path / "a.xlsx") as stream:
        stream.write(b"isi")
    assert len(tries) == 3
    assert (tmp_path / "a.xlsx").read_bytes() == b"isi"


def test_a_file_open_in_excel_is_told_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(path: Path, target: Path) -> Path:
        raise sharing_violation()

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("zidesk.computer.windows_files._PAUSES", ())
    with pytest.raises(CannotWriteError, match=r"a\.xlsx sedang dibuka di program lain, misalnya Excel"):
        write(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_content_is_on_disk_before_the_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        order.append("fsync")
        real_sync(handle)

    def replace(path: Path, target: Path) -> Path:
        order.append("rename")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    with new_file(tmp_path / "a.xlsx") as stream:
        stream.write(b"isi")
    assert order[:2] == ["fsync", "rename"]


def test_a_zidesk_file_is_never_replaced(tmp_path: Path) -> None:
    record = tmp_path / "Rencana.ZIDESK"
    record.write_bytes(b"seluruh catatan kantor")
    with pytest.raises(CannotWriteError, match="adalah berkas zidesk dan tidak ditimpa"):
        write(record)
    assert record.read_bytes() == b"seluruh catatan kantor"
    assert list(tmp_path.iterdir()) == [record]


_EXPORTING = """
import sys
from zidesk.exchange.new_file import new_file
with new_file(sys.argv[1]) as stream:
    stream.write(b"setengah")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere only their age tells that nobody writes them")
def test_what_a_killed_export_left_goes_with_the_next_one_and_a_running_one_goes_on(tmp_path: Path) -> None:
    def start(name: str) -> "subprocess.Popen[str]":
        words = [sys.executable, "-c", _EXPORTING, str(tmp_path / name)]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        return process

    killed, running = start("satu.xlsx"), start("dua.xlsx")
    with killed, running:
        killed.kill()
        killed.wait()
        others = tmp_path / ".zidesk-catatan.tmp"
        others.write_bytes(b"bukan buatan zidesk")
        assert len(list(tmp_path.iterdir())) == 3
        with new_file(tmp_path / "tiga.xlsx"):
            write(tmp_path / "empat.xlsx")
            assert len(list(tmp_path.glob(".zidesk-*.tmp"))) == 3
        running.communicate("")
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == {
        "dua.xlsx": b"setengah",
        "tiga.xlsx": b"",
        "empat.xlsx": b"isi",
        others.name: b"bukan buatan zidesk",
    }
