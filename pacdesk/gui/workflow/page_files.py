"""The flow as files: written out as readable YAML, read in from a file of any kind we know, drawn as PDF."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from pacdesk.desk.clients.brazil import format_document, format_phone
from pacdesk.desk.company.commands import GetCompany
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.dossier import Company
from pacdesk.desk.values import Done
from pacdesk.desk.workflow.commands import ResolveFlow
from pacdesk.desk.workflow.references import Named, ResolvedFlow, names_in, with_names
from pacdesk.desk.workflow.rows import Flow, VersionCard
from pacdesk.gui.context import Context
from pacdesk.gui.jobs import Progress
from pacdesk.gui.reports.building import language_of
from pacdesk.gui.tickets.attachments import write_file
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.registers import QUESTIONS

if TYPE_CHECKING:
    from pacdesk.exchange.flows.model import ReadFlow
    from pacdesk.gui.workflow.page import StudioPage

_SHOWN = 5


def named(desk: DeskPort, card: VersionCard) -> VersionCard:
    """The version with the rows of registers by the names that they have now; blocks."""
    names = {row.id: row.name for question in QUESTIONS.values() for row in desk.ask(question)}
    return replace(card, flow=with_names(card.flow, names))


def write_yaml(desk: DeskPort, path: Path, card: VersionCard) -> Path:
    """Write a version into a file, whole or not at all; blocks."""
    from pacdesk.exchange.flows.yaml_file import write_flow

    card = named(desk, card)
    text = write_flow(card.flow, type_name=card.type_name, group_name=card.group_name)
    write_file(path, text.encode())
    return path


def read_file(path: Path) -> "ReadFlow":
    """The flow of a file; blocks. Raises UserError `flow_file.*`."""
    from pacdesk.exchange.flows.detect import read_flow

    return read_flow(path)


def draw_pdf(
    desk: DeskPort, card: VersionCard, path: Path, issue: dict[str, Any], progress: Progress
) -> Path:
    """Draw a version as PDF into a file; blocks."""
    from pacdesk.reports.workflow import Issue, build_flow

    row = desk.ask(GetCompany())
    logo = desk.get_file(row.logo_sha256) if row.logo_sha256 else None
    lines = (format_document(row.document), row.address, format_phone(row.phone), row.email)
    name = row.legal_name or row.trade_name
    company = Company(name=name, lines=tuple(line for line in lines if line), logo=logo)
    progress.check()
    content = build_flow(
        named(desk, card), company, Issue(issue["at"], issue["by"], ZoneInfo(row.zone)), issue["language"]
    )
    progress.check()
    write_file(path, content)
    return path


class FlowFiles(QObject):
    """The file acts of one studio page."""

    def __init__(self, context: Context, page: "StudioPage", model: StudioModel) -> None:
        super().__init__(page)
        self._context, self._page, self._model = context, page, model

    def add_to(self, menu: QMenu) -> None:
        """Put the acts into the page's menu."""
        menu.addAction(self.tr("Import file…"), self._ask_what).setEnabled(not self._model.read_only)
        menu.addAction(self.tr("Export as YAML…"), self._ask_where)
        menu.addAction(self.tr("Save as PDF…"), self._ask_where_to_draw)

    def _save_dialog(self, title: str, suffix: str, filters: str) -> QFileDialog:
        dialog = QFileDialog(self._page, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(filters)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._name()}.{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _name(self) -> str:
        card = self._page.card
        name = card.type_name if card is not None else ""
        return "".join(c if c.isalnum() or c in " -_" else "-" for c in name).strip() or "flow"

    def _shown(self) -> VersionCard | None:
        """The version as it stands in the studio, saved or not."""
        card = self._page.card
        return replace(card, flow=self._model.flow) if card is not None else None

    # --- out --------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        dialog = self._save_dialog(self.tr("Export workflow"), "yaml", self.tr("Workflow (*.yaml)"))
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, name: str) -> None:
        self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write what is shown into a YAML file."""
        card, desk = self._shown(), self._context.desk
        if card is not None and desk is not None:
            self._context.jobs.call(partial(write_yaml, desk, path, card), self, self._written)

    def _ask_where_to_draw(self) -> None:
        dialog = self._save_dialog(self.tr("Save as PDF"), "pdf", self.tr("PDF (*.pdf)"))
        dialog.fileSelected.connect(self._draw)
        dialog.open()

    def _draw(self, name: str) -> None:
        self.draw(Path(name))

    def draw(self, path: Path) -> None:
        """Draw what is shown as PDF."""
        card, desk = self._shown(), self._context.desk
        if card is None or desk is None:
            return
        issue = {
            "at": self._context.now(),
            "by": desk.actor.name,
            "language": language_of(QLocale().name()),
        }
        work = partial(draw_pdf, desk, card, path, issue)
        self._context.jobs.long(self.tr("Drawing the flow"), work, self, self._written)

    def _written(self, path: Path) -> None:
        self._context.toast(self.tr("Written to {file}").format(file=path.name))

    # --- in ---------------------------------------------------------------------------------

    def _ask_what(self) -> None:
        dialog = QFileDialog(self._page, self.tr("Import workflow"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Workflows (*.yaml *.yml *.json *.xml *.bpmn)"), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, name: str) -> None:
        self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Read a flow from a file of any kind we know, in the place of the one shown; undo brings that
        one back. Departments, reasons and statuses that it names and the desk lacks are made. What the
        file could not say stands among the problems."""
        self._context.jobs.call(partial(read_file, path), self, self._read, topic="import")

    def _read(self, read: "ReadFlow") -> None:
        if names_in(read.flow):
            self._context.run(ResolveFlow(flow=read.flow), self, self._resolved, self._context.tell)
        else:
            self._take(read.flow, ())

    def _resolved(self, done: Done[ResolvedFlow]) -> None:
        self._take(done.answer.flow, done.answer.made)

    def _take(self, flow: Flow, made: tuple[Named, ...]) -> None:
        if self._model.read_only:
            return
        here = self._model.flow
        whole = replace(flow, version_id=here.version_id, type_id=here.type_id, number=here.number)
        self._model.edit(self.tr("Import file"), whole)
        self._context.toast(self._told(whole, made))

    def _told(self, flow: Flow, made: tuple[Named, ...]) -> str:
        told = self.tr("Imported: {stages} stages, {ways} transitions, {notes} warnings").format(
            stages=len(flow.stages), ways=len(flow.transitions), notes=len(flow.notes)
        )
        if not made:
            return told
        shown = ", ".join(one.name for one in made[:_SHOWN]) + ("…" if len(made) > _SHOWN else "")
        return f"{told}. " + self.tr("New in the registers: {names}").format(names=shown)
