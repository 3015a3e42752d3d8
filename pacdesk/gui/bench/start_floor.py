"""The floor of starting: a bare window with a menu, a tool bar, a table and three docks. Run as a file, so
that nothing of pacdesk is imported; prints seconds from the start of the process to the first paint."""

import os
import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QPlainTextEdit,
    QTableWidget,
    QTreeWidget,
)


class _Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, _told)


def _told() -> None:
    sys.stdout.write(f"{time.time() - float(os.environ['PACDESK_BENCH_STARTED'])}\n")
    sys.stdout.flush()
    os._exit(0)  # taking a window down is not what is measured


def main() -> None:
    """Show it."""
    app = QApplication(["floor"])
    window = _Window()
    for name in ("A", "B", "C"):
        window.menuBar().addMenu(name).addAction(name)
    window.addToolBar("A").addAction("A")
    window.setCentralWidget(QTableWidget(0, 8))
    left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    for widget, area in ((QTreeWidget(), left), (QPlainTextEdit(), right), (QPlainTextEdit(), right)):
        dock = QDockWidget("A")
        dock.setWidget(widget)
        window.addDockWidget(area, dock)
    window.resize(1280, 800)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
