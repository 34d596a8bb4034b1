"""Read a plan from a file of any kind that imports accept, told by content and ending."""

from pathlib import Path

from zidesk.computer.unusable_paths import path_trouble
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.parsing import read_plan_json

_WORD = (".docx", ".docm", ".doc")
_TEXT = (".csv", ".tsv", ".txt")
_OTHERS = {
    ".pdf": "PDF; buka di Word lalu simpan sebagai .docx, atau salin tabelnya ke Excel",
    ".ods": "LibreOffice Calc; buka di LibreOffice lalu simpan sebagai .xlsx",
    ".odt": "LibreOffice Writer; buka di LibreOffice lalu simpan sebagai .docx",
    ".rtf": "teks kaya; buka di Word lalu simpan sebagai .docx",
    ".jpg": "gambar; ketik tabelnya di Excel, atau mintalah berkas aslinya",
    ".jpeg": "gambar; ketik tabelnya di Excel, atau mintalah berkas aslinya",
    ".png": "gambar; ketik tabelnya di Excel, atau mintalah berkas aslinya",
    ".zidesk": "zidesk sendiri; bukalah berkas itu, ekspor ke .xlsx, lalu impor hasilnya",
}
SOURCES = ".xlsx, .docx, .csv atau .json"
"""The kinds of files that can be imported, as they are told."""


def read_source(path: Path | str, ticker: Ticker = silent) -> Incoming:
    """Return the plan in the file at ``path``; ``ticker`` hears rows.

    Raises ``CannotReadError``, one Indonesian sentence, for anything else and for what cannot be read.
    """
    source = Path(path)
    trouble = path_trouble(source)
    if trouble is not None:
        raise CannotReadError(trouble)
    if source.is_dir():
        raise CannotReadError(f"{source.name} adalah folder; pilihlah berkas {SOURCES}.")
    ending = source.suffix.lower()
    if ending == ".json":
        return read_plan_json(source)
    if ending in (".xlsx", ".xlsm", ".xls"):
        # openpyxl takes a quarter of a second to import; JSON does not need it.
        from zidesk.exchange.workbook.reading import read_workbook

        return read_workbook(source, ticker)
    if ending in (*_WORD, *_TEXT):
        from zidesk.exchange.tables.hand_made import read_tables

        if ending in _WORD:
            from zidesk.exchange.tables.from_docx import read_docx

            return read_tables(read_docx(source), source.name)
        from zidesk.exchange.tables.from_text import read_csv

        return read_tables([read_csv(source)], source.name)
    if ending in _OTHERS:
        raise CannotReadError(f"Berkas {source.name} adalah berkas {_OTHERS[ending]}.")
    raise CannotReadError(f"Berkas {source.name} tidak dapat diimpor; pilihlah berkas {SOURCES}.")


def read_clipboard(text: str, html: str = "") -> Incoming:
    """Return the plan in a table on the clipboard, as plain text and, where there is one, as HTML.

    Raises ``CannotReadError`` where neither holds a plan's table.
    """
    from zidesk.exchange.tables.from_html import read_html
    from zidesk.exchange.tables.from_text import read_pasted
    from zidesk.exchange.tables.hand_made import read_tables

    sheet = read_html(html) if html else None
    return read_tables([sheet or read_pasted(text)], "papan klip")
