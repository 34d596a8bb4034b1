"""Whether symbolic links can be made here: Windows needs a right for them that few users have."""

import tempfile
from pathlib import Path

import pytest


def _are_made_here() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        real, link = Path(folder, "real"), Path(folder, "link")
        real.touch()
        try:
            link.symlink_to(real)
        except OSError:
            return False
        # Wine claims to have made one.
        return link.is_symlink() and link.samefile(real)


needs_links = pytest.mark.skipif(not _are_made_here(), reason="no symbolic links can be made here")
