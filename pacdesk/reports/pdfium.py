"""The one door to PDFium."""

import threading
from typing import Final

PDFIUM: Final = threading.Lock()
"""PDFium is not safe from several threads: whoever uses it in this process holds this lock."""
