"""Reading a plan's JSON text: what is no JSON, or none of a plan, is refused in one sentence."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zidesk.domain.importing.incoming import Incoming
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.format import FORMAT, VERSION
from zidesk.exchange.plan_json.reading import read_plan_object

MAX_BYTES = 20_000_000


def read_plan_json(path: Path | str) -> Incoming:
    """Read the plan JSON file at ``path``.

    Raises ``CannotReadError`` (one Indonesian sentence) where it cannot be read as a plan at all; details
    that are not certain are listed in ``Incoming.problems``.
    """
    source = Path(path)
    return read_plan_object(parse_document(_bytes(source), source.name), source.name)


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CannotReadError(f"Berkas {source.name} tidak ditemukan; periksa nama dan foldernya.") from error
    except OSError as error:
        raise CannotReadError(
            f"Berkas {source.name} tidak dapat dibuka; periksa izinnya atau tutup program lain "
            "yang memakainya."
        ) from error
    if len(content) > MAX_BYTES:
        raise CannotReadError(
            f"Berkas {source.name} terlalu besar untuk sebuah rencana aksi (lebih dari 20 MB); "
            "pilihlah berkas lain."
        )
    return content


def parse_document(content: bytes, name: str) -> Mapping[str, Any]:
    """Return the object that a plan's JSON text from the file ``name`` holds.

    Raises ``CannotReadError`` where it is no JSON, or none of a plan.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotReadError(
            f"Berkas {name} bukan teks UTF-8; simpanlah ulang sebagai JSON dengan pengodean UTF-8."
        ) from error
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise CannotReadError(
            f"Isi {name} bertingkat terlalu dalam untuk sebuah rencana aksi; pilihlah berkas lain."
        ) from error
    except json.JSONDecodeError as error:
        raise CannotReadError(
            f"Berkas {name} bukan JSON yang utuh (baris {error.lineno}, kolom {error.colno}); "
            "periksa berkasnya."
        ) from error
    except _ContentError as error:
        raise CannotReadError(f"Berkas {name} tidak dapat dibaca: {error}.") from error
    except ValueError as error:
        raise CannotReadError(
            f"Berkas {name} memuat bilangan yang terlalu panjang; periksa berkasnya."
        ) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CannotReadError(
            f'Berkas {name} bukan rencana aksi zidesk (tidak ada "format": "{FORMAT}"); pilihlah berkas lain.'
        )
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CannotReadError(f"Versi format di {name} tidak terbaca; periksa berkasnya.")
    if version > VERSION:
        raise CannotReadError(
            f"Berkas {name} dibuat oleh zidesk yang lebih baru (format {version}); "
            "perbarui zidesk di komputer ini."
        )
    return document


class _ContentError(ValueError):
    """JSON that is well formed but says a thing twice or a thing that is no value."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _ContentError(f'kunci "{key[:40]}" tertulis dua kali; hapuslah salah satunya')
        found[key] = value
    return found


def _refuse_constant(name: str) -> None:
    raise _ContentError(f"{name} bukan bilangan; betulkan dahulu")
