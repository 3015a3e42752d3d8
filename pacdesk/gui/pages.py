"""Pages of the centre: what a tab shows, and which page a target leads to."""

from collections.abc import Callable
from dataclasses import astuple, is_dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pacdesk.gui.context import Context

T = TypeVar("T")


class Page(QWidget):
    """The content of one tab. Subclasses give `title` and `icon_name`.

    A page is made for a target and is found again by its `key`: one tab a key. `may_close` is asked
    before the tab goes; a page that keeps drafts has nothing to ask and answers True.
    """

    title_changed = Signal()
    follows_language = True
    """Whether the page says everything anew by itself; else it is made anew after a change of language."""
    close_requested = Signal()
    """The page is done (saved, discarded) and wants its tab closed."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.target = target

    def key(self) -> str:
        """What tells this page from every other."""
        return key_of(self.target)

    def title(self) -> str:
        """The tab's text, as short as can be."""
        raise NotImplementedError

    def hint(self) -> str:
        """The tab's tooltip: the whole name."""
        return self.title()

    def icon_name(self) -> str:
        """The tab's icon, by kind."""
        raise NotImplementedError

    def may_close(self) -> bool:
        """Whether the tab may go now."""
        return True

    def shown_again(self) -> None:
        """The page's target was navigated to while its tab was there; `target` is the new one."""


Factory = Callable[[Context, T], Page]
_factories: dict[type[Any], Callable[[Context, Any], Page]] = {}


def register(target: type[T], factory: Factory[T]) -> None:
    """Let `factory` make the page of every target of this class."""
    _factories[target] = factory


def make(context: Context, target: Any) -> Page | None:
    """The page of a target, or None if it is no page."""
    factory = _factories.get(type(target))
    return factory(context, target) if factory is not None else None


def knows(target: type[Any]) -> bool:
    """Whether anything shows targets of this class: menus leave out what nothing shows."""
    return target in _factories


def key_of(target: Any) -> str:
    """One key a thing: the target's class and its first field, so that a ticket has one tab whatever
    entry it opens at."""
    parts = astuple(target) if is_dataclass(target) and not isinstance(target, type) else ()
    told = ":".join(str(part) for part in parts[:1] if part is not None)
    return f"{type(target).__name__}:{told}"
