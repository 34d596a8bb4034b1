"""Read a plan from a file of any kind that imports accept, told by content and ending."""

from pathlib import Path

from zidesk.computer.unusable_paths import path_trouble
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.parsing import read_plan_json


def read_source(path: Path | str, ticker: Ticker = silent) -> Incoming:
    """Return the plan in the ``.xlsx`` or ``.json`` file at ``path``; ``ticker`` hears rows.

    Raises ``CannotReadError``, one Indonesian sentence, for anything else and for what cannot be read.
    """
    source = Path(path)
    trouble = path_trouble(source)
    if trouble is not None:
        raise CannotReadError(trouble)
    if source.is_dir():
        raise CannotReadError(f"{source.name} adalah folder; pilihlah berkas .xlsx atau .json.")
    ending = source.suffix.lower()
    if ending == ".json":
        return read_plan_json(source)
    if ending in (".xlsx", ".xlsm", ".xls"):
        # openpyxl takes a quarter of a second to import; JSON does not need it.
        from zidesk.exchange.workbook.reading import read_workbook

        return read_workbook(source, ticker)
    raise CannotReadError(f"Berkas {source.name} tidak dapat diimpor; pilihlah berkas .xlsx atau .json.")
