"""Which evidence files are not handed to the desktop to open: those that it would run."""

from pathlib import PurePath

_PROGRAM_ENDINGS = frozenset({
    ".appimage", ".bat", ".chm", ".cmd", ".com", ".cpl", ".desktop", ".exe", ".hta", ".jar", ".js", ".jse",
    ".lnk", ".msc", ".msi", ".msp", ".pif", ".ps1", ".py", ".reg", ".scf", ".scr", ".sh", ".url", ".vb",
    ".vbe", ".vbs", ".wsf", ".wsh",
})  # fmt: skip
PROGRAM_SENTENCE = (
    "Berkas ini sebuah program, jadi tidak dibuka dari sini; simpan salinannya bila Anda yakin isinya aman."
)


def is_program(name: str) -> bool:
    """Whether opening a file of this name would run it: evidence comes from other people's computers."""
    return PurePath(name.strip(" .")).suffix.lower() in _PROGRAM_ENDINGS
