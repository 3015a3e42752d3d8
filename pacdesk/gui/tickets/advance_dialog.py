"""Advancing a ticket: which way, why, what to say, and the fields and items that the way demands (S1.26)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import AdvanceTicket, FieldChange
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.values import Done, Visibility
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.rows import CheckRow, Demand, ReasonRow, Side
from pacdesk.desk.workflow.rules import FieldView, Move, field_views
from pacdesk.errors import Conflict, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.checklist import Checklist
from pacdesk.gui.tickets.hands import HANDS, Choice, Hands, choices
from pacdesk.gui.tickets.moves import MoveDialog
from pacdesk.gui.tickets.own_fields import ALL
from pacdesk.gui.tickets.ticket_fields import TicketFields

MOST_HEIGHT = 340
"""Height in px at 100 % from which the demanded fields scroll."""


def views_of(card: TicketCard, move: Move) -> tuple[FieldView, ...]:
    """How the fields that a move asks for stand in its dialog: what it asks may be changed on the way."""
    demands = {row.field: row.demand for row in move.way.fields}
    wanted = demands.keys() | set(move.missing)
    return tuple(
        replace(
            view,
            hidden=view.hidden and view.name not in demands,
            read_only=view.read_only and view.name not in demands,
            required=view.name in move.missing or demands.get(view.name, Demand.SHOW) is not Demand.SHOW,
        )
        for view in field_views(card.flow, card.stage_id, Side.INSIDE)
        if view.name in wanted
    )


def unticked(card: TicketCard, move: Move) -> tuple[CheckRow, ...]:
    """The required items of the present stage's checklist that hold a move back."""
    items = card.flow.stage(card.stage_id).checklist
    return tuple(item for item in items if item.text in move.unchecked and item.key not in card.checked)


class AdvanceDialog(MoveDialog):
    """Through one of the moves that leave the ticket's stage; the closed ones are grey, with why."""

    def __init__(
        self, context: Context, card: TicketCard, transition: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, card, self.tr("Advance the ticket"), self.tr("Advance"), parent=parent)
        self._reasons: tuple[ReasonRow, ...] = ()
        self._moves = {move.way.id: move for move in card.moves}
        self._demanded: TicketFields | None = None
        self._area: QScrollArea | None = None
        self._conflict = ""
        self._theirs: Any = None
        self.checks: Checklist | None = None
        self.condition, self.reason = QComboBox(self), QComboBox(self)
        self.add_field(
            "condition", self.tr("&Condition"), self.condition, required=True, help_line=self._closed_told()
        )
        self._middle = QVBoxLayout()
        self._middle.setSpacing(current().px("pad"))
        self.body.addLayout(self._middle)
        self.hands = Hands(context, card, self, person=card.attendant_id)
        self.add_field("department", self.tr("&Department"), self.hands.department)
        self.add_field("attendant", self.tr("&Person"), self.hands.person)
        self._reason = self.add_field("reason", self.tr("&Reason"), self.reason)
        self.comment = self.add_comment(self.tr("Co&mment"))
        self.seen = QCheckBox(self.tr("The client &sees the comment"), self)
        self.body.addWidget(self.seen)
        self.bar.pressed.connect(self._choose)
        self.setMinimumWidth(current().scaled(560))
        self._offer_moves(transition)
        self.condition.currentIndexChanged.connect(self._show_demands)
        context.ask(ListReasons(), self, self._got_reasons)
        self._show_demands()

    # The moves

    def _offer_moves(self, transition: UUID) -> None:
        choices(self.condition, [(words.move(m), m.way.id) for m in self._moves.values()], transition)
        model = self.condition.model()
        for place, move in enumerate(self._moves.values()):
            why = self._why(move)
            self.condition.setItemData(place, why or words.move(move), Qt.ItemDataRole.ToolTipRole)
            if why is not None and isinstance(model, QStandardItemModel):
                model.itemFromIndex(model.index(place, 0, QModelIndex())).setEnabled(False)

    def _why(self, move: Move) -> str | None:
        return words.why_closed(move, self.context.now(), self.context.zone)

    def _closed_told(self) -> str:
        closed = [(words.move(m), self._why(m)) for m in self._moves.values() if not m.is_open]
        return "\n".join(self.tr("{move} is closed: {why}").format(move=m, why=why) for m, why in closed)

    @property
    def move_chosen(self) -> Move | None:
        """The chosen move."""
        return self._moves.get(self.condition.currentData())

    # What it demands

    def _show_demands(self) -> None:
        move = self.move_chosen
        kept = self._demanded.keep() if self._demanded is not None else {}
        self._clear_middle()
        if move is None:
            return
        self._reason.label.set_required(move.way.reason_required)
        self.fields["comment"].label.set_required(move.way.comment_required)
        self._show_reasons()
        self._show_fields(move)
        if self._demanded is not None:
            self._demanded.restore(kept)
        self._show_hands(move)
        self._show_checks(move)

    def _clear_middle(self) -> None:
        self._demanded, self.checks, self._area = None, None, None
        self.fields.pop("checklist", None)
        while self._middle.count():
            item = self._middle.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_fields(self, move: Move) -> None:
        views = views_of(self.card, move)
        shown = {view.name for view in views if not view.hidden}
        rows = tuple(row for row in self.card.flow.fields if row.key in shown)
        own = [name for name in ALL if name in shown or (name == "address_origin" and "address" in shown)]
        if not rows and not own:
            return
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        ground = QWidget(area)
        self._demanded = TicketFields(self.context, own, columns=2, parent=ground)
        self._demanded.show_card(self.card, views, rows)
        self._area = area
        self._demanded.edited.connect(self._fit_area)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, current().px("pad_s"), 0)
        column.addWidget(self._demanded)
        column.addStretch(1)
        area.setWidget(ground)
        self._middle.addWidget(area)
        self._fit_area()

    def _fit_area(self) -> None:
        """As high as its fields and what is said under them, up to a bound."""
        area = self._area
        content = area.widget() if area is not None else None
        if area is not None and content is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            high = content.sizeHint().height() + 2
            area.setFixedHeight(min(high, current().scaled(MOST_HEIGHT)))

    def _show_checks(self, move: Move) -> None:
        items = unticked(self.card, move)
        if not items:
            return
        self.checks = Checklist(self.context, self)
        self.checks.show_items(self.card.id, items)
        field = self.make_field("checklist", self.tr("Still to be ticked"), self.checks, required=True)
        self._middle.addWidget(field)

    def _show_hands(self, move: Move) -> None:
        """To whom the ticket goes, as far as the move asks for it."""
        views = {view.name: view for view in views_of(self.card, move)}
        for name in HANDS:
            view = views.get(name)
            self.fields[name].setVisible(view is not None)
            self.fields[name].label.set_required(view is not None and view.required)
        self.hands.offer(name for name in HANDS if name in views)

    def _got_reasons(self, rows: tuple[ReasonRow, ...]) -> None:
        self._reasons = rows
        self._show_reasons()

    def _show_reasons(self) -> None:
        """Those that the move offers; all of them where it names none."""
        move = self.move_chosen
        none: list[Choice] = [(self.tr("No reason"), None)]
        named: list[Choice] = [(ref.name, ref.id) for ref in move.way.reasons if ref.id] if move else []
        choices(
            self.reason,
            none + (named or [(row.name, row.id) for row in self._reasons]),
            self.reason.currentData(),
        )

    # Doing it

    @property
    def demanded(self) -> TicketFields | None:
        """The fields that the chosen move asks for, if it asks for any."""
        return self._demanded

    def command(self) -> AdvanceTicket | None:
        """Which way, why, what to say, and what is filled in."""
        move = self.move_chosen
        if move is None:
            self.complain("condition", "field.required")
            return None
        values: tuple[FieldChange, ...] = ()
        if self._demanded is not None:
            self._demanded.clear_complaints()
            wrong = self._demanded.wrong()
            if wrong:
                self._demanded.complain(wrong)
                self._fit_area()
                self._demanded.focus_wrong()
                return None
            values = self._demanded.field_changes()
        return AdvanceTicket(
            ticket=self.card.id,
            transition=move.way.id,
            reason=self.reason.currentData(),
            comment=self.comment.toPlainText(),
            comment_visibility=Visibility.CLIENT if self.seen.isChecked() else Visibility.INTERNAL,
            values=(*values, *self.hands.changes()),
        )

    def submit(self) -> None:
        """Files first: a value may name only what the ticket has."""
        files = self._demanded.files_to_attach() if self._demanded is not None else None
        if files is None or not self.verb.isEnabled():
            super().submit()
            return
        self.verb.setEnabled(False)
        self.context.run(files, self, self._attached, self._refused)

    def _attached(self, done: Done[None]) -> None:
        del done
        if self._demanded is not None:
            self._demanded.note_attached()
        self.verb.setEnabled(True)
        self.submit()

    def place(self, problems: Sequence[UserError]) -> list[UserError]:
        """Beside the demanded fields, else as in every dialog; `transition` is the condition."""
        rest = list(problems) if self._demanded is None else self._demanded.complain(problems)
        self._fit_area()
        about = [problem for problem in rest if problem.field == "transition"]
        for problem in about:
            self.fields["condition"].complain(sentence(problem).text())
        return super().place([problem for problem in rest if problem not in about])

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Conflict) and error.code == "ticket.field_changed" and self._demanded:
            self.verb.setEnabled(True)
            self._tell_conflict(error, self._demanded)
            return
        super()._refused(error)
        if self._demanded is not None and not self.fields["condition"].complaint():
            self._demanded.focus_wrong()

    def _tell_conflict(self, error: Conflict, fields: TicketFields) -> None:
        self._conflict = error.field or ""
        theirs, yours = fields.both_values(error)
        self._theirs = error.facts["theirs_value"]
        who = str(error.facts["who"]) or self.tr("Somebody")
        self.bar.tell(
            "attention",
            self.tr("{who} changed “{field}” meanwhile").format(who=who, field=fields.label(self._conflict)),
            self.tr("Theirs: {theirs}\nYours: {yours}").format(theirs=theirs, yours=yours),
            buttons=(("mine", self.tr("Keep mine")), ("theirs", self.tr("Take theirs"))),
        )

    def _choose(self, key: str) -> None:
        self.bar.hide()
        if self._demanded is None:
            return
        if key == "mine":
            self._demanded.keep_mine(self._conflict, self._theirs)
            self.submit()
        else:
            self._demanded.take_theirs(self._conflict, self._theirs)
