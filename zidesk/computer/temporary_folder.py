"""The computer's folder for temporary files, which can be full or missing while every other disk is well."""

import tempfile


def temporary_trouble() -> str:
    """Return what to tell the user, one Indonesian sentence, where the folder takes no file."""
    try:
        where = f"Folder sementara komputer ini ({tempfile.gettempdir()})"
    except OSError:
        where = "Folder sementara komputer ini"
    return (
        f"{where} penuh atau tidak dapat ditulisi; kosongkan tempat di sana atau mulai ulang komputer, "
        "lalu ulangi."
    )
