"""The flow as files: written out as readable YAML, read in from one, printed as PDF."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from pacdesk.desk.workflow.rows import Flow, VersionCard
from pacdesk.gui.context import Context
from pacdesk.gui.workflow.model import StudioModel

if TYPE_CHECKING:
    from pacdesk.gui.workflow.page import StudioPage


def write_yaml(path: Path, card: VersionCard, flow: Flow) -> Path:
    """Write a version into a file; blocks."""
    from pacdesk.exchange.flows.yaml_file import write_flow

    text = write_flow(flow, type_name=card.type_name, group_name=card.group_name)
    path.write_text(text, encoding="utf-8")
    return path


class FlowFiles(QObject):
    """The file acts of one studio page."""

    def __init__(self, context: Context, page: "StudioPage", model: StudioModel) -> None:
        super().__init__(page)
        self._context, self._page, self._model = context, page, model

    def add_to(self, menu: QMenu) -> None:
        """Put the acts into the page's menu."""
        menu.addAction(self.tr("Export as YAML…"), self.ask_where)

    def _dialog(self, title: str, name: str, filters: str) -> QFileDialog:
        dialog = QFileDialog(self._page, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(filters)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _name(self, suffix: str) -> str:
        card = self._page.card
        name = card.type_name if card is not None else "flow"
        bare = "".join(c if c.isalnum() or c in " -_" else "-" for c in name).strip() or "flow"
        return f"{bare}.{suffix}"

    def ask_where(self) -> None:
        """Ask where the YAML goes."""
        filters = self.tr("Workflow (*.yaml)")
        dialog = self._dialog(self.tr("Export workflow"), self._name("yaml"), filters)
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, name: str) -> None:
        self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write what is shown into a file."""
        card = self._page.card
        if card is None:
            return
        if not path.suffix:
            path = path.with_suffix(".yaml")
        flow = self._model.flow
        self._context.jobs.call(lambda: write_yaml(path, card, flow), self, self._written)

    def _written(self, path: Path) -> None:
        self._context.toast(self.tr("Written to {file}").format(file=path.name))

    def take(self, flow: Flow) -> None:
        """Put a flow that was read in the place of the one shown; undo brings that one back."""
        here = self._model.flow
        whole = replace(flow, version_id=here.version_id, type_id=here.type_id, number=here.number)
        self._model.edit(self.tr("Import file"), whole)
