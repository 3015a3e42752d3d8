"""Settings of this person on this computer: each takes effect as soon as it is chosen."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pacdesk.gui import pages
from pacdesk.gui.admin.own_login import OwnLogIn
from pacdesk.gui.compiled.ui_settings_form import Ui_SettingsForm
from pacdesk.gui.context import Context, ShowSettings
from pacdesk.gui.editing.form import Form
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import plain_label

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)
IDLE = (0, 5, 10, 15, 30, 60)


class SettingsPage(Page):
    """No save button: a choice is in force and kept at once."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self._title = plain_label(self)
        set_look(self._title, "look", "title")
        self._help = plain_label(self, wrap=True)
        set_look(self._help, "look", "second")
        body = QWidget()
        ui: Any = Ui_SettingsForm()
        self._ui = ui
        ui.setupUi(body)
        self.form = Form(body, ui, self)
        self._choices()
        self._show()
        self.form.changed.connect(self._chosen)
        context.settings_changed.connect(self._show)
        margin = current().scaled(20)
        inner = QFrame()
        set_look(inner, "look", "base")
        column = QVBoxLayout(inner)
        column.setContentsMargins(margin, current().scaled(16), margin, margin)
        column.setSpacing(current().px("pad"))
        self.own = OwnLogIn(context, inner)
        for widget in (self._title, self._help, body, self.own):
            column.addWidget(widget)
        column.addStretch(1)
        for part in (body, self.own):
            part.setMaximumWidth(current().scaled(760))
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._texts()

    def title(self) -> str:
        return self.tr("Settings")

    def icon_name(self) -> str:
        return "settings"

    def _texts(self) -> None:
        self._title.setText(self.title())
        self._help.setText(self.tr("Yours, on this computer. Each takes effect at once."))

    def _choices(self) -> None:
        ui = self._ui
        as_desktop = self.tr("As the computer")
        ui.language.set_choices([("system", as_desktop), ("pt-BR", "Português (Brasil)"), ("en", "English")])
        ui.theme.set_choices([("system", as_desktop), ("light", self.tr("Light")), ("dark", self.tr("Dark"))])
        ui.scale.set_choices([(scale, f"{round(scale * 100)} %") for scale in SCALES])
        ui.row_height.set_choices(
            [
                ("compact", self.tr("Compact")),
                ("normal", self.tr("Normal")),
                ("comfortable", self.tr("Roomy")),
            ]
        )
        idle = [(n, self.tr("after {minutes} min").format(minutes=n)) for n in IDLE if n]
        ui.lock_after_minutes.set_choices([(0, self.tr("never")), *idle])

    def _show(self) -> None:
        given = self.context.settings
        scale = min(SCALES, key=lambda one: abs(one - given.scale))
        idle = min(IDLE, key=lambda one: abs(one - given.lock_after_minutes))
        self.form.fill(
            {
                "language": given.language,
                "theme": given.theme,
                "scale": scale,
                "row_height": given.row_height,
                "open_last_desk": given.open_last_desk,
                "lock_after_minutes": idle,
            }
        )

    def _chosen(self) -> None:
        self.context.use_settings(replace(self.context.settings, **self.form.values()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "form"):
            self._choices()
            self._texts()
            self.title_changed.emit()


pages.register(ShowSettings, SettingsPage)
