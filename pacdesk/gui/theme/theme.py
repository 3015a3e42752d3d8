"""One theme: what painting code may ask for."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import count
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QPalette

from pacdesk.desk.lean import dataclass
from pacdesk.gui.theme.tokens import tokens

SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.5
_FAMILIES = ("danger", "warn", "ok", "info", "novel", "teal", "off")
_serial = count(1)


class Mode(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tone:
    """The four colour names of one family: `dot` (dot, bar), `text`, `soft` (fill), `line` (edge)."""

    dot: str
    text: str
    soft: str
    line: str


def parse(text: str) -> QColor:
    """`#rrggbb` or `#rrggbbaa` as a colour (Qt itself would read eight digits as `#aarrggbb`)."""
    if len(text) == 9:
        return QColor(f"#{text[7:9]}{text[1:7]}")
    return QColor(text)


class Theme:
    """Colours, sizes and fonts of one appearance at one interface scale. Never changes once made.

    `key` is unique for each theme made, so caches of rendered things may use it as part of theirs.
    """

    def __init__(
        self,
        *,
        dark: bool,
        scale: float,
        colours: Mapping[str, str],
        avatars: tuple[tuple[str, str], ...],
        high_contrast: bool = False,
    ) -> None:
        self.dark = dark
        self.scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self.high_contrast = high_contrast
        self.key = next(_serial)
        self._colours = MappingProxyType(dict(colours))
        self._avatars = avatars
        self._parsed = {name: parse(written) for name, written in self._colours.items()}
        self._sizes = {name: self.scaled(size) for name, size in tokens().size.items()}
        self._fonts: dict[tuple[str, str, bool], QFont] = {}

    @classmethod
    def light(cls, scale: float = 1.0) -> "Theme":
        """Our light theme."""
        t = tokens()
        return cls(dark=False, scale=scale, colours=t.light, avatars=t.light_avatars)

    @classmethod
    def night(cls, scale: float = 1.0) -> "Theme":
        """Our dark theme."""
        t = tokens()
        return cls(dark=True, scale=scale, colours=t.dark, avatars=t.dark_avatars)

    @classmethod
    def of_system(cls, palette: QPalette, scale: float = 1.0) -> "Theme":
        """A theme that has no colour of its own: for a desktop in high contrast."""
        ink = palette.windowText().color().name()
        paper = palette.base().color().name()
        chosen = palette.highlight().color().name()
        on_chosen = palette.highlightedText().color().name()
        dark = palette.window().color().lightness() < 128
        names = dict.fromkeys(tokens().light, ink)
        for name in ("chrome", "window", "panel", "sunken"):
            names[name] = palette.window().color().name()
        papers = ["base", "raised", "note", "hover", "press", "tip_bg", *(f"{f}_soft" for f in _FAMILIES)]
        names.update(dict.fromkeys(papers, paper))
        names.update(dict.fromkeys(("accent", "accent_hover", "accent_press", "focus"), chosen))
        names |= {
            "on_accent": on_chosen,
            "accent_soft": paper,
            "accent_soft2": paper,
            "scrim": "#00000080",
            "disabled": palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name(),
        }
        return cls(dark=dark, scale=scale, colours=names, avatars=((paper, ink),), high_contrast=True)

    def color(self, name: str) -> QColor:
        """A colour of our own to keep or change. Raises `KeyError` for a name that tokens lack."""
        return QColor(self._parsed[name])

    def ink(self, name: str) -> QColor:
        """The theme's own colour object, for a painter only: a change would change the theme."""
        return self._parsed[name]

    def colour_name(self, name: str) -> str:
        """The colour as written in the tokens; cheap and hashable."""
        return self._colours[name]

    def colour_names(self) -> Mapping[str, str]:
        """Every colour of this theme by its name."""
        return self._colours

    def tone(self, family: str) -> Tone:
        """Names of one family's colours. `accent`, `text2` and `text3` serve as families too."""
        if family in _FAMILIES:
            return Tone(family, f"{family}_text", f"{family}_soft", f"{family}_line")
        if family == "accent":
            return Tone("accent", "accent_text", "accent_soft", "accent_soft2")
        if family == "tip":
            return Tone("tip_text", "tip_text", "tip_bg", "tip_bg")
        return Tone(family, family, "sunken", "line_strong")

    def meaning(self, subject: str, value: str) -> str:
        """The colour family of a meaning, such as `meaning("deadline", "late")`."""
        return tokens().meaning[subject][value]

    def avatar(self, name: str) -> tuple[QColor, QColor]:
        """Fill and ink for a name's initials: the same pair on every machine and every day."""
        from hashlib import blake2b  # the first paint needs no faces

        digest = blake2b(name.casefold().encode(), digest_size=2).digest()
        fill, ink = self._avatars[int.from_bytes(digest) % len(self._avatars)]
        return parse(fill), parse(ink)

    def px(self, name: str) -> int:
        """A size from the tokens, scaled. Raises `KeyError` for a name that tokens lack."""
        return self._sizes[name]

    def scaled(self, size: float) -> int:
        """A length at 100 % in px at this scale; one px never vanishes."""
        return max(round(size * self.scale), 1) if size > 0 else round(size * self.scale)

    def type_px(self, size: str) -> int:
        """The height of a step of the type scale in px."""
        return self.scaled(tokens().type[size])

    def font(self, size: str = "body", weight: str = "regular", *, tabular: bool = False) -> QFont:
        """The interface font of a step of the scale; `tabular` lines figures up in columns.

        Returns the same object each time: hand it to a painter or a widget, do not change it.
        """
        known = self._fonts.get((size, weight, tabular))
        if known is None:
            known = QFont(tokens().families["ui"])
            known.setPixelSize(self.type_px(size))
            known.setWeight(QFont.Weight(tokens().weight[weight]))
            known.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                known.setFeature(QFont.Tag(tokens().families["ui_feature_numbers"]), 1)
            self._fonts[size, weight, tabular] = known
        return known

    def code_font(self) -> QFont:
        """The fixed-pitch font: error details and contents of files only."""
        font = QFont(tokens().families["code"])
        font.setPixelSize(self.type_px("small"))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font


class _InForce:
    theme: Theme | None = None


def current() -> Theme:
    """The theme in force; light at 100 % until something else is applied."""
    if _InForce.theme is None:
        _InForce.theme = Theme.light()
    return _InForce.theme


def use(theme: Theme) -> None:
    """Put a theme in force for painting code. The window goes through `ThemeManager.apply`."""
    _InForce.theme = theme
