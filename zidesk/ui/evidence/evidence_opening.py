"""Which evidence files are not handed to the desktop to open: those that it would run."""

from pathlib import PurePath

from zidesk.domain.names.safe_names import safe_name

_PROGRAM_ENDINGS = frozenset({
    ".appimage", ".appinstaller", ".application", ".appref-ms", ".appx", ".bat", ".chm", ".cmd", ".com",
    ".cpl", ".desktop", ".diagcab", ".exe", ".gadget", ".hta", ".inf", ".jar", ".js", ".jse", ".lnk",
    ".msc", ".msi", ".msix", ".msp", ".pif", ".ps1", ".psm1", ".py", ".pyw", ".pyz", ".reg", ".scf",
    ".scr", ".settingcontent-ms", ".sh", ".shb", ".shs", ".url", ".vb", ".vbe", ".vbs", ".ws", ".wsc",
    ".wsf", ".wsh", ".xll",
})  # fmt: skip
PROGRAM_SENTENCE = (
    "Berkas ini sebuah program, jadi tidak dibuka dari sini; simpan salinannya bila Anda yakin isinya aman."
)


def is_program(name: str) -> bool:
    """Whether opening a file of this name would run it: evidence comes from other people's computers.

    That goes for the name and for what is left of it as a name for every computer: "a.exe?" becomes a.exe.
    """
    return any(
        PurePath(spelling).suffix.lower() in _PROGRAM_ENDINGS
        for spelling in (name.strip(" ."), safe_name(name))
    )
