"""argparse speaking Indonesian.

argparse looks its texts up with gettext, which would follow the computer's language. The program speaks
Indonesian on every computer, so its two lookups are answered from the table below instead.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

TRANSLATIONS = {
    "usage: ": "pemakaian: ",
    "positional arguments": "isian",
    "options": "pilihan",
    "subcommands": "perintah",
    "show this help message and exit": "tampilkan bantuan ini",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "masih kurang: %s",
    "one of the arguments %s is required": "salah satu dari %s harus ada",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "unexpected option string: %s": "pilihan tidak dikenal: %s",
    "not allowed with argument %s": "tidak boleh bersama %s",
    "ignored explicit argument %r": "tidak menerima nilai %r",
    "expected one argument": "perlu satu nilai",
    "expected at most one argument": "hanya menerima satu nilai",
    "expected at least one argument": "perlu paling sedikit satu nilai",
    "expected %s argument": "perlu %s nilai",
    "expected %s arguments": "perlu %s nilai",
    "ambiguous option: %(option)s could match %(matches)s": (
        "pilihan %(option)s kurang jelas, bisa berarti %(matches)s"
    ),
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak sesuai (%(type)s)",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bukan pilihan (pilihlah: %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "perintah %(parser_name)r tidak dikenal (pilihlah: %(choices)s)"
    ),
    "can't open '%(filename)s': %(error)s": "'%(filename)s' tidak dapat dibuka: %(error)s",
}
"""argparse's own texts that a user can meet, by the English it asks gettext for."""


def _translate(message: str) -> str:
    return TRANSLATIONS.get(message, message)


def _translate_count(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


@contextmanager
def indonesian_argparse() -> Iterator[None]:
    """Within the block argparse builds parsers, help and errors in Indonesian."""
    module = vars(argparse)
    before = {name: module[name] for name in ("_", "ngettext")}
    module.update(_=_translate, ngettext=_translate_count)
    try:
        yield
    finally:
        module.update(before)
