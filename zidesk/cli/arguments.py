"""The verbs and options of the command line; nothing heavy is imported, so wrong usage answers at once."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from zidesk import __version__
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import MONTHS, Level
from zidesk.domain.plan.validation import MAX_YEAR, MIN_YEAR
from zidesk.domain.schedule.dates import parse_date
from zidesk.exchange.examples import EXAMPLES
from zidesk.printing.documents import kinds
from zidesk.printing.documents.choices import CHOICES, Choice

BLANK_TEMPLATE = "kosong"
SELF_TEST = "--uji-diri"
_DESCRIPTION = (
    "Rencana aksi Zona Integritas: disusun, dijalankan, dibuktikan, dan dilaporkan dalam satu berkas."
)
_SELF_TEST_DOES = "uji apakah zidesk berjalan baik di komputer ini"
_NEW_FILE = "berkas baru; tanpa akhiran, namanya diberi .zidesk"
_EPILOG = """\
Tanpa perintah, "zidesk" atau "zidesk BERKAS.zidesk" membuka jendela.
Bantuan satu perintah: zidesk PERINTAH --help

Status keluar: 0 selesai; 1 ditolak, alasannya satu kalimat di stderr dan tidak ada yang berubah;
2 pemakaian keliru; 3 "periksa" atau uji diri menemukan masalah; 70 kesalahan program, laporannya disimpan.
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; ``verb`` of what it parses names the command, "bukti daftar" for the nested ones."""
    parser = argparse.ArgumentParser(
        prog="zidesk",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--versi", action="version", version=f"zidesk {__version__}", help="tampilkan versi program"
    )
    # Only for the list of options: as the first word it chooses a parser of its own.
    parser.add_argument(
        SELF_TEST, action="store_true", help=f"{_SELF_TEST_DOES}; lihat zidesk {SELF_TEST} --help"
    )
    verbs = parser.add_subparsers(title="perintah", metavar="PERINTAH", dest="verb", required=True)
    _add_making(verbs)
    _add_reading(verbs)
    _add_exchange(verbs)
    _add_evidence(verbs)
    _add_realization(verbs)
    _add_signing(verbs)
    return parser


def build_self_test_parser() -> argparse.ArgumentParser:
    """Return the parser of what follows ``--uji-diri``."""
    parser = argparse.ArgumentParser(
        prog=f"zidesk {SELF_TEST}",
        description=f"{_SELF_TEST_DOES[0].upper()}{_SELF_TEST_DOES[1:]}. Semua dikerjakan di folder "
        "sementara; berkas Anda tidak disentuh.",
        epilog="Status keluar: 0 semuanya baik; 3 ada masalah, disebutkan dalam laporan.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "report",
        metavar="LAPORAN",
        nargs="?",
        type=Path,
        help="simpan juga laporannya ke berkas .txt atau .json ini; berkas lama diganti",
    )
    parser.add_argument(
        "--tampilan",
        metavar="NAMA",
        default="",
        help="tampilan Qt yang diuji, misalnya windows, xcb, atau offscreen; bawaannya yang dipakai jendela",
    )
    _add_json(parser)
    return parser


_Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def _add_making(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    example = _verb(verbs, "contoh", "membuat berkas dari contoh rencana yang disertakan")
    example.add_argument("name", metavar="NAMA", choices=EXAMPLES, help=f"contohnya: {', '.join(EXAMPLES)}")
    _add_file(example, _NEW_FILE)

    new = _verb(verbs, "baru", "membuat berkas dengan rencana baru")
    _add_file(new, _NEW_FILE)
    new.add_argument(
        "--satker", metavar="NAMA", required=True, help='nama satuan kerja, misalnya "Kabupaten Merangin"'
    )
    new.add_argument(
        "--tingkat",
        metavar="TINGKAT",
        choices=tuple(Level),
        help=f"tingkatnya: {', '.join(Level)}; boleh dilewati jika namanya sudah menyebutkannya",
    )
    new.add_argument("--tahun", metavar="TAHUN", type=_year, required=True, help="tahun rencana")
    new.add_argument(
        "--templat",
        metavar="NAMA",
        choices=(BLANK_TEMPLATE, *EXAMPLES),
        default=BLANK_TEMPLATE,
        help=f"isi awal: {BLANK_TEMPLATE} (enam area saja, bawaan), {', '.join(EXAMPLES)}",
    )


def _add_reading(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    info = _verb(verbs, "info", "menampilkan satuan kerja, tahun, jumlah, dan capaian")
    _add_file(info)
    _add_as_of(info)
    _add_json(info)

    check = _verb(verbs, "periksa", "memeriksa keutuhan berkas dan setiap bukti di dalamnya")
    _add_file(check)
    _add_json(check)


def _add_exchange(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    take = _verb(verbs, "impor", "mengimpor rencana dari .xlsx, .docx, .csv, atau .json")
    _add_file(take)
    take.add_argument("source", metavar="SUMBER", type=Path, help="berkas .xlsx, .docx, .csv, atau .json")
    _add_choice_of_plan(take)
    take.add_argument("--pratinjau", action="store_true", help="hanya melaporkan, tidak mengubah apa pun")
    take.add_argument(
        "--pertahankan", action="store_true", help="baris yang tidak ada di sumber tetap disimpan"
    )
    take.add_argument(
        "--bentrok",
        metavar="PILIHAN",
        choices=("zidesk", "excel"),
        default="zidesk",
        help="isi yang dipakai bila sejak ekspor diubah di zidesk dan juga di berkas Excel: zidesk "
        "(bawaan) atau excel",
    )
    take.add_argument(
        "--usulan",
        metavar="JAWABAN",
        choices=("terima",),
        help="terima: baris tabel buatan sendiri yang belum pasti diimpor menurut bacaan yang diusulkan; "
        "tanpa pilihan ini baris itu hanya dilaporkan",
    )
    take.add_argument(
        "--hapus-yang-hilang",
        action="store_true",
        help="baris yang tidak ada di tabel buatan sendiri dihapus; yang sudah berisi realisasi, bukti, atau "
        "catatan tetap",
    )
    _add_json(take)

    give = _verb(
        verbs, "ekspor", "mengekspor rencana ke .xlsx atau .json, naskahnya ke .docx; berkas lama diganti"
    )
    _add_file(give)
    give.add_argument(
        "target", metavar="HASIL", type=Path, help="berkas .xlsx, .json, atau .docx yang dibuat"
    )
    names = tuple(kind.name for kind in kinds.KINDS)
    give.add_argument(
        "--naskah",
        metavar="NASKAH",
        choices=names,
        help=f"untuk .docx, naskah yang ditulis: {', '.join(names)}; bawaannya {names[0]}",
    )
    _add_choices(give)
    _add_choice_of_plan(give)
    _add_as_of(give)

    document = _verb(verbs, "cetak", "mencetak naskah ke PDF; berkas lama diganti")
    _add_file(document)
    document.add_argument("target", metavar="HASIL.pdf", type=Path, help="berkas PDF yang dibuat")
    document.add_argument(
        "--naskah", metavar="NASKAH", choices=names, required=True, help=f"yang dicetak: {', '.join(names)}"
    )
    _add_choices(document)
    _add_choice_of_plan(document)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    for choice in CHOICES:
        parser.add_argument(
            f"--{choice.word}",
            metavar=choice.word.upper(),
            choices=tuple(answer.word for answer in choice.answers),
            help=_choice_help(choice),
        )


def _choice_help(choice: Choice) -> str:
    """Return what ``choice`` is for, and for which documents where it is not for all."""
    having = [kind.name for kind in kinds.KINDS if choice in kind.choices]
    return choice.help if len(having) == len(kinds.KINDS) else f"{choice.help}; untuk {', '.join(having)}"


def _add_evidence(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    evidence = _verb(verbs, "bukti", "menambah, mendaftar, atau mengekspor berkas bukti")
    inner = evidence.add_subparsers(title="perintah", metavar="PERINTAH", dest="evidence_verb", required=True)

    add = _verb(inner, "tambah", "melampirkan berkas bukti pada satu langkah aksi")
    _add_file(add)
    _add_step(add)
    add.add_argument(
        "--bulan", metavar="BULAN", type=_month, default=0, help="1-12; tanpa ini: sepanjang tahun"
    )
    add.add_argument(
        "--tetap",
        action="store_true",
        help="lampirkan juga pintasan, berkas kunci, dan unduhan yang belum selesai",
    )
    add.add_argument("paths", metavar="BUKTI", nargs="+", type=Path, help="berkas yang dilampirkan")
    _add_choice_of_plan(add)

    listing = _verb(inner, "daftar", "menampilkan semua berkas bukti dan yang dibuktikannya")
    _add_file(listing)
    _add_choice_of_plan(listing)
    _add_json(listing)

    bundle = _verb(inner, "ekspor", "menyalin bukti satu rencana ke susunan folder")
    _add_file(bundle)
    bundle.add_argument("folder", metavar="FOLDER", type=Path, help="folder tujuan")
    _add_choice_of_plan(bundle)


def _add_realization(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    done = _verb(verbs, "realisasi", "menandai satu bulan langkah aksi sebagai terlaksana")
    _add_file(done)
    _add_step(done)
    done.add_argument("--bulan", metavar="BULAN", type=_month, required=True, help="1-12")
    done.add_argument(
        "--tanggal",
        metavar="TANGGAL",
        type=_date,
        required=True,
        help="tanggal terlaksana, misalnya 2026-04-30",
    )
    done.add_argument(
        "--tetap", action="store_true", help="catat juga tanggal yang bukan dalam tahun rencana"
    )
    _add_choice_of_plan(done)


def _add_signing(verbs: "_Verbs[argparse.ArgumentParser]") -> None:
    adopt = _verb(verbs, "tetapkan", "menetapkan rencana; tulisan, jadwal, dan targetnya lalu terkunci")
    _add_file(adopt)
    adopt.add_argument("--nomor", metavar="NOMOR", required=True, help="nomor keputusannya, misalnya 10")
    adopt.add_argument(
        "--tanggal",
        metavar="TANGGAL",
        type=_date,
        required=True,
        help="tanggal keputusannya, misalnya 2026-01-22",
    )
    _add_choice_of_plan(adopt)

    back = _verb(verbs, "kembalikan", "mengembalikan rencana ke draf selama belum ada realisasinya")
    _add_file(back)
    _add_choice_of_plan(back)


def _verb(verbs: "_Verbs[argparse.ArgumentParser]", name: str, does: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)


def _add_file(parser: argparse.ArgumentParser, does: str = "berkas .zidesk") -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, help=does)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")


def _add_choice_of_plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--satker", metavar="NAMA", help="satuan kerja, jika berkas berisi beberapa")
    parser.add_argument(
        "--tahun", metavar="TAHUN", type=_year, help="tahun rencana, jika berkas berisi beberapa"
    )


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--per", metavar="TANGGAL", type=_date, help="tanggal untuk menilai keterlambatan; bawaannya hari ini"
    )


def _add_step(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--langkah",
        metavar="KODE",
        required=True,
        help="kode langkah aksi: V.4.2.1 berarti area V, komponen 4, indikator 2, langkah 1",
    )


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except InvalidInputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _whole_number(lowest: int, highest: int, what: str) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text[:9]) <= highest:
            raise argparse.ArgumentTypeError(
                f"{what} “{text}” tidak sesuai; isilah {lowest} sampai {highest}."
            )
        return int(text)

    return convert


_month = _whole_number(MONTHS[0], MONTHS[-1], "bulan")
_year = _whole_number(MIN_YEAR, MAX_YEAR, "tahun")
