"""Keeps what a reader looks at in its place on the screen while rows above it come and go."""

from statistics import median_low
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from pacdesk.gui.models.paged import PagedModel

PATIENCE = 40
"""ms that a far jump waits for its rows before they are painted empty."""


class PlaceKeeper(QObject):
    """Holds the scrolling of a view whose rows are equally high and scroll by pixel. Make it after the
    view has its model. A view at its very top stays there: what is new shows."""

    def __init__(self, view: QAbstractItemView, model: PagedModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._seen: list[tuple[int, object]] = []
        model.layoutAboutToBeChanged.connect(self._note)
        model.layoutChanged.connect(self._hold)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(self._show)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        for came in (model.dataChanged, model.modelReset, model.layoutChanged):
            came.connect(self._came)

    def _scrolled(self) -> None:
        """Where nothing is known yet the rows are asked for before anything is painted: an empty list
        would be painted for nothing, and hold up the thread that reads."""
        first, last = self._shown()
        if self._is_known(first, last) or not self._model.fetch(first, last):
            return
        if not self._late.isActive():
            self._view.viewport().setUpdatesEnabled(False)
            self._late.start()

    def _came(self) -> None:
        if self._late.isActive() and self._is_known(*self._shown()):
            self._late.stop()
            self._show()

    def _show(self) -> None:
        self._view.viewport().setUpdatesEnabled(True)

    def _is_known(self, first: int, last: int) -> bool:
        return any(self._model.known_row(place) is not None for place in (first, last))

    def _shown(self) -> tuple[int, int]:
        height = self._row_height()
        first = max(self._view.indexAt(self._view.viewport().rect().topLeft()).row(), 0)
        last = first + self._view.viewport().height() // height if height else first
        return first, max(min(last, self._model.rowCount() - 1), first)

    def _note(self) -> None:
        view, model = self._view, self._model
        self._seen = []
        if view.verticalScrollBar().value() == 0:
            return
        first = view.indexAt(view.viewport().rect().topLeft()).row()
        height = self._row_height()
        if first < 0 or not height:
            return
        for position in range(first, min(first + view.viewport().height() // height + 1, model.rowCount())):
            row = model.known_row(position)
            if row is not None:
                self._seen.append((position, model.name_of(row)))

    def _hold(self) -> None:
        places = [(was, self._model.position_of(name)) for was, name in self._seen]
        shifts = [now - was for was, now in places if now is not None]
        self._seen = []
        if shifts:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + median_low(shifts) * self._row_height())

    def _row_height(self) -> int:
        return self._view.visualRect(self._view.indexAt(self._view.viewport().rect().topLeft())).height()
