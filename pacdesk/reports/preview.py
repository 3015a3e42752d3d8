"""Pages of a PDF as pixels, for the preview and the printer: the very bytes that are saved."""

from dataclasses import dataclass
from types import TracebackType

from pacdesk.errors import Invalid
from pacdesk.reports.pdfium import PDFIUM


@dataclass(frozen=True, slots=True)
class PageImage:
    """Rows of RGB pixels, 3 bytes each, `stride` bytes a row, white paper."""

    width: int
    height: int
    stride: int
    data: bytes


class Preview:
    """An open PDF. May be used from any thread: PDFium is entered by one at a time."""

    def __init__(self, data: bytes) -> None:
        """Raises `Invalid("report.unreadable")` when the bytes are no PDF."""
        import pypdfium2

        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(data)
                self._document.init_forms()
                self.sizes = tuple(
                    self._document.get_page_size(number) for number in range(len(self._document))
                )
            except pypdfium2.PdfiumError as error:
                raise Invalid("report.unreadable") from error

    def __enter__(self) -> "Preview":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pages(self) -> int:
        """How many pages; their sizes in points are in `sizes`."""
        return len(self.sizes)

    def render(self, page: int, scale: float) -> PageImage:
        """Page `page` (from 0) at `scale` pixels a point."""
        import pypdfium2

        with PDFIUM:
            sheet = self._document[page]
            try:
                bitmap = sheet.render(
                    scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR
                )
                try:
                    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
                finally:
                    bitmap.close()
            finally:
                sheet.close()

    def text(self, page: int) -> str:
        """The text of a page, for finding and for screen readers."""
        with PDFIUM:
            sheet = self._document[page]
            reader = sheet.get_textpage()
            try:
                return str(reader.get_text_bounded())
            finally:
                reader.close()
                sheet.close()

    def close(self) -> None:
        """Lets the document go."""
        with PDFIUM:
            self._document.close()
