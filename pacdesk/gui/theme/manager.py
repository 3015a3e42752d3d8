"""Puts a theme in force: fonts once, then palette and style sheet, live."""

from functools import cache
from itertools import chain

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from pacdesk.config.paths import resources
from pacdesk.gui.theme.theme import Mode, Theme, use


@cache
def load_fonts() -> tuple[str, ...]:
    """Load our fonts into the running application, once; gives the families that came."""
    families: list[str] = []
    ours = ((resources() / "fonts").glob(pattern) for pattern in ("Inter-*.ttf", "JetBrainsMono-*.ttf"))
    for file in sorted(chain.from_iterable(ours)):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))


class ThemeManager(QObject):
    """Owns the appearance of one application. `changed` fires after everything is in force.

    The palette the desktop gave at start is kept: it is what a desktop in high contrast goes on
    using. Whether it is dark is our setting or, for `Mode.SYSTEM`, what the desktop says.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._desktop_palette = QPalette(app.palette())
        self._mode = Mode.SYSTEM
        self._theme = Theme.light()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._desktop_changed)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def mode(self) -> Mode:
        """What was asked for last."""
        return self._mode

    def announce(self, mode: Mode | str, scale: float) -> Theme:
        """Let painting code have a theme's colours and sizes; widgets and fonts wait for `apply`."""
        self._mode = Mode(mode)
        self._tell_native_frames()
        theme = self._make(scale)
        self._theme = theme
        use(theme)
        return theme

    def apply(self, mode: Mode | str = Mode.SYSTEM, scale: float = 1.0) -> Theme:
        """Put a theme in force for every widget at once. `scale` is kept within 0.9 to 1.5."""
        load_fonts()
        theme = self.announce(mode, scale)
        from pacdesk.gui.theme.palette import palette  # not needed to be announced
        from pacdesk.gui.theme.stylesheet import stylesheet

        if self._app.style().name().lower() != "fusion":
            self._app.setStyle("Fusion")
        self._app.setFont(theme.font())
        self._app.setPalette(self._desktop_palette if theme.high_contrast else palette(theme))
        self._app.setStyleSheet(stylesheet(theme))
        QPixmapCache.clear()
        self.changed.emit()
        return theme

    def _make(self, scale: float) -> Theme:
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Theme.of_system(self._desktop_palette, scale)
        dark = self._mode is Mode.DARK or (self._mode is Mode.SYSTEM and self._desktop_is_dark())
        return Theme.night(scale) if dark else Theme.light(scale)

    def _desktop_is_dark(self) -> bool:
        scheme = self._app.styleHints().colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            return self._desktop_palette.window().color().lightness() < 128
        return scheme == Qt.ColorScheme.Dark

    def _tell_native_frames(self) -> None:
        """Title bars are painted by the desktop; without this they stay light over a dark window."""
        wanted = {Mode.DARK: Qt.ColorScheme.Dark, Mode.LIGHT: Qt.ColorScheme.Light}
        hints = self._app.styleHints()
        hints.colorSchemeChanged.disconnect(self._desktop_changed)
        try:
            hints.setColorScheme(wanted.get(self._mode, Qt.ColorScheme.Unknown))
        finally:
            hints.colorSchemeChanged.connect(self._desktop_changed)

    def _desktop_changed(self) -> None:
        if self._mode is Mode.SYSTEM or self._theme.high_contrast or self._contrast_wanted():
            self.apply(self._mode, self._theme.scale)

    def _contrast_wanted(self) -> bool:
        preference = self._app.styleHints().accessibility().contrastPreference()
        return preference == Qt.ContrastPreference.HighContrast


def is_restyle(event: QEvent) -> bool:
    """Whether a `changeEvent` means that colours, sizes or fonts may have moved."""
    return event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)
