"""The layers, the top level of the repository, the size of files, and what must never be imported."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "zidesk"
TOP_LEVEL = {"zidesk", "resources", "installers", "tests", "pyproject.toml", "README.md", "LICENSE"}
MAX_LINES = 600
NETWORK = {
    "socket", "ssl", "http", "urllib", "urllib3", "requests", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "xmlrpc", "socketserver", "asyncio", "aiohttp", "httpx", "webbrowser",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineWidgets",
}  # fmt: skip
OWNERS = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlmodel": "db",
    "sqlalchemy": "db",
    "sqlite3": "db",
    "openpyxl": "exchange",
    "docx": "exchange",
    "reportlab": "printing",
}
needs_import_linter = pytest.mark.skipif(
    find_spec("importlinter") is None, reason="import-linter is not installed"
)
THIRD_PARTY_RESOURCES = ("fonts", "icons")


def imported_modules(source: Path) -> Iterator[str]:
    """Yield every module that a file imports, also inside functions, written out in full."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strangers(package: Path) -> list[str]:
    """Return each import of a library by a file outside the package that owns it."""
    found = []
    for source in sorted(package.rglob("*.py")):
        home = source.relative_to(package).parts[0]
        for module in imported_modules(source):
            owner = OWNERS.get(module.partition(".")[0])
            if owner is not None and owner != home:
                found.append(f"{source.relative_to(package)} imports {module}")
    return found


def network_imports(package: Path) -> list[str]:
    """Return each import of something that talks to a network."""
    return [
        f"{source.relative_to(package)} imports {module}"
        for source in sorted(package.rglob("*.py"))
        for module in imported_modules(source)
        if module in NETWORK or module.partition(".")[0] in NETWORK
    ]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the zidesk package and the pyproject.toml in ``folder``."""
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=100, check=False
    )


@pytest.fixture
def spoilt_copy(tmp_path: Path) -> Path:
    """Return a copy of the package in which the domain knows SQL and Qt and calls home."""
    shutil.copytree(PACKAGE, tmp_path / "zidesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "zidesk" / "domain" / "schedule" / "dates.py"
    spoilt = (
        "import sqlite3\nimport urllib.request\nfrom PySide6 import QtCore\nfrom zidesk.db import errors\n"
    )
    module.write_text(module.read_text(encoding="utf-8") + spoilt, encoding="utf-8")
    return tmp_path


@needs_import_linter
def test_imports_run_one_way() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@needs_import_linter
def test_imports_against_the_layers_are_noticed(spoilt_copy: Path) -> None:
    result = lint_imports(spoilt_copy)
    assert result.returncode == 1
    assert "Imports run one way: ui, cli -> db, exchange, printing -> domain BROKEN" in result.stdout
    assert "Only ui knows Qt BROKEN" in result.stdout
    assert "Only db knows SQL BROKEN" in result.stdout


def test_each_library_is_imported_in_one_package_only() -> None:
    assert strangers(PACKAGE) == []


def test_a_library_in_the_wrong_package_is_noticed(spoilt_copy: Path) -> None:
    found = strangers(spoilt_copy / "zidesk")
    assert "domain/schedule/dates.py imports sqlite3" in [line.replace("\\", "/") for line in found]
    assert any("PySide6" in line for line in found)


def test_nothing_talks_to_a_network() -> None:
    assert network_imports(PACKAGE) == []


def test_a_network_import_is_noticed(spoilt_copy: Path) -> None:
    assert any("urllib.request" in line for line in network_imports(spoilt_copy / "zidesk"))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    if listing.returncode != 0 or not listing.stdout:
        pytest.skip("not a git checkout")
    entries = {line.partition("/")[0] for line in listing.stdout.splitlines()}
    assert {entry for entry in entries if not entry.startswith(".")} == TOP_LEVEL


def test_source_files_stay_short() -> None:
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "installers").rglob("*.py")]
    lengths = {
        source.relative_to(ROOT): len(source.read_text(encoding="utf-8").splitlines()) for source in sources
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines >= MAX_LINES} == {}


@pytest.mark.parametrize("folder", THIRD_PARTY_RESOURCES)
def test_third_party_resources_carry_their_licence(folder: str) -> None:
    names = [path.name.upper() for path in (ROOT / "resources" / folder).rglob("*") if path.is_file()]
    assert any("LICEN" in name or "OFL" in name for name in names)


def test_constraints_pin_every_dependency_and_name_no_address() -> None:
    lines = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(line.count("==") == 1 and " " not in line for line in pins)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in pins}
    assert {"pyside6-essentials", "shiboken6", "sqlmodel", "reportlab", "openpyxl", "defusedxml"} <= pinned
    assert not any("://" in line for line in lines)
