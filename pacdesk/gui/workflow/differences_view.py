"""Two versions of a flow side by side: what is new, what is gone, what changed from what to what."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.values import Changes
from pacdesk.desk.workflow.commands import GetFlow, ListVersions
from pacdesk.desk.workflow.differences import Change, Difference, Part, differences
from pacdesk.desk.workflow.rows import Flow, VersionRow, VersionState
from pacdesk.gui import icons
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import difference_words
from pacdesk.gui.workflow.differences_drawing import DifferencesCanvas
from pacdesk.gui.workflow.model import Chosen, StudioModel
from pacdesk.gui.workflow.registers import Registers

_WHERE = Qt.ItemDataRole.UserRole
_HEADS = (Part.STAGE, Part.TRANSITION, Part.FIELD)


class DifferencesView(QWidget):
    """Choose two versions; the drawing marks what differs, the list says how, and each leads to its place in
    the other. Enter on a line goes to its place in the flow that is being edited. What is typed in the
    studio counts at once."""

    def __init__(self, context: Context, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.model = model
        self.registers = Registers(context, self)
        self._versions: tuple[VersionRow, ...] = ()
        self._flows: dict[UUID, Flow] = {}
        self.older, self.newer = ChoiceInput(self), ChoiceInput(self)
        self._older = FormField(self.tr("Older version"), self.older, parent=self)
        self._newer = FormField(self.tr("Newer version"), self.newer, parent=self)
        self.summary = plain_label(self, wrap=True)
        set_look(self.summary, "tone", "text2")
        self.tree = QTreeWidget(self)
        self.drawing = DifferencesCanvas(model.flow, self)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.addWidget(self.drawing)
        self.parts.addWidget(self.tree)
        self.empty = EmptyState(self)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.empty)
        self._body.addWidget(self.parts)
        self._lay_out()
        self._dress_tree()
        for box in (self.older, self.newer):
            box.edited.connect(self._wanted)
        self.tree.itemActivated.connect(self._go)
        self.tree.currentItemChanged.connect(self._point)
        self.drawing.model.chosen_changed.connect(self._chosen_there)
        model.flow_changed.connect(self._drawn_anew)
        self.registers.changed.connect(self.show_differences)
        context.changes.connect(self._heard)
        self.load()

    def _lay_out(self) -> None:
        theme = current()
        row = QHBoxLayout()
        row.setSpacing(theme.px("pad"))
        row.addWidget(self._older, 1)
        row.addWidget(Icon("arrow-right", parent=self), 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._newer, 1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("pad_l")] * 4))
        column.setSpacing(theme.px("pad"))
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self._body, 1)
        self.parts.setChildrenCollapsible(False)
        self.drawing.setMinimumHeight(theme.scaled(120))
        self.tree.setMinimumHeight(theme.scaled(100))
        self.parts.setSizes([theme.scaled(300), theme.scaled(300)])

    def _dress_tree(self) -> None:
        self.tree.setColumnCount(3)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setAccessibleName(self.tr("Differences"))
        header = self.tree.header()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(True)

    # --- versions ---------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the versions of the type, and for the registers that a flow names."""
        self.registers.load()
        question = ListVersions(type_id=self.model.flow.type_id)
        self.context.ask(question, self, self._came, topic="versions")

    def _heard(self, changes: Changes) -> None:
        if "workflow_versions" in changes.tables:
            self._flows.clear()
            self.load()

    def _came(self, versions: tuple[VersionRow, ...]) -> None:
        first = not self._versions
        self._versions = versions
        choices = [(one.id, self._name(one)) for one in versions]
        held = (self.older.value(), self.newer.value())
        for box in (self.older, self.newer):
            box.set_choices(choices)
        known = [one.id for one in versions]
        if first or not set(held) <= set(known):
            held = self._usual(known)
        self.older.set_value(held[0])
        self.newer.set_value(held[1])
        self._wanted()

    def _usual(self, known: list[UUID]) -> tuple[UUID | None, UUID | None]:
        """The flow of the studio against the one before it; the newest stand first."""
        mine = self.model.flow.version_id
        newer = mine if mine in known else next(iter(known), None)
        rest = known[known.index(newer) + 1 :] if newer is not None else []
        return (next(iter(rest), newer), newer)

    def _name(self, version: VersionRow) -> str:
        if version.state is VersionState.DRAFT:
            return self.tr("{number} · draft").format(number=version.number)
        if version.is_current:
            return self.tr("{number} · in force").format(number=version.number)
        return str(version.number)

    def _wanted(self) -> None:
        for version_id in {self.older.value(), self.newer.value()} - {None}:
            if self._flow(version_id) is None:
                then = partial(self._flow_came, version_id)
                self.context.ask(GetFlow(version_id=version_id), self, then, topic=f"flow {version_id}")
        self.show_differences()

    def _flow_came(self, version_id: UUID, flow: Flow) -> None:
        self._flows[version_id] = flow
        self.show_differences()

    def _flow(self, version_id: UUID | None) -> Flow | None:
        mine = self.model.flow
        return mine if version_id == mine.version_id else self._flows.get(version_id) if version_id else None

    def _drawn_anew(self) -> None:
        if self.isVisible() and self.model.flow.version_id in (self.older.value(), self.newer.value()):
            self.show_differences()

    # --- the list ---------------------------------------------------------------------------

    def show_differences(self) -> None:
        """Compare the two that are chosen, as far as they have come."""
        old, new = self._flow(self.older.value()), self._flow(self.newer.value())
        if old is None or new is None:
            return
        if len(self._versions) < 2:
            self._say(
                "git-compare-arrows",
                self.tr("There is only one version"),
                self.tr("Once a draft is begun, it is compared with the published one here."),
            )
            return
        found = differences(old, new)
        if not found:
            same = old.version_id == new.version_id
            line = self.tr("Choose two versions that are not the same.") if same else ""
            self._say("git-compare-arrows", self.tr("No differences"), line)
            return
        self.summary.setText(self.tr("%n difference(s)", "", len(found)))
        self.tree.setHeaderLabels(
            [
                self.tr("What"),
                self.tr("Version {number}").format(number=old.number),
                self.tr("Version {number}").format(number=new.number),
            ]
        )
        self.drawing.show_versions(old, new, found)
        self._fill(found, old, new)
        self._body.setCurrentWidget(self.parts)

    def _say(self, icon: str, sentence: str, help_line: str) -> None:
        self.summary.setText("")
        self.empty.say(icon, sentence, help_line)
        self._body.setCurrentWidget(self.empty)

    def _fill(self, found: tuple[Difference, ...], old: Flow, new: Flow) -> None:
        self.tree.clear()
        for part in _HEADS:
            mine = [
                one for one in found if one.part is part or (one.part is Part.FLAG and part is Part.STAGE)
            ]
            if not mine:
                continue
            head = self._row(self.tree.invisibleRootItem(), difference_words.part(part), strong=True)
            head.setText(1, self.tr("%n difference(s)", "", len(mine)))
            groups: dict[str, QTreeWidgetItem] = {}
            for one in mine:
                if one.key not in groups:
                    groups[one.key] = self._group(head, one)
                if one.change not in (Change.ADDED, Change.REMOVED):
                    self._line(groups[one.key], one, old, new)
        self._name_blanks(self.tree.invisibleRootItem())
        self.tree.expandAll()

    def _name_blanks(self, row: QTreeWidgetItem) -> None:
        """A cell without words is read out as a dash, not passed over."""
        for n in range(row.childCount()):
            child: Any = row.child(n)
            for column in range(self.tree.columnCount()):
                if not child.text(column):
                    child.setData(column, Qt.ItemDataRole.AccessibleTextRole, difference_words.NOTHING)
            self._name_blanks(child)

    def _group(self, head: QTreeWidgetItem, one: Difference) -> QTreeWidgetItem:
        whole = one.change in (Change.ADDED, Change.REMOVED)
        row = self._row(head, one.name)
        row.setData(0, _WHERE, one)
        if whole:
            column = 2 if one.change is Change.ADDED else 1
            row.setText(column, difference_words.change(one.change))
            self._mark(row, one.change, column)
        return row

    def _line(self, group: QTreeWidgetItem, one: Difference, old: Flow, new: Flow) -> None:
        row = self._row(group, difference_words.attribute(one, new, old))
        row.setData(0, _WHERE, one)
        self._mark(row, one.change, 0)
        if one.change is Change.MOVED:
            row.setText(2, difference_words.change(one.change))
            return
        row.setText(1, difference_words.value(one, one.before, old, self.registers))
        row.setText(2, difference_words.value(one, one.after, new, self.registers))
        for column in (1, 2):
            row.setToolTip(column, row.text(column))

    def _row(self, parent: QTreeWidgetItem, text: str, *, strong: bool = False) -> QTreeWidgetItem:
        row = QTreeWidgetItem(parent, [text])
        row.setToolTip(0, text)
        if strong:
            font = current().font("body", "strong")
            row.setFont(0, font)
        return row

    def _mark(self, row: QTreeWidgetItem, change: Change, column: int) -> None:
        icon, tone = difference_words.CHANGE_ICONS[change]
        row.setIcon(column, icons.icon(icon, tone))

    def _go(self, row: QTreeWidgetItem) -> None:
        """Choose the place in the flow that is being edited, if it is there."""
        one = self._difference(row)
        if one is None:
            return
        ids = {one.old_id, one.new_id} - {None}
        flow = self.model.flow
        stage = next((s.id for s in flow.stages if s.id in ids), None)
        way = next((w.id for w in flow.transitions if w.id in ids), None)
        field = one.key if one.part is Part.FIELD and flow.field(one.key) is not None else None
        if stage or way or field:
            self.model.choose(Chosen(stage=stage, transition=way, field=field))

    def _point(self, row: QTreeWidgetItem | None) -> None:
        """Show on the drawing what the list is on."""
        one = self._difference(row)
        if one is not None:
            key = one.new_id or one.old_id
            way = one.part is Part.TRANSITION
            self.drawing.model.choose(Chosen(transition=key) if way else Chosen(stage=key))

    def _chosen_there(self) -> None:
        """Show in the list what was chosen on the drawing."""
        chosen = self.drawing.model.chosen
        key = chosen.stage or chosen.transition
        now = self._difference(self.tree.currentItem())
        if key is None or (now is not None and key in (now.old_id, now.new_id)):
            return
        rows = QTreeWidgetItemIterator(self.tree)
        while rows.value() is not None:
            one = self._difference(rows.value())
            if one is not None and key in (one.old_id, one.new_id):
                self.tree.setCurrentItem(rows.value())
                return
            rows += 1
        self.tree.setCurrentIndex(QModelIndex())

    @staticmethod
    def _difference(row: QTreeWidgetItem | None) -> Difference | None:
        one = row.data(0, _WHERE) if row is not None else None
        return one if isinstance(one, Difference) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "_body"):
            self.show_differences()
