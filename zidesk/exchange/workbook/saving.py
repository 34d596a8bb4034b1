"""Saving a workbook: openpyxl writes each sheet into the computer's temporary folder first."""

import gc
import io
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from lxml.etree import LxmlError
from openpyxl import Workbook

from zidesk.computer.temporary_folder import temporary_trouble
from zidesk.exchange.errors import CannotWriteError


def save_workbook(workbook: Workbook, stream: BinaryIO) -> None:
    """Write ``workbook`` to ``stream``, nothing of it where it cannot be made.

    Raises CannotWriteError where the temporary folder stands in the way, and the stream's own errors.
    """
    # Into memory first: openpyxl's zip would go on writing after the stream has failed.
    whole = io.BytesIO()
    with _sheets_told():
        workbook.save(whole)
    stream.write(whole.getbuffer())


@contextmanager
def _sheets_told() -> Iterator[None]:
    try:
        yield
    except (OSError, LxmlError) as error:
        _close_quietly(error)
        raise CannotWriteError(temporary_trouble()) from error


def _close_quietly(error: Exception) -> None:
    """Let openpyxl's unfinished writer end here: it fails once more, which Python would print."""
    hook = sys.unraisablehook
    sys.unraisablehook = lambda _unraisable: None
    try:
        traceback.clear_frames(error.__traceback__)
        # The writer and its generator hold each other.
        gc.collect()
    finally:
        sys.unraisablehook = hook
