"""Buttons: five kinds, one look, and the reason when one cannot be used."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from pacdesk.gui import icons
from pacdesk.gui.theme import current

Kind = Literal["primary", "normal", "ghost", "danger", "link"]
_ICON_TONE = {"primary": "on_accent", "danger": "danger_text", "link": "accent_text"}


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at a widget's dynamic properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_look(widget: QWidget, name: str, value: str | bool | None) -> None:
    """Set a dynamic property that the style sheet knows (`kind`, `look`, `tone`, `complaint`...)."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


class Button(QPushButton):
    """A button of a kind. One `primary` a page; `danger` is never filled; text is a verb.

    The icon is drawn at the left of a box that is wider than high, which is the gap to the text.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = "normal",
        icon: str | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self.setProperty("small", small)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_kind(kind)

    def set_kind(self, kind: Kind) -> None:
        """Change the kind in place, such as when a page's next step moves to another button."""
        set_look(self, "kind", kind)
        self.set_icon(self._icon_name)

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        if name is None:
            return
        kind = str(self.property("kind"))
        self.setIcon(icons.icon(name, _ICON_TONE.get(kind, "text2" if kind == "ghost" else "text")))
        self._fit_icon()

    def setText(self, text: str) -> None:
        """Show other words; the gap between icon and text comes and goes with them."""
        super().setText(text)
        self._fit_icon()

    def _fit_icon(self) -> None:
        side = current().px("icon")
        self.setIconSize(QSize(side + (current().scaled(4) if self.text() else 0), side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; left to Qt it would press the dialog's
        verb, at *Go back* too."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()


class IconButton(QToolButton):
    """A button without text: its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        small: bool = False,
        tone: str = "text3",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small = small
        self.set_icon(icon, tone)
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def set_icon(self, icon: str, tone: str = "text3") -> None:
        """Show another icon."""
        self.setIcon(icons.icon(icon, tone))
        self._fit_icon()

    def _fit_icon(self) -> None:
        side = current().px("icon_s" if self._small else "icon")
        self.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()

    def set_name(self, name: str, keys: str = "") -> None:
        """What it does; `keys` (already written for people) go into the tooltip only."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)


def refuse(widget: QWidget, reason: str | None) -> None:
    """Disable a widget with its reason, or enable it again with `None`.

    The reason becomes the tooltip and the accessible description; the widget's own tooltip comes
    back when it is enabled.
    """
    own = widget.property("own_tooltip")
    if reason is None:
        widget.setEnabled(True)
        if own is not None:
            widget.setToolTip(str(own))
            widget.setProperty("own_tooltip", None)
        widget.setAccessibleDescription("")
        return
    if own is None:
        widget.setProperty("own_tooltip", widget.toolTip())
    if widget.hasFocus():
        widget.clearFocus()
    widget.setEnabled(False)
    widget.setToolTip(reason)
    widget.setAccessibleDescription(reason)


def spoken(button: QAbstractButton) -> str:
    """What a screen reader says for a button, without the mnemonic's ampersand."""
    return button.accessibleName() or button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
