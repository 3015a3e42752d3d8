"""What may stand in a log: no personal data, no secrets. Logs are read and sent by hand."""

import re
from pathlib import Path

_HIDDEN: tuple[tuple[re.Pattern[str], str], ...] = (
    # A statement's values stand on one line as Python writes them, and may hold brackets themselves.
    (re.compile(r"\[parameters: .*\]\n?"), "[parameters left out]"),
    (re.compile(r"^DETAIL: .*$", re.MULTILINE), "[detail left out]"),
    (re.compile(r"\b(\w+://)[^/@\s]*@"), r"\1<user>@"),
    (re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"), "<e-mail>"),
    (re.compile(r"\b[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}/[0-9A-Z]{4}-?\d{2}\b"), "<document>"),
    (re.compile(r"(?<![\w-])\+?\(?\d(?:[\d .()-]{8,}\d)(?![\w-])"), "<number>"),
    (re.compile(r"(?i)(password|senha|secret|token|key)(['\"]?\s*[=:]\s*)\S+"), r"\1\2<hidden>"),
)


def redacted(text: str) -> str:
    """A text for the log: e-mails, documents, telephones, addresses' users and secrets left out."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text.replace(str(Path.home()), "~")
