"""No module needs a module that needs it, directly or through others: neither to run nor for its types."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "zidesk"


def modules_in(package: Path) -> dict[str, Path]:
    """Return every source file of a package by its module's name."""
    found = {}
    for source in package.rglob("*.py"):
        parts = source.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = source
    return found


def imported_by(source: Path, known: Mapping[str, Path]) -> set[str]:
    """Return the known modules that a file imports, inside functions and for its types alone, too."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & known.keys() or {node.module}
    return {name for name in found & known.keys() if known[name] != source}


def circles(package: Path) -> list[list[str]]:
    """Return each group of modules in which every one leads to every other by imports."""
    known = modules_in(package)
    graph = {name: imported_by(source, known) for name, source in known.items()}
    found = {frozenset(_circle_of(name, graph)) for name in graph}
    return sorted(sorted(circle) for circle in found if len(circle) > 1)


def _circle_of(name: str, graph: Mapping[str, set[str]]) -> Iterator[str]:
    yield name
    for other in _reached_from(name, graph) - {name}:
        if name in _reached_from(other, graph):
            yield other


def _reached_from(name: str, graph: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = [name]
    while pending:
        for following in graph[pending.pop()] - reached:
            reached.add(following)
            pending.append(following)
    return reached


def test_no_imports_go_in_a_circle() -> None:
    assert circles(PACKAGE) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("from zidesk.two import x", "import zidesk.one"),
        ("from zidesk import two", "def f():\n    from zidesk.one import y"),
        (
            "import zidesk.two",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from zidesk.one import Y",
        ),
    ],
    ids=["at once", "in a function", "for types"],
)
def test_a_circle_is_noticed(tmp_path: Path, here: str, there: str) -> None:
    package = tmp_path / "zidesk"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text(here)
    (package / "two.py").write_text("from zidesk import three")
    (package / "three.py").write_text(there)
    (package / "four.py").write_text("from zidesk import one, two, three")
    assert circles(package) == [["zidesk.one", "zidesk.three", "zidesk.two"]]
