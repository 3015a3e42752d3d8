"""The shape of every small dialog: what it is about, what is asked, and below *Go back* and the verb."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, Kind, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class VerbDialog(QDialog):
    """A heading, a line that names what it is about, a paragraph, a bar for what goes wrong, `body`, and the
    buttons. What is empty is not shown. Ctrl+Enter presses the verb."""

    def __init__(
        self,
        title: str,
        verb: str = "",
        *,
        kind: Kind = "primary",
        icon: str | None = None,
        heading: str = "",
        about: str = "",
        told: str = "",
        width: int = 460,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading, self.told = plain_label(self, wrap=True), plain_label(self, wrap=True)
        self.heading.setText(heading or title)
        set_look(self.heading, "look", "lead")
        which = ElidedLabel(self, look="second")
        which.show_text(about)
        which.setVisible(bool(about))
        set_look(self.told, "tone", "text2")
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.bar = MessageBar(parent=self)
        self.body = QVBoxLayout()
        self.body.setSpacing(current().px("pad"))
        self.verb = Button(verb, kind=kind, icon=icon, parent=self)
        self.verb.setDefault(kind == "primary")
        self.verb.clicked.connect(self.submit)
        self.back = Button(self.tr("Go back"), kind="ghost", parent=self)
        self.back.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.back)
        self.buttons.addWidget(self.verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([current().px("page")] * 4))
        column.setSpacing(current().px("pad"))
        for widget in (self.heading, which, self.told, self.bar):
            column.addWidget(widget)
        column.addLayout(self.body, 1)
        column.addLayout(self.buttons)
        self.setMinimumWidth(current().scaled(width))
        QShortcut(QKeySequence("Ctrl+Return"), self, self._press)

    def showEvent(self, event: QShowEvent) -> None:
        """One starts in the body, and Tab comes to the buttons last."""
        super().showEvent(event)
        # Paragraphs tell how high they are only once their width is known.
        high = self.heightForWidth(self.width())
        if high > self.height():
            self.setMinimumHeight(high)
            self.resize(self.width(), high)
        ends = (self.back, self.verb)
        others = [widget for widget in self._in_tab_order() if widget not in ends]
        for before, after in pairwise((others[-1] if others else self, *ends)):
            QWidget.setTabOrder(before, after)
        if self.focusWidget() in (None, *ends):
            stops = (one for one in others if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            first = next((one for one in stops if one.isVisible() and one.isEnabled()), self.back)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_tab_order(self) -> Iterator[QWidget]:
        # The last one is not asked for the next: the binding would keep the dialog for its sake.
        last, widget = self.previousInFocusChain(), self.nextInFocusChain()
        while widget is not None and widget is not last:
            yield widget
            widget = widget.nextInFocusChain()
        if last is not None:
            yield last

    def _press(self) -> None:
        self.verb.click()

    def submit(self) -> None:
        """What the verb does."""
        self.accept()
