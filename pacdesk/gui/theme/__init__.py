"""Colours, sizes, type and the one style sheet, all from `resources/tokens.toml`.

`current()` is the theme in force. Painting code asks it on every paint and keeps no colour of
its own; a change reaches every widget as a palette change and every cache through `Theme.key`.
"""

from pacdesk.gui.theme.manager import ThemeManager, load_fonts
from pacdesk.gui.theme.theme import Mode, Theme, Tone, current, use
from pacdesk.gui.theme.tokens import Tokens, tokens

__all__ = ["Mode", "Theme", "ThemeManager", "Tokens", "Tone", "current", "load_fonts", "tokens", "use"]
