"""What people wrote, as rich text that cannot load or run anything.

Markdown becomes HTML without any HTML of the writer's, then an allow-list; images only by `cid:`,
links only to the web, to mail and to telephones.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QTextBrowser, QWidget

_TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img", "hr",
    "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_OPENED = frozenset({"http", "https", "mailto", "tel"})
_MARKS = re.compile(r"[*_`#>\[\]|~<&\\]|^\s*(?:[-+]|\d+[.)])\s|^\s{4}|https?://|www\.|\w@\w", re.MULTILINE)


def is_plain(text: str) -> bool:
    """Whether a text has nothing that Markdown would change, so that it can be painted as it is."""
    return _MARKS.search(text) is None


@lru_cache(maxsize=2048)
def to_html(text: str) -> str:
    """Sanitised HTML of a Markdown text."""
    import nh3

    return nh3.clean(
        _markdown().render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={*_OPENED, "cid"},
        link_rel="noopener noreferrer",
    )


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    options = {"html": False, "linkify": True, "breaks": True}
    return MarkdownIt("commonmark", options).enable(["linkify", "table", "strikethrough"])


class SafeBrowser(QTextBrowser):
    """Shows our own HTML. Loads nothing but what `load_image` gives for a `cid:` of this text."""

    def __init__(
        self, name: str, load_image: Callable[[str], QImage | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._load_image = load_image
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.anchorClicked.connect(open_link)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Answer images by `cid:` and nothing else: never a file, never the network."""
        del kind
        address = QUrl(name)
        if address.scheme() != "cid":
            return None
        return self._load_image(address.path())


def open_link(address: QUrl) -> None:
    """Open a link outside, if it is of a kind that may be opened."""
    if address.scheme().lower() in _OPENED:
        QDesktopServices.openUrl(address)
