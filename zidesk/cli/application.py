"""From arguments to an exit status: parsing, choosing the verb, telling refusals from bugs."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from zidesk.cli.arguments import SELF_TEST, build_parser, build_self_test_parser
from zidesk.cli.indonesian import indonesian_argparse
from zidesk.domain.errors import InvalidInputError, KnownError
from zidesk.unusable_paths import path_trouble

REFUSED = 1
BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
# Windows calls it an invalid argument to write to a pipe that nobody reads.
_UNREAD_ERRNOS = frozenset({errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with ``argv`` (the process's own arguments if ``None``) and return its exit status.

    0 done, 1 refused (one sentence on standard error, nothing changed), 2 wrong usage, 3 ``periksa`` or
    the self-test found something, 70 a bug, 130 interrupted, 141 nobody reads the output any more.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    try:
        if words[:1] == [SELF_TEST]:
            status = _run_self_test(words[1:])
        else:
            status = _open_window(words) if _asks_for_window(words) else _run_verb(words)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KnownError as error:
        _complain(str(error))
        return REFUSED
    except KeyboardInterrupt:
        _complain("Dihentikan; pekerjaan yang belum selesai dibatalkan.")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever else arrives here is a bug: it becomes a report
        if _is_broken_pipe(error):
            _discard_output()
            return BROKEN_PIPE
        _report_bug(error)
        return BUG
    return status


def _asks_for_window(words: Sequence[str]) -> bool:
    # "zidesk FILE" and a mistyped verb look alike: what exists or ends as our files do is a file.
    return not words or (
        len(words) == 1
        # Asked so, a name that is none is no file, either.
        and (Path(words[0]).suffix.lower() == ".zidesk" or os.path.isfile(words[0]))  # noqa: PTH113
    )


def _open_window(words: Sequence[str]) -> int:
    from zidesk.cli.window import open_window

    return open_window(Path(words[0]) if words else None)


def _run_verb(words: Sequence[str]) -> int:
    arguments = _parse(build_parser, words)
    if isinstance(arguments, int):
        return arguments
    require_usable_paths(vars(arguments).values())
    try:
        return _dispatch(arguments)
    except KnownError as error:
        from zidesk.cli.files import require_readable_where_damaged

        require_readable_where_damaged(error, getattr(arguments, "file", None))
        raise
    except OSError:
        raise
    except Exception as error:
        from zidesk.cli.files import damage_behind

        damage = damage_behind(getattr(arguments, "file", None))
        if damage is None:
            raise
        raise damage from error


def require_usable_paths(values: Iterable[object]) -> None:
    """Raise InvalidInputError where one of the paths among an argument's values leads nowhere."""
    for value in values:
        if isinstance(value, list):
            require_usable_paths(value)
        elif isinstance(value, Path) and (trouble := path_trouble(value)) is not None:
            raise InvalidInputError(trouble)


def _run_self_test(words: Sequence[str]) -> int:
    arguments = _parse(build_self_test_parser, words)
    if isinstance(arguments, int):
        return arguments
    from zidesk.cli.self_test import run_self_test

    return run_self_test(arguments)


def _parse(build: Callable[[], argparse.ArgumentParser], words: Sequence[str]) -> argparse.Namespace | int:
    """Return what ``words`` mean, or the exit status where they asked for help or were wrong."""
    with indonesian_argparse():
        try:
            return build().parse_args(words)
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else 0


def _dispatch(arguments: argparse.Namespace) -> int:
    # Each verb imports what it needs, so that none waits for libraries of another.
    match arguments.verb:
        case "contoh":
            from zidesk.cli.making import make_example as run
        case "baru":
            from zidesk.cli.making import make_plan as run
        case "info":
            from zidesk.cli.information import show_information as run
        case "periksa":
            from zidesk.cli.checking import check_file as run
        case "impor":
            from zidesk.cli.exchanging import import_plan as run
        case "ekspor":
            from zidesk.cli.exchanging import export_plan as run
        case "cetak":
            from zidesk.cli.printing import print_document as run
        case "bukti":
            from zidesk.cli.evidence import run_evidence_verb as run
        case "realisasi":
            from zidesk.cli.realization import record_realization as run
        case "tetapkan":
            from zidesk.cli.signing import adopt_plan as run
        case "kembalikan":
            from zidesk.cli.signing import take_back_plan as run
        case verb:
            raise AssertionError(verb)
    return run(arguments)


def _write_utf8() -> None:
    # A redirected stream on Windows would otherwise be written in the computer's code page.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)


def _is_broken_pipe(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in _UNREAD_ERRNOS and error.filename is None


def _discard_output() -> None:
    # What is still buffered would raise again when the interpreter flushes it at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_bug(error: Exception) -> None:
    from zidesk.crash_report import report_text, write_crash_report

    path = write_crash_report(error)
    _complain("Ada kesalahan dalam program zidesk, pekerjaan ini tidak selesai.")
    _complain(f"Kirimkan laporan ini kepada pembuatnya: {path}" if path else report_text(error))
