"""The verb ``periksa``: is the file whole."""

import argparse
from pathlib import Path

from zidesk.cli.files import open_unseen
from zidesk.cli.output import print_object, say
from zidesk.db.errors import DamagedFileError
from zidesk.db.files.opening import require_readable
from zidesk.domain.ticker import silent

FOUND_SOMETHING = 3


def check_file(arguments: argparse.Namespace) -> int:
    """Print what the integrity check found; 3 if it found something, also where the file cannot be opened."""
    findings = _findings(arguments.file)
    if findings:
        # A disk that fails to read makes a whole file look damaged, perhaps for a moment only.
        require_readable(arguments.file)
        findings = _findings(arguments.file)
    if arguments.json:
        print_object(
            {"ok": not findings, "findings": [{"check": check, "message": text} for check, text in findings]}
        )
    else:
        for _, message in findings:
            say(message)
        say(f"{arguments.file}: {f'{len(findings)} masalah ditemukan.' if findings else 'utuh.'}")
    return FOUND_SOMETHING if findings else 0


def _findings(file: Path) -> list[tuple[str, str]]:
    try:
        with open_unseen(file) as store:
            return [(finding.check, finding.message) for finding in store.check(silent)]
    except DamagedFileError as error:
        return [("open", str(error))]
