"""Right-to-left words in a left-to-right line, well enough to be read and to be found again.

Not the whole of UAX 9: a stretch of right-to-left letters, with the neutral characters and the numbers
inside it, is turned round and numbers keep their order. Brackets keep their own shape, so that they come
out of an extraction as they were written; Arabic letters stand in their unjoined forms.
"""

import re
from typing import Final

_RTL: Final = (
    "\u0590-\u05ff\u0600-\u06ff\u0700-\u074f\u0750-\u077f\u0780-\u07bf\u07c0-\u07ff\u0800-\u085f"
    "\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_HAS: Final = re.compile(f"[{_RTL}]")
_STRETCH: Final = re.compile(f"[{_RTL}](?:[^A-Za-z\u00c0-\u024f\n]*[{_RTL}])?")
_PIECES: Final = re.compile(
    r"[0-9]+(?:[.,:/-][0-9]+)*|[^\W\d_](?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f])+|."
)


def visual(line: str) -> str:
    """The line in the order in which it is drawn from left to right."""
    if _HAS.search(line) is None:
        return line
    return _STRETCH.sub(_turned, line)


def _turned(stretch: re.Match[str]) -> str:
    return "".join(reversed(_PIECES.findall(stretch[0])))
