"""The year of the plan, from what stands above its table; the years of regulations and decrees are not it."""

import re
from collections.abc import Sequence

from zidesk.domain.plan.validation import MAX_YEAR, MIN_YEAR

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_OF_A_RULE = re.compile(
    r"(?:nomor|no\.?|nomer)\s*:?\s*[\w./-]+\s+tahun\s+20\d\d|permen\w*[^.;]{0,40}?20\d\d|"
    r"\d{1,2}\s+[a-z]+\s+20\d\d|/20\d\d",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"(?:rencana\s+aksi|renaksi|zona\s+integritas|pelaksanaan)[^.;]*?(20\d\d)", re.IGNORECASE | re.DOTALL
)


_TITLE_LINES = 3


def plan_year(texts: Sequence[str], times: Sequence[str] = ()) -> tuple[int, str]:
    """Return the year that the texts above a table give the plan, and what to tell of it, ``""`` if sure.

    The title nearest to the table goes before others.
    ``times`` are what the table says of the time, which tells where the texts above name no year. The year
    is 0 where nothing does, or several are named: the file that the plan goes to has one.
    """
    cleaned = [_OF_A_RULE.sub(" ", " ".join(text.split())) for text in texts]
    for start in reversed(range(len(cleaned))):
        years = _years(_OF_THE_PLAN, " ".join(cleaned[start : start + _TITLE_LINES]))
        if len(years) == 1:
            return years.pop(), ""
    years = _years(_YEAR, "\n".join(cleaned))
    if len(years) == 1:
        return years.pop(), ""
    if years:
        told = ", ".join(map(str, sorted(years)))
        return 0, f"Di atas tabel tertulis beberapa tahun ({told}); dipakai tahun rencana yang dituju."
    years = {int(year) for text in times for year in _YEAR.findall(text)}
    if len(years) == 1:
        return years.pop(), ""
    return 0, "Tahun rencana tidak tertulis jelas di atas tabel; dipakai tahun rencana yang dituju."


def _years(pattern: re.Pattern[str], text: str) -> set[int]:
    return {int(year) for year in pattern.findall(text) if MIN_YEAR <= int(year) <= MAX_YEAR}
