"""The button that shows covered personal data; whoever presses it is recorded."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from pacdesk.desk.clients.commands import RevealClient
from pacdesk.desk.values import Done
from pacdesk.gui.context import Context
from pacdesk.gui.widgets.buttons import Button


class RevealButton(Button):
    """There only while something is covered. `revealed` fires when it is to be read anew."""

    revealed = Signal()

    def __init__(self, context: Context, parent: QWidget, *, small: bool = False) -> None:
        super().__init__(icon="eye", small=small, parent=parent)
        self._context = context
        self._client: UUID | None = None
        self.clicked.connect(self._reveal)
        self._speak()
        self.hide()

    def offer(self, client: UUID | None) -> None:
        """Offer to show that client's data; None when nothing of his is covered."""
        self._client = client
        self.setVisible(client is not None)

    def _reveal(self) -> None:
        if self._client is not None:
            self._context.run(RevealClient(client=self._client), self, self._done)

    def _done(self, done: Done[Any]) -> None:
        del done
        self.revealed.emit()

    def _speak(self) -> None:
        self.setText(self.tr("Reveal"))
        self.setToolTip(self.tr("Show the personal data that are covered; it is recorded"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
