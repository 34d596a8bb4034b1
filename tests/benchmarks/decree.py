"""The whole decree of the example against LibreOffice making the PDF of our Word file of it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import against_libreoffice, make_example, seconds_of, zidesk


def measure(folder: Path) -> Iterator[str]:
    """Time both as whole processes; the aim is at least 3 times faster."""
    file, word, pdf = folder / "a.zidesk", folder / "a.docx", folder / "a.pdf"
    make_example(file)
    subprocess.run(zidesk("ekspor", file, word, "--naskah", "keputusan"), check=True, capture_output=True)
    ours = seconds_of(zidesk("cetak", file, pdf, "--naskah", "keputusan"))
    yield f"zidesk cetak --naskah keputusan: {ours:.2f} s, the whole process"
    yield from against_libreoffice(folder, word, ours)
