"""Prints documents: the pages of the same PDF, as pixels of the printer's own resolution."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from pacdesk.gui.context import Context
from pacdesk.gui.jobs import Progress
from pacdesk.gui.reports.building import Document
from pacdesk.gui.reports.pages_view import POINTS_PER_INCH, image_of
from pacdesk.reports.preview import Preview

MOST_DPI = 300

translate = QCoreApplication.translate


def print_documents(context: Context, owner: QWidget, documents: Sequence[Document]) -> None:
    """Ask for a printer, then print in the background with progress and cancel."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(documents[0].name)
    dialog = QPrintDialog(printer, owner)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, sum(document.pages for document in documents))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    told = translate("Printing", "Sent to the printer")
    context.jobs.long(
        translate("Printing", "Printing"),
        partial(paint_pages, printer, tuple(documents)),
        owner,
        lambda _: context.toast(told),
    )


def paint_pages(printer: QPrinter, documents: tuple[Document, ...], progress: Progress) -> int:
    """Paint the wanted pages of documents onto a printer; how many. Raises Cancelled."""
    first, last = printer.fromPage() or 1, printer.toPage() or 1 << 30
    total = sum(document.pages for document in documents)
    painter = QPainter(printer)
    printed = number = 0
    try:
        for document in documents:
            with Preview(document.content) as pdf:
                for page in range(pdf.pages):
                    number += 1
                    if not first <= number <= last:
                        continue
                    progress.check()
                    progress.report(number, total)
                    if printed:
                        printer.newPage()
                    _paint_page(painter, printer, pdf, page)
                    printed += 1
    finally:
        painter.end()
    return printed


def _paint_page(painter: QPainter, printer: QPrinter, pdf: Preview, page: int) -> None:
    width, height = pdf.sizes[page]
    image = image_of(pdf.render(page, min(printer.resolution(), MOST_DPI) / POINTS_PER_INCH))
    dots = printer.resolution() / POINTS_PER_INCH
    painter.drawImage(QRectF(0, 0, width * dots, height * dots), image)
