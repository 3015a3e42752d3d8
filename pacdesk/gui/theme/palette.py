"""The QPalette of a theme: what Fusion paints by itself."""

from PySide6.QtGui import QColor, QPalette

from pacdesk.gui.theme.theme import Theme

_Role = QPalette.ColorRole
_ROLES = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "base",
    _Role.AlternateBase: "panel",
    _Role.Text: "text",
    _Role.Button: "raised",
    _Role.ButtonText: "text",
    _Role.BrightText: "danger_text",
    _Role.ToolTipBase: "tip_bg",
    _Role.ToolTipText: "tip_text",
    _Role.PlaceholderText: "text3",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent_text",
    _Role.LinkVisited: "accent_text",
    _Role.Light: "raised",
    _Role.Midlight: "line",
    _Role.Mid: "line_strong",
    _Role.Dark: "control",
    _Role.Shadow: "shadow",
}


def palette(theme: Theme) -> QPalette:
    """A palette with every role of every group set, so that nothing is left to the desktop's own."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.color(name))
    faded = theme.color("disabled")
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(faded))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Base, theme.color("sunken"))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, theme.color("line_strong"))
    return made
