"""Whose row it is: each row of Realisasi and Catatan names its action by a hidden id, a Kode and a text.

Copying and sorting in Excel parts these from each other. Nobody sees the hidden id, so it never decides
against what is seen: a row that was copied and got another action's Kode is that action's; rows of which only
some columns were sorted are put together again; any other disagreement is listed, and the row is not read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from zidesk.domain.plan.model import NodeKind
from zidesk.exchange.reading import Doubts, normalized, short
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.plan_sheet_in import Line

_FEW_ROWS = 4


@dataclass(frozen=True, slots=True)
class Signs:
    """What the three cells of a row say of its action."""

    hidden: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The action that a row is of, ``""`` where that is not certain; ``by_id``: its hidden id says so, too.

    ``parted`` are the other actions that the row names: about their months it says nothing certain;
    ``message`` tells of a disagreement, ``""`` for none, or where many rows are told together.
    """

    action: str
    by_id: bool = True
    parted: frozenset[str] = frozenset()
    message: str = ""


class _Loose(Enum):
    """Which of the three came loose from the other two, which agree."""

    HIDDEN = "hidden"
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class _Named:
    """The ids of the actions that a row's signs name, ``""`` and none where they name none."""

    signs: Signs
    hidden: str
    code: str
    texts: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return frozenset({self.hidden, self.code} - {""}) | self.texts

    def owner(self) -> str:
        """Return the action that all signs name, ``""`` if they do not agree."""
        action = self.hidden or self.code
        if (self.signs.hidden and not self.hidden) or (self.signs.code and self.code != action):
            return ""
        if self.signs.text and action not in self.texts:
            return ""
        return action if self.code or self.texts else ""

    def copied_to(self) -> str:
        """Return the action of a row that was copied, or typed over, by its Kode; ``""`` for no such row."""
        if not self.hidden or not self.code:
            return ""
        return self.code if not self.signs.text or self.texts & {self.hidden, self.code} else ""

    def loose(self) -> _Loose | None:
        if not self.hidden or not self.code or not self.texts:
            return None
        if self.hidden == self.code:
            return _Loose.TEXT if self.hidden not in self.texts else None
        if self.code in self.texts:
            return _Loose.HIDDEN
        return _Loose.CODE if self.hidden in self.texts else None


class Owners:
    """Finds the actions of rows by what was exported and by what the plan's table says now."""

    def __init__(self, exported: Exported, lines: Iterable[Line]) -> None:
        self._actions = {row.id: row for row in exported.rows.values() if row.kind is NodeKind.ACTION}
        self._codes = exported.by_code()
        self._texts: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._actions.values():
            self._texts[normalized(row.text)].add(row.id)
        for line in lines:
            if line.id in self._actions:
                self._texts[normalized(line.action)].add(line.id)

    def find(self, rows: Sequence[Signs], doubts: Doubts) -> list[Owner]:
        """Return the owner of each row; that some columns were sorted is listed."""
        named = [self._named(signs) for signs in rows]
        sorted_by = {
            kind for kind in _Loose if _is_sorted([row for row in named if row.loose() is kind], kind)
        }
        if sorted_by:
            count = sum(row.loose() in sorted_by for row in named)
            doubts.add(
                f"{count} baris terlepas dari langkahnya, mungkin karena hanya sebagian kolom yang "
                "diurutkan; baris-baris itu dikenali kembali menurut tulisannya."
            )
        return [self._owner(row, sorted_by) for row in named]

    def _named(self, signs: Signs) -> _Named:
        hidden = next((each for each in signs.hidden.split() if each in self._actions), "")
        code = self._codes.get(signs.code.upper().rstrip("."), "")
        texts = self._texts.get(normalized(signs.text), set()) if signs.text else set()
        return _Named(signs, hidden, code, frozenset(texts))

    def _owner(self, row: _Named, sorted_by: set[_Loose]) -> Owner:
        kind = row.loose()
        if kind in sorted_by:
            if kind is _Loose.TEXT and len(row.texts) == 1:
                return Owner(next(iter(row.texts)), by_id=False, parted=row.all)
            if kind is not _Loose.TEXT:
                action = row.code if kind is _Loose.HIDDEN else row.hidden
                return Owner(action, by_id=kind is _Loose.CODE, parted=row.all)
        certain = _Loose.TEXT not in sorted_by or len(row.texts) < 2
        if certain and (action := row.owner()):
            return Owner(action, by_id=bool(row.hidden))
        if certain and (action := row.copied_to()):
            code = self._actions[action].code
            message = (
                f"Baris ini disalin dari langkah {self._actions[row.hidden].code}, tetapi Kode-nya {code}; "
                f"dibaca sebagai baris langkah {code}."
            )
            return Owner(action, by_id=False, parted=row.all, message=message)
        return Owner("", parted=row.all, message=_disagreement(row))


def _is_sorted(rows: Sequence[_Named], kind: _Loose) -> bool:
    """Whether what came loose only changed places among ``rows``."""
    if len(rows) < (_FEW_ROWS if kind is _Loose.CODE else 2):
        return False
    ids = Counter(row.hidden for row in rows)
    if kind is not _Loose.TEXT:
        return ids == Counter(row.code for row in rows)
    found = Counter(next(iter(row.texts)) for row in rows if len(row.texts) == 1)
    several = {action for row in rows if len(row.texts) > 1 for action in row.texts}
    return found <= ids and (ids - found).keys() <= several


def _disagreement(row: _Named) -> str:
    if row.signs.code and not row.code:
        return f"Kode {short(row.signs.code)} tidak ada dalam rencana ini; baris ini tidak dibaca."
    if not row.signs.code and not row.signs.text:
        return (
            "Kode di baris ini kosong; baris ini tidak dibaca, jadi isilah Kode langkahnya lalu impor lagi."
        )
    return (
        "Kode, tulisan langkah aksi dan tanda pengenal tersembunyi di baris ini tidak menunjuk langkah yang "
        "sama; baris ini tidak dibaca, jadi betulkan Kode dan tulisannya lalu impor lagi."
    )
