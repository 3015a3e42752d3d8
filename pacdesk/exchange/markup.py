"""HTML, as help desks keep their texts in, as plain text."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset((
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "tr", "ul",
))  # fmt: skip
_QUIET = frozenset((
    "a", "abbr", "b", "big", "body", "caption", "cite", "code", "col", "colgroup", "del", "em", "font",
    "head", "html", "i", "img", "ins", "kbd", "label", "link", "mark", "meta", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "tbody", "tfoot", "thead", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r"[ \t]*\n[ \t]*")
_MANY_BREAKS = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """The text with a line for each line of it, `- ` before the items of a list and the address of a
    link after its words. HTML that was escaped once more on its way out is understood too; a text
    without any markup stays as it is."""
    if "<" not in html and "&lt;" in html:
        html = unescape(html)
    if "<" not in html:
        return unescape(html).strip()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = _AROUND_BREAKS.sub("\n", "".join(reader.parts).replace("\xa0", " "))
    return _MANY_BREAKS.sub("\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0
        self._link, self._link_from = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS or tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _QUIET:
            self._open_quietly(tag, dict(attrs))
        else:
            # No tag of HTML: `<ana@example.org>` was meant as text.
            self.parts.append(self.get_starttag_text() or "")

    def _open_quietly(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "a":
            self._link, self._link_from = attrs.get("href") or "", len(self.parts)
        elif tag == "img":
            self.parts.append(attrs.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "a":
            shown = "".join(self.parts[self._link_from :])
            if self._link and self._link.removeprefix("mailto:") not in shown:
                self.parts.append(f" ({self._link})")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(_SPACES.sub(" ", data))
