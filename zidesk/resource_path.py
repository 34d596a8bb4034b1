"""Where the files that ship with the program are: fonts, icons, examples, translations."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_resources"
_IN_REPOSITORY = Path(__file__).parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled file or folder, for instance ``resource_path("fonts")``.

    An installed program finds them inside the package, a checkout beside it.
    """
    root = _PACKAGED if _PACKAGED.is_dir() else _IN_REPOSITORY
    return root.joinpath(*parts)
