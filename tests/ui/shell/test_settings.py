"""What the window remembers survives, and nonsense in the file does no harm."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from zidesk.ui.shell import settings


def test_bytes_texts_flags_and_numbers_come_back() -> None:
    settings.save_bytes("jendela/tempat", QByteArray(b"\x00\x01\xff"))
    settings.save_text("cetak/kertas", 'a, "b" dan ü')
    settings.save_flag("tampil", value=True)
    settings.save_ints("lebar", [120, 30, 0])
    assert settings.load_bytes("jendela/tempat") == QByteArray(b"\x00\x01\xff")
    assert settings.load_text("cetak/kertas") == 'a, "b" dan ü'
    assert settings.load_flag("tampil", default=False)
    assert settings.load_ints("lebar") == (120, 30, 0)


def test_what_was_never_saved_is_the_default() -> None:
    assert settings.load_bytes("x") is None
    assert settings.load_text("x", "semula") == "semula"
    assert settings.load_flag("x", default=True)
    assert settings.load_ints("x") == ()
    assert settings.last_file() is None
    assert settings.recent_files() == ()


def test_unreadable_values_count_as_never_saved() -> None:
    settings.save_text("lebar", "[1, 'dua']")
    settings.save_text("files/recent", '[{"path": 3}, "x"')
    assert settings.load_ints("lebar") == ()
    assert settings.recent_files() == ()


def test_recent_files_are_newest_first_and_each_only_once(tmp_path: Path) -> None:
    first, second = tmp_path / "satu, dua.zidesk", tmp_path / "tiga.zidesk"
    first.touch()
    for path in (first, second, first):
        settings.remember_file(path)
    assert [entry.path for entry in settings.recent_files()] == [first, second]
    assert [entry.exists for entry in settings.recent_files()] == [True, False]
    assert settings.last_file() == first


def test_a_forgotten_file_is_not_reopened(tmp_path: Path) -> None:
    settings.remember_file(tmp_path / "satu.zidesk")
    settings.forget_file(tmp_path / "satu.zidesk")
    assert settings.recent_files() == ()
    assert settings.last_file() is None


def test_only_a_dozen_recent_files_are_kept(tmp_path: Path) -> None:
    for number in range(20):
        settings.remember_file(tmp_path / f"{number}.zidesk")
    names = [entry.path.name for entry in settings.recent_files()]
    assert names == [f"{number}.zidesk" for number in range(19, 7, -1)]
