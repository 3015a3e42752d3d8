"""What people wrote, as rich text that cannot load or run anything.

Markdown becomes HTML without any HTML of the writer's, then an allow-list; images only by `cid:`,
links only to the web, to mail and to telephones.
"""

import re
from functools import cache, lru_cache
from html import escape
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

_TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img", "hr",
    "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
OWN_PICTURE = "attachment:"
_OPENED = frozenset({"http", "https", "mailto", "tel"})
_MARKS = re.compile(r"[*_`#>\[\]|~<&\\]|^\s*(?:[-+]|\d+[.)])\s|^\s{4}|https?://|www\.|\w@\w", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def is_plain(text: str) -> bool:
    """Whether a text has nothing that Markdown would change, so that it can be painted as it is."""
    return _MARKS.search(text) is None


def in_a_line(text: str) -> str:
    """A text on one line, with the names of its pictures in the place of their marks."""
    return " ".join(_PICTURE.sub(r"\1", text).split())


@lru_cache(maxsize=2048)
def to_html(text: str) -> str:
    """Sanitised HTML of a Markdown text."""
    import nh3

    return nh3.clean(
        _markdown().render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_known_places,
        url_schemes={*_OPENED, "cid"},
        link_rel="noopener noreferrer",
    )


def _only_known_places(tag: str, attribute: str, value: str) -> str | None:
    """Without a scheme an address would be a path of this computer, or of a server in its network."""
    del tag
    if attribute not in ("src", "href"):
        return value
    known = {"cid"} if attribute == "src" else _OPENED
    return value if QUrl(value).scheme().lower() in known else None


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    options = {"html": False, "linkify": True, "breaks": True}
    markdown = MarkdownIt("commonmark", options).enable(["linkify", "table", "strikethrough"])
    markdown.add_render_rule("image", _image)
    return markdown


def _image(renderer: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A ticket's own picture is painted below its text: a mark for it is nothing. Any other is its name."""
    source = str(tokens[place].attrs["src"])
    if source.startswith(OWN_PICTURE):
        return ""
    if source.startswith("cid:"):
        return str(renderer.image(tokens, place, options, env))
    return f"<em>{escape(tokens[place].content)}</em>"


class DeafDocument(QTextDocument):
    """A document that loads nothing, neither itself nor through the browser that shows it."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A blank for any picture: the timeline paints them, and given nothing Qt looks among the files."""
        del name
        return _blank() if kind == QTextDocument.ResourceType.ImageResource.value else None


@cache
def _blank() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


class SafeBrowser(QTextBrowser):
    """Shows our own HTML and loads nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(DeafDocument(self))
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.anchorClicked.connect(open_link)


def open_link(address: QUrl) -> None:
    """Open a link outside, if it is of a kind that may be opened."""
    if address.scheme().lower() in _OPENED:
        QDesktopServices.openUrl(address)
