"""The rows below one head, asked for what they say in the columns of each level."""

from dataclasses import dataclass

from zidesk.exchange.reading import short
from zidesk.exchange.tables.columns import TableColumns
from zidesk.exchange.tables.content import is_numbering
from zidesk.exchange.tables.drafts import RowDoubt, joined
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.headings import Role
from zidesk.exchange.tables.leaves import LeafReader
from zidesk.exchange.tables.ledger import Fate, Spot
from zidesk.exchange.tables.report import Report
from zidesk.exchange.tables.times import NOTHING


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below one head."""

    sheet: int
    grid: Grid
    columns: TableColumns
    leaves: LeafReader

    @property
    def step_column(self) -> int:
        """The column that a step is shown at."""
        found = self.columns.of(Role.ACTION) or self.columns.of(Role.INDICATOR)
        return found[0].index

    def level(self, row: int, role: Role, report: Report) -> tuple[str, list[Spot]]:
        """Return the row's own text in the columns of a role, and the cells that it stands in."""
        text = ""
        spots: list[Spot] = []
        for column in self.columns.of(role):
            own = (
                ""
                if self.grid.is_continued(row, column.index)
                else self.grid.own(row, column.index).text.strip()
            )
            spot = Spot(self.sheet, row, column.index)
            if not own:
                continue
            if own in NOTHING:
                report.ledger.claim(spot, Fate.FILLER)
            else:
                report.ledger.claim(spot, Fate.VALUE)
                text, spots = joined(text, own, " "), [*spots, spot]
        return text, spots

    def level_doubts(self, row: int) -> list[RowDoubt]:
        """Return why the levels of a row are not certain: by their columns, and by what their cells hold."""
        doubts = []
        for role in (Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION):
            texts = 0
            for column in self.columns.of(role):
                cell = self.grid.seen(row, column.index)
                spot = Spot(self.sheet, row, column.index)
                texts += bool(cell.text.strip())
                if cell.error or (cell.formula and not cell.text):
                    doubts.append(
                        RowDoubt("rumus", "Rumus di sel ini tidak memberi hasil", spot, takeable=False)
                    )
                if column.doubt and cell.text.strip():
                    message = f"Kolom {short(column.heading or 'tanpa judul')} {column.doubt}"
                    doubts.append(RowDoubt("kolom", message, spot))
            if texts > 1:
                message = f"Dua kolom berisi {role.value}; usulan: keduanya digabung"
                doubts.append(RowDoubt("kolom", message, Spot(self.sheet, row, 0)))
        return doubts

    def continued_step(self, row: int) -> str:
        """Return the text of the step that a merged cell carries on from a row above."""
        for column in self.columns.of(Role.ACTION):
            if self.grid.is_continued(row, column.index) and (text := self.grid.text(row, column.index)):
                return text
        return ""

    def evidence_starts_low(self, row: int) -> bool:
        """Whether the row's evidence begins in the middle of a sentence."""
        texts = (self.grid.own(row, column.index).text.strip() for column in self.columns.of(Role.EVIDENCE))
        return any(text[:1].islower() and not is_numbering(text.split()[0]) for text in texts if text)

    def claim_numbers(self, row: int, report: Report) -> None:
        """Account for the row's numbers; what is no number in their column is told."""
        for column in self.columns.of(Role.NUMBER):
            text = self.grid.own(row, column.index).text.strip()
            spot = Spot(self.sheet, row, column.index)
            if not text:
                continue
            report.ledger.claim(spot, Fate.NUMBERING)
            if not is_numbering(text) and text not in ("-", "–"):
                report.tell(f"Isi {short(text)} di kolom nomor tidak diambil.", spot)
