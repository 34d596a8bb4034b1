"""The journals beside a file: looked at before SQLite does, which trusts them more than a file.

A rollback journal that names a super-journal makes SQLite delete the file of that name, and a write-ahead
log replaces pages; zidesk writes neither. Both come before any check of the file itself.
"""

import os
from pathlib import Path
from typing import BinaryIO

from zidesk.db.errors import FileExistsAlreadyError, NotZideskFileError, known_os_error
from zidesk.db.files.plain_file import NotPlainFileError, open_plain

HOT = bytes.fromhex("d9d505f920a163d7")
"""How a journal starts that must be rolled back; it is also how the name of a super-journal ends."""


def journal_path(path: Path) -> Path:
    """Return where the rollback journal of ``path`` lies."""
    return path.with_name(f"{path.name}-journal")


def is_hot(journal: Path) -> bool:
    """Whether ``journal`` is a file that must be rolled back before its own is whole. Raises ``OSError``."""
    try:
        with open_plain(journal) as stream:
            return stream.read(len(HOT)) == HOT
    except (FileNotFoundError, NotPlainFileError):
        return False


def require_own_journals(path: Path, told: Path | None = None) -> None:
    """Raise NotZideskFileError where something beside ``path`` is no journal of zidesk's.

    ``told`` is the file to name instead of ``path``, which may be a private copy.
    """
    named = told or path
    try:
        if os.path.lexists(path.with_name(f"{path.name}-wal")):
            raise _foreign(named, "-wal")
        with open_plain(journal_path(path)) as stream:
            if _names_super_journal(stream):
                raise _foreign(named, "-journal")
    except FileNotFoundError:
        return
    except NotPlainFileError as error:
        raise _foreign(named, "-journal") from error
    except OSError as error:
        raise known_os_error(error, named) from error


def require_no_remains(path: Path) -> None:
    """Raise FileExistsAlreadyError where a new file at ``path`` would get the journal of an earlier one.

    SQLite would roll it back into the new file, and so break both.
    """
    journal = journal_path(path)
    try:
        with open_plain(journal) as stream:
            remains = stream.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        remains = False
    except NotPlainFileError:
        remains = True
    except OSError as error:
        raise known_os_error(error, path) from error
    if remains or os.path.lexists(path.with_name(f"{path.name}-wal")):
        raise FileExistsAlreadyError(
            f"Di tempat “{path.name}” masih ada sisa berkas lain (“{journal.name}”); pakailah nama lain."
        )


def _names_super_journal(stream: BinaryIO) -> bool:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - len(HOT)))
    # The first bytes do not matter: SQLite looks for the name before it looks at them.
    return stream.read() == HOT and size > len(HOT)


def _foreign(path: Path, ending: str) -> NotZideskFileError:
    return NotZideskFileError(
        f"Di samping berkas “{path.name}” ada “{path.name}{ending}” yang bukan buatan zidesk, "
        "jadi tidak dibuka; pindahkan dahulu ke folder lain, atau mintalah berkas aslinya."
    )
