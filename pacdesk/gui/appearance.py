"""Puts theme, scale and language of the settings in force, live."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from pacdesk.config.settings import Settings
from pacdesk.gui import compiled
from pacdesk.gui.theme import ThemeManager

PORTUGUESE, ENGLISH = "pt-BR", "en"


def language_of(wanted: str, system: QLocale | None = None) -> str:
    """`pt-BR` or `en`; for `system` what the desktop speaks, English when that is neither."""
    if wanted in {PORTUGUESE, ENGLISH}:
        return wanted
    spoken = (system or QLocale.system()).uiLanguages()
    return PORTUGUESE if any(name.lower().startswith("pt") for name in spoken[:1]) else ENGLISH


class Appearance(QObject):
    """One for the application. `forced_language` (of the command line) goes before the settings."""

    def __init__(self, app: QApplication, theme: ThemeManager, *, forced_language: str = "") -> None:
        super().__init__(app)
        self._theme = theme
        self._forced = forced_language
        self._translators: list[QTranslator] = []
        self._words: list[bytes] = []
        self._language = ""
        self._shown: tuple[str, float] | None = None
        self._asked: str | None = None

    @property
    def language(self) -> str:
        """The language in force."""
        return self._language

    def apply(self, settings: Settings) -> None:
        """Put the settings in force; what did not change is left alone.

        A language chosen after the start goes before the command line's.
        """
        if self._asked not in {None, settings.language}:
            self._forced = ""
        self._asked = settings.language
        self._speak(language_of(self._forced or settings.language))
        wanted = (settings.theme, settings.scale)
        if wanted != self._shown:
            self._shown = wanted
            self._theme.apply(settings.theme, settings.scale)

    def _speak(self, language: str) -> None:
        if language == self._language:
            return
        self._language = language
        name = language.replace("-", "_")
        QLocale.setDefault(
            QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil)
            if language == PORTUGUESE
            else QLocale(QLocale.Language.English)
        )
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
            old.deleteLater()
        ours = Path(compiled.__file__).parent / f"pacdesk_{name}.qm"
        qts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{name}.qm"
        self._translators, self._words = [], []
        for file in (qts, ours):
            translator = QTranslator(self)
            # By value: a mapped file that an update rewrites under a running program ends it.
            words = file.read_bytes() if file.exists() else b""
            if words and translator.load(words):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
                self._words.append(words)  # the translator reads them, it does not keep them
