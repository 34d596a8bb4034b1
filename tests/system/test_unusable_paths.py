"""Paths that lead nowhere: every command says what is wrong with the path, and makes nothing."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zidesk.cli.application import main
from zidesk.db.errors import ReadOnlyFileError
from zidesk.db.files.backup import save_copy
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.exchange.new_file import new_file
from zidesk.exchange.source import read_source

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="Windows has other limits, and other words for them"
)
ROOT = Path(__file__).parents[2]
PLACES = {
    "a name that is too long": ("n" * 300, "terlalu panjang"),
    "a path that is too long": ("/".join(["f" * 200] * 25), "terlalu panjang"),
    "a link to itself": ("putar", "tautan yang berputar"),
    "a folder that is a link to itself": ("putar/a", "tautan yang berputar"),
    "a folder that is a file": ("berkas/a", "bukan folder"),
    "a folder far above that is a file": ("berkas/a/b/c", "bukan folder"),
    "a name with a zero": ("a\0b", "tidak diterima komputer ini"),
}
COMMANDS = {
    "contoh": (["contoh", "batanghari-2026", "?"], ".zidesk"),
    "baru": (["baru", "?", "--satker", "Kabupaten Merangin", "--tahun", "2027"], ".zidesk"),
    "info": (["info", "?"], ".zidesk"),
    "periksa": (["periksa", "?"], ".zidesk"),
    "realisasi": (["realisasi", "?", "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", "2026-01-30"], ""),
    "impor json": (["impor", "@", "?"], ".json"),
    "impor xlsx": (["impor", "@", "?"], ".xlsx"),
    "ekspor": (["ekspor", "@", "?"], ".json"),
    "cetak": (["cetak", "@", "?", "--naskah", "lampiran"], ".pdf"),
    "bukti tambah": (["bukti", "tambah", "@", "--langkah", "I.1.1.1", "?"], ".pdf"),
    "bukti ekspor": (["bukti", "ekspor", "@", "?"], ""),
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a file, something in a folder's place, and links that lead to themselves."""
    assert main(["contoh", "batanghari-2026", str(tmp_path / "rencana.zidesk")]) == 0
    (tmp_path / "berkas").write_text("isi")
    for ending in ("", ".zidesk", ".json", ".xlsx", ".pdf"):
        link = tmp_path / f"putar{ending}"
        link.symlink_to(link)
    return tmp_path


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_sentence_is_of_the_path(
    office: Path, command: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (words, ending), (name, sentence) = COMMANDS[command], PLACES[place]
    before = sorted(office.iterdir())
    places = {"@": str(office / "rencana.zidesk"), "?": f"{office / name}{ending}"}
    capsys.readouterr()
    assert main([places.get(word, word) for word in words]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert sentence in said.err
    assert "diska" not in said.err
    assert sorted(office.iterdir()) == before


@pytest.mark.parametrize("place", PLACES)
def test_so_it_is_for_whoever_else_takes_a_path(office: Path, place: str) -> None:
    name, sentence = PLACES[place]
    path = office / name
    with Store.open(office / "rencana.zidesk") as store:
        ways: list[Callable[[], object]] = [
            lambda: Store.open(path),
            lambda: Store.open_snapshot(path),
            lambda: Store.create(path),
            lambda: save_copy(store, path),
            lambda: attach_files(store, [path], []),
            lambda: read_source(path),
            lambda: new_file(path).__enter__(),
        ]
        for way in ways:
            with pytest.raises(KnownError, match=sentence):
                way()


@pytest.mark.parametrize("length", [231, 232, 247, 248, 255])
def test_a_name_leaves_room_for_the_names_beside_it(office: Path, length: int) -> None:
    path = office / f"{'n' * (length - 7)}.zidesk"
    if length <= 231:
        Store.create(path).close()
    else:
        with pytest.raises(KnownError, match="terlalu panjang"):
            Store.create(path)
        (office / "rencana.zidesk").rename(path)
    if length <= 247:
        with Store.open(path) as store:
            assert store.check() == ()
    else:
        with pytest.raises(KnownError, match="terlalu panjang"):
            Store.open(path)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that others may not enter, with a file in it; and beside it one that they may not read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "tertutup").mkdir()
        assert main(["contoh", "batanghari-2026", str(folder / "tertutup" / "rencana.zidesk")]) == 0
        assert main(["contoh", "batanghari-2026", str(folder / "rahasia.zidesk")]) == 0
        (folder / "rahasia.zidesk").chmod(0)
        (folder / "tertutup").chmod(0)
        yield folder
        (folder / "tertutup").chmod(0o755)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")
def test_what_others_may_not_enter_or_read_is_told_as_such(locked: Path) -> None:
    script = (
        "import io, os, sys, tempfile; from contextlib import redirect_stdout\n"
        "from zidesk.cli import main\n"
        # What it imports may lie where others may not read, either.
        "with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):\n"
        "    for verb in ('contoh', 'info', 'periksa'):\n"
        "        main([verb, *(['batanghari-2026'] if verb == 'contoh' else []), folder + '/a.zidesk'])\n"
        "os.setgid(65534); os.setuid(65534); os.environ['HOME'] = '/nonexistent'\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    for words, sentence in (
        (["info", locked / "tertutup" / "rencana.zidesk"], "tertutup” tidak boleh dibuka oleh pengguna ini"),
        (["periksa", locked / "tertutup" / "rencana.zidesk"], "tidak boleh dibuka oleh pengguna ini"),
        (["contoh", "batanghari-2026", locked / "tertutup" / "baru.zidesk"], "tidak boleh dibuka"),
        (["info", locked / "rahasia.zidesk"], "tidak boleh dibaca oleh pengguna ini"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, words)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert done.stderr.count("\n") == 1
        assert sentence in done.stderr


def test_a_file_that_may_not_be_read_is_no_damage() -> None:
    assert issubclass(ReadOnlyFileError, KnownError)


def test_a_name_that_is_none_opens_no_window_and_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("n" * 300, "a\0b"):
        assert main([name]) == 2
        capsys.readouterr()
