"""Wrong usage, help and the program's own language."""

import argparse
import ast
import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.environment import checkout_environment
from zidesk import __version__
from zidesk.cli import main
from zidesk.cli.indonesian import TRANSLATIONS, indonesian_argparse

VERBS = (
    "contoh",
    "baru",
    "info",
    "periksa",
    "impor",
    "ekspor",
    "cetak",
    "bukti",
    "realisasi",
    "tetapkan",
    "kembalikan",
)
PROGRAMMER_ERRORS = re.compile(
    r"__call__|subparser|mode|merge|'required'|option string %|dest=|conflict|mutually|callable|multiple"
)
WRITING = ("sqlalchemy", "sqlmodel", "pydantic")
ENGLISH = re.compile(
    r"\b(usage|error|argument|arguments|required|invalid|choose|options?|show|help message)\b"
)


ARGPARSE = Path(argparse.__file__)


def texts_argparse_translates() -> set[str]:
    """Return every text that this Python's argparse asks gettext for."""
    tree = ast.parse(ARGPARSE.read_text(encoding="utf-8"))
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "ngettext")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


@pytest.mark.skipif(ARGPARSE.suffix != ".py", reason="this Python came without its source")
def test_every_text_of_argparse_that_a_user_can_meet_is_translated() -> None:
    untranslated = texts_argparse_translates() - set(TRANSLATIONS)
    assert sorted(text for text in untranslated if not PROGRAMMER_ERRORS.search(text)) == []


def test_translation_is_limited_to_the_program_s_own_parser() -> None:
    with indonesian_argparse():
        pass
    assert vars(argparse)["_"] is gettext.gettext
    assert "usage:" in argparse.ArgumentParser(prog="other").format_help()


def test_help_is_indonesian_and_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("pemakaian: zidesk")
    assert not ENGLISH.search(text.replace("--help", ""))
    for verb in VERBS:
        assert re.search(rf"^    {verb}\b", text, flags=re.MULTILINE), verb


@pytest.mark.parametrize(
    "words", [[verb] for verb in VERBS] + [["bukti", verb] for verb in ("tambah", "daftar", "ekspor")]
)
def test_help_of_each_verb_is_indonesian(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"pemakaian: zidesk {' '.join(words)}")
    assert not ENGLISH.search(text.replace("--help", ""))


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--versi"]) == 0
    assert capsys.readouterr().out == f"zidesk {__version__}\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["cetka", "a.zidesk", "a.pdf"], "'cetka' bukan pilihan"),
        (["cetka"], "'cetka' bukan pilihan"),
        (["bukti"], "masih kurang: PERINTAH"),
        (["info"], "masih kurang: BERKAS"),
        (["info", "a.zidesk", "--semua"], "tidak dikenal: --semua"),
        (["cetak", "a.zidesk", "a.pdf"], "masih kurang: --naskah"),
        (["cetak", "a.zidesk", "a.pdf", "--naskah", "monev"], "'monev' bukan pilihan (pilihlah: 'lampiran'"),
        (["cetak", "a.zidesk", "a.pdf", "--naskah", "lampiran", "--kertas", "a5"], "'a5' bukan pilihan"),
        (["contoh", "tebo-2026", "a.zidesk"], "'tebo-2026' bukan pilihan"),
        (["baru", "a.zidesk", "--satker", "Tebo", "--tahun", "26"], "isilah 2000 sampai 2100"),
        (["baru", "a.zidesk", "--satker", "Tebo", "--tahun"], "perlu satu nilai"),
        (
            ["realisasi", "a.zidesk", "--langkah", "I.1.1.1", "--bulan", "13", "--tanggal", "2026-04-30"],
            "isilah 1 sampai 12",
        ),
        (
            ["realisasi", "a.zidesk", "--langkah", "I.1.1.1", "--bulan", "4", "--tanggal", "2026-04-31"],
            "Tanggal “2026-04-31” tidak dikenali",
        ),
        (["bukti", "tambah", "a.zidesk", "--langkah", "I.1.1.1"], "masih kurang: BUKTI"),
    ],
)
def test_wrong_usage_is_explained_in_indonesian_with_status_2(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("pemakaian: zidesk")
    assert complaint in captured.err
    assert not ENGLISH.search(captured.err)


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--help"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
        (["contoh", "batanghari-2026", "a.zidesk"], ("PySide6", "reportlab", "openpyxl")),
        (["info", "a.zidesk"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
        (["ekspor", "a.zidesk", "a.json"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
        (["ekspor", "a.zidesk", "a.xlsx"], (*WRITING, "PySide6", "reportlab")),
        (["cetak", "a.zidesk", "a.pdf", "--naskah", "lampiran"], (*WRITING, "PySide6", "openpyxl")),
        (["periksa", "a.zidesk"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
        (["bukti", "daftar", "a.zidesk"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
        (["bukti", "ekspor", "a.zidesk", "bukti"], (*WRITING, "PySide6", "reportlab", "openpyxl")),
    ],
)
def test_a_verb_imports_only_what_it_needs(
    words: list[str], unwanted: tuple[str, ...], example: Path, tmp_path: Path
) -> None:
    if words[0] not in ("--help", "contoh"):
        shutil.copy(example, tmp_path / "a.zidesk")
    program = (
        "import sys; from zidesk.cli import main; status = main(sys.argv[1:]);"
        f"print(status, [name for name in {unwanted!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path, env=checkout_environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.stderr.splitlines()[-1] == "0 []"
