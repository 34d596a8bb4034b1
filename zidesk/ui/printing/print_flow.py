"""From the print dialog to paper, to a PDF file or to a word processor's."""

from typing import BinaryIO

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import Ticker
from zidesk.printing.documents.kinds import DocumentKind
from zidesk.printing.setting.options import PrintOptions
from zidesk.ui.files.exchange_flows import ExchangeFlows
from zidesk.ui.open_file.lanes import Lane
from zidesk.ui.printing.pdfium import PdfPages
from zidesk.ui.printing.print_dialog import PrintChoice, PrintDialog
from zidesk.ui.shell.page import PrintedPages
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor
from zidesk.ui.widgets.message_bar import WindowMessageBar

_MAX_DPI = 300
_POINTS_PER_INCH = 72


class PrintFlow(QObject):
    """Printing of the plan on screen."""

    def __init__(
        self, workspace: Workspace, window: QWidget, messages: WindowMessageBar, exchange: ExchangeFlows
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._messages = messages
        self._exchange = exchange

    def ask(self, kind: DocumentKind, favourite: PrintChoice) -> None:
        """Show the pages of a document and print or save them."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        dialog = PrintDialog(kind, record, self._workspace.lanes[Lane.PREVIEW], favourite, self._window)
        accepted = bool(dialog.exec())
        pdf, choice, options = dialog.pdf, dialog.choice, dialog.options
        dialog.deleteLater()
        if not accepted or pdf is None:
            return
        self.send(PrintedPages(kind, record, options, pdf, choice))

    def send(self, pages: PrintedPages) -> None:
        """Print the pages of a document, or save them, as they are."""
        kind, record, options, pdf = pages.kind, pages.record, pages.options, pages.pdf
        if pages.choice is PrintChoice.PRINT:
            self._print(kind, pdf)
            return
        if pages.choice is PrintChoice.SAVE_WORD:
            self._exchange.export(
                f"Simpan Word {kind.plain_title}",
                kind.file_name(record, self._workspace.as_of, ".docx"),
                "Dokumen Word (*.docx)",
                lambda stream, tick: write_word(kind, record, options, stream, tick),
                "Dokumen Word tersimpan",
            )
            return
        self._exchange.export(
            f"Simpan PDF {kind.plain_title}",
            kind.file_name(record, self._workspace.as_of),
            "Dokumen PDF (*.pdf)",
            lambda stream, _tick: _write(stream, pdf),
            "PDF tersimpan",
        )

    def _print(self, kind: DocumentKind, pdf: bytes) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(kind.plain_title.capitalize())
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._window)
        accepted = bool(dialog.exec())
        first, last = dialog.fromPage(), dialog.toPage()
        dialog.deleteLater()
        if not accepted:
            return
        self._workspace.run_aside(
            f"Mencetak {kind.plain_title}",
            lambda tick: print_pages(pdf, printer, first, last, tick),
            lambda count: self._messages.tell(f"{count} halaman dikirim ke {target_name(printer)}."),
        )


def write_word(
    kind: DocumentKind, record: PlanRecord, options: PrintOptions, stream: BinaryIO, tick: Ticker
) -> None:
    """Write a document as .docx; only for the worker thread."""
    from zidesk.exchange.word.writing import write_docx
    from zidesk.printing.setting.measures import FontMeasures

    write_docx(kind.compose(record, options), options, FontMeasures(), stream, tick)


def print_pages(pdf: bytes, printer: QPrinter, first: int, last: int, tick: Ticker) -> int:
    """Paint pages ``first`` to ``last`` (from 1; 0: all) of ``pdf`` on ``printer``; return how many.

    Raises ``KnownError`` when the printer does not take them.
    """
    painter = QPainter()
    try:
        with PdfPages(pdf) as pages:
            numbers = range(max(first, 1) - 1, min(last, pages.count) if last else pages.count)
            scale = min(printer.resolution(), _MAX_DPI) / _POINTS_PER_INCH
            for done, number in enumerate(numbers):
                tick(done, len(numbers))
                _set_page(printer, *pages.size(number))
                _begin_page(printer, painter)
                target = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
                painter.drawImage(target, pages.picture(number, scale))
        return len(numbers)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _begin_page(printer: QPrinter, painter: QPainter) -> None:
    if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
        raise KnownError(
            "Printer tidak menerima halaman; periksalah printernya lalu coba lagi, atau simpan PDF."
        )


def target_name(printer: QPrinter) -> str:
    """Return where the pages went: a file or a printer."""
    return printer.outputFileName() or printer.printerName() or "printer"


def _set_page(printer: QPrinter, width: float, height: float) -> None:
    short, long = sorted((width, height))
    orientation = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(), QPageLayout.Unit.Point))
    printer.setFullPage(True)


def _write(stream: BinaryIO, pdf: bytes) -> None:
    stream.write(pdf)
