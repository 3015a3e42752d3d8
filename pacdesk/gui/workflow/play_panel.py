"""Playing a ticket through the flow by hand, as whoever one likes to be."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.workflow.fields import OWN_FIELDS
from pacdesk.desk.workflow.rows import FieldRow, Flow, Ref, Side, StageRow, TransitionRow, Who
from pacdesk.desk.workflow.rules import FieldView, Given, Move, field_views
from pacdesk.desk.workflow.simulation import (
    Game,
    TraceStep,
    begin,
    fire,
    moves_by_itself,
    open_moves,
    step,
    tick,
)
from pacdesk.errors import Invalid, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words as ticket_words
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, announce, plain_label
from pacdesk.gui.widgets.switch import SegmentedSwitch
from pacdesk.gui.workflow import canvas_words, words
from pacdesk.gui.workflow.difference_words import action
from pacdesk.gui.workflow.model import Chosen, StudioModel
from pacdesk.gui.workflow.parts import Head, clear_layout, follow
from pacdesk.gui.workflow.registers import Registers

TRACE_ROWS = 6


class PlayPanel(QWidget):
    """The stage a played ticket stands in, its form, its checklist and its moves; below, the way it came.
    Nothing of it is written anywhere. When the flow is edited the game begins anew. `played` fires after
    each step."""

    played = Signal()

    def __init__(self, context: Context, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.model = context, model
        self.registers = Registers(context, self)
        self._games: list[Game] = []
        self._rows: tuple[FieldRow, ...] = ()
        self._stale = True
        self.side = SegmentedSwitch(self.tr("Whose view"), self)
        self.side.set_choices(
            [
                (str(Side.INSIDE), self.tr("Team"), "users"),
                (str(Side.ONLINE), self.tr("Client"), "building-2"),
            ]
        )
        self.side.chosen.connect(self._became)
        self.roles = {who: QCheckBox(text, self) for who, text in words.whos()}
        self.entry = ChoiceInput(self)
        self.entry.edited.connect(self.restart)
        self.restart_button = Button(self.tr("Start again"), icon="rotate-ccw", small=True, parent=self)
        self.restart_button.clicked.connect(self.restart)
        self.back_button = Button(self.tr("One step back"), icon="undo-2", small=True, parent=self)
        self.back_button.clicked.connect(self.step_back)
        self.stage = plain_label(self, wrap=True)
        set_look(self.stage, "look", "lead")
        self.standing = plain_label(self, wrap=True)
        set_look(self.standing, "look", "second")
        self.bar = MessageBar(parent=self)
        self.form = CustomFieldsForm(None, self)
        self.form.left.connect(self._left)
        self.reason, self.comment = ChoiceInput(self), QLineEdit(self)
        self._comment = FormField(self.tr("Comment of the next move"), self.comment, parent=self)
        self._reason = FormField(self.tr("Reason of the next move"), self.reason, parent=self)
        self.trace = QListWidget(self)
        self.trace.setAccessibleName(self.tr("The way so far"))
        self.empty = EmptyState(self)
        self.checks: dict[str, QCheckBox] = {}
        self.buttons: dict[UUID, Button] = {}
        self._lay_out()
        for box in self.roles.values():
            box.toggled.connect(self._became)
        model.flow_changed.connect(self._flow_changed)
        self.registers.changed.connect(self._registers_came)

    def _lay_out(self) -> None:
        theme = current()
        who = QGridLayout()
        who.setSpacing(theme.px("grid"))
        for n, box in enumerate(self.roles.values()):
            who.addWidget(box, n // 2, n % 2)
        top = QHBoxLayout()
        top.addWidget(self.restart_button)
        top.addWidget(self.back_button)
        top.addStretch(1)
        self._checks, self._moves = QVBoxLayout(), QVBoxLayout()
        self._checks_head = Head(self.tr("Checklist"), parent=self)
        self._entry = FormField(self.tr("Entry"), self.entry, parent=self)
        card = QFrame(self)
        set_look(card, "look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*([theme.px("pad")] * 4))
        inside.setSpacing(theme.px("pad_s"))
        for widget in (self.stage, self.standing, self.bar, self.form, self._checks_head):
            inside.addWidget(widget)
        inside.addLayout(self._checks)
        inside.addWidget(self._reason)
        inside.addWidget(self._comment)
        inside.addWidget(Head(self.tr("Moves from here"), parent=self))
        inside.addLayout(self._moves)
        self._card = card
        body = QWidget(self)
        set_look(body, "look", "base")
        column = QVBoxLayout(body)
        column.setContentsMargins(*([theme.px("pad_l")] * 4))
        column.setSpacing(theme.px("pad"))
        self._whose = Head(self.tr("Who you are"), parent=self)
        column.addWidget(self.side)
        column.addWidget(self._whose)
        column.addLayout(who)
        column.addWidget(self._entry)
        column.addLayout(top)
        column.addWidget(card)
        column.addWidget(self.empty)
        column.addWidget(Head(self.tr("The way so far"), parent=self))
        column.addWidget(self.trace)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    # --- the game ---------------------------------------------------------------------------

    @property
    def game(self) -> Game | None:
        """The game as it stands; None while the flow has no entry."""
        return self._games[-1] if self._games else None

    def begin(self) -> None:
        """The view is shown: begin, or begin anew when the flow was edited meanwhile."""
        self.registers.load()
        if self._stale:
            self.restart()

    def restart(self) -> None:
        """A new ticket in the chosen entry."""
        flow = self.model.flow
        self._stale = False
        self.entry.set_choices([(one.id, canvas_words.name_of(one)) for one in flow.entries])
        self._games = []
        if flow.entries:
            self._games = [begin(flow, entry=self.entry.value(), roles=self._roles(), side=self._side())]
        self._show()

    def step_back(self) -> None:
        """Take the last step of the game back."""
        if len(self._games) > 1:
            self._games.pop()
            self._show()

    def go(self, transition: UUID) -> None:
        """Make a move with what stands in the form; what is wrong is said beside its field."""
        game = self.game
        if game is None:
            return
        problems = self.form.problems()
        if problems:
            self._complain(tuple(problems))
            return
        given = Given(
            values=self.form.changed_values(),
            reason=self._ref.id if self._ref else None,
            reason_name=self._ref.name if self._ref else "",
            comment=self.comment.text(),
        )
        try:
            after = step(self.model.flow, game, transition, given)
        except Invalid as refused:
            self._complain(refused.problems or (refused,))
            return
        self._go_on(after)

    def fire(self, transition: UUID) -> None:
        """Let time or another event set a transition off."""
        game = self._typed()
        if game is None:
            return
        try:
            after = fire(self.model.flow, game, transition)
        except Invalid as refused:
            self._complain((refused,))
            return
        self._go_on(after)

    def tick(self, item: str, *, done: bool) -> None:
        """Tick an item of the checklist, or untick it."""
        game = self._typed()
        if game is not None:
            self._games[-1] = tick(game, item, done=done)
            self._show_moves()

    def _go_on(self, after: Game) -> None:
        self._games[-1] = self._typed() or self._games[-1]
        self._games.append(after)
        self._show()
        announce(self, self.stage.text())
        self.played.emit()

    def _typed(self) -> Game | None:
        """The game with what stands in the form."""
        game = self.game
        return game and replace(game, values={**game.values, **self.form.changed_values()})

    def _left(self, key: str) -> None:
        """What was typed may open or close moves."""
        del key
        self._show_moves()

    def _became(self) -> None:
        """Somebody else sits before the same ticket."""
        game = self._typed()
        if game is not None:
            self._games[-1] = replace(game, roles=self._roles(), side=self._side())
            self._show()

    def _roles(self) -> frozenset[Who]:
        return frozenset(who for who, box in self.roles.items() if box.isChecked())

    def _side(self) -> Side:
        return Side(self.side.key())

    @property
    def _ref(self) -> Ref | None:
        ref: Ref | None = self.reason.value()
        return ref

    def _flow_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.restart()

    def _registers_came(self) -> None:
        if self.game is not None and self.isVisible():
            self._games[-1] = self._typed() or self._games[-1]
            self._rows = ()
            self._show()

    # --- what is shown ----------------------------------------------------------------------

    def _show(self) -> None:
        game, flow = self.game, self.model.flow
        self._card.setVisible(game is not None)
        self.empty.setVisible(game is None)
        self._entry.setVisible(len(flow.entries) > 1)
        refuse(self.back_button, None if len(self._games) > 1 else self.tr("It is at its beginning"))
        self._show_trace()
        if game is None:
            self.empty.say(
                "circle-play", self.tr("The flow has no entry"), self.tr("Mark a stage as the default entry.")
            )
            return
        stage = flow.stage(game.stage_id)
        self.model.choose(Chosen(stage=stage.id))
        self.stage.setText(canvas_words.name_of(stage))
        self.standing.setText(self._standing(game, stage))
        self.bar.hide()
        self._show_form(game, stage)
        self._show_checks(game, stage)
        self._show_moves()

    def _standing(self, game: Game, stage: StageRow) -> str:
        said = [canvas_words.kind(stage)]
        if not stage.kind.is_final:
            said.append(words.word_of(words.responsibles(), game.whose_turn))
        if canvas_words.how_long(stage):
            said.append(canvas_words.how_long(stage))
        return " · ".join(said)

    def _show_form(self, game: Game, stage: StageRow) -> None:
        flow = self.model.flow
        rows = tuple(_form_rows(flow, self.registers, stage))
        values = {row.key: game.values.get(row.key) for row in rows}
        asked = {field.field for way in flow.ways_out(stage.id) for field in way.fields}
        views = [self._view(view, asked) for view in field_views(flow, stage.id, game.side)]
        if rows != self._rows:
            self._rows = rows
            self.form.show_fields(rows, views, values)
        else:
            self.form.set_views(views)
            self.form.set_values(values)
        self.form.complain(())
        self.form.setVisible(bool(self.form.shown_keys()))

    def _view(self, view: FieldView, asked: set[str]) -> FieldView:
        """What a move asks for may be filled on its way, also where the stage locks it."""
        return replace(view, read_only=view.read_only and view.name not in asked)

    def _show_checks(self, game: Game, stage: StageRow) -> None:
        clear_layout(self._checks)
        self.checks = {}
        self._checks_head.setVisible(bool(stage.checklist))
        for item in stage.checklist:
            text = self.tr("{item} (required)").format(item=item.text) if item.required else item.text
            box = QCheckBox(text, self)
            box.setChecked(item.key in game.checked)
            box.toggled.connect(lambda done, key=item.key: self.tick(key, done=done))
            self._checks.addWidget(box)
            self.checks[item.key] = box

    def _show_moves(self) -> None:
        game, flow = self._typed(), self.model.flow
        held = next((key for key, one in self.buttons.items() if one.hasFocus()), None)
        clear_layout(self._moves)
        self.buttons = {}
        if game is None:
            return
        found = open_moves(flow, game)
        alone = moves_by_itself(flow, game)
        self._ask_for(found)
        for move in found:
            why = ticket_words.why_closed(move, self.context.now(), self.context.zone)
            self._add_move(move.way, ticket_words.move(move), why, self._lacks(move), "arrow-right")
        for way in alone:
            text = self.tr("{label} → {target}, by itself").format(
                label=canvas_words.label_of(way), target=flow.stage(way.to_stage_id).name
            )
            self._add_move(way, text, None, self._set_off_by(way), "zap")
        if not found and not alone:
            label = plain_label(self, wrap=True)
            label.setText(
                self.tr("The ticket is at its end.") if game.closed else self.tr("Nothing leads out of here.")
            )
            self._moves.addWidget(label)
        self._order_tab()
        if held in self.buttons:
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tab(self) -> None:
        """What is made anew stands last in the order of Tab, unless it is told."""
        slots = self.form.sheet.slots.values()
        before: QWidget = next((one.input for one in reversed(slots) if one.input), self.back_button)
        for widget in (*self.checks.values(), self.reason, self.comment, *self.buttons.values(), self.trace):
            before = follow(before, widget)

    def _ask_for(self, found: tuple[Move, ...]) -> None:
        """A reason and a comment, where a move may take them."""
        reasons = any(move.way.reasons or move.way.reason_required for move in found)
        self._reason.setVisible(reasons)
        self._comment.setVisible(bool(found))
        if reasons:
            offered = {ref.id for move in found for ref in move.way.reasons}
            refs = [
                (ref, name)
                for ref, name in self.registers.refs("reasons")
                if ref is not None and (not offered or ref.id in offered)
            ]
            self.reason.set_choices([(None, self.tr("None")), *refs])

    def _add_move(self, way: TransitionRow, text: str, why: str | None, lacks: str, icon: str) -> None:
        button = Button(text, icon=icon, parent=self)
        button.clicked.connect(partial(self.fire if icon == "zap" else self.go, way.id))
        refuse(button, why)
        self.buttons[way.id] = button
        self._moves.addWidget(button)
        if why or lacks:
            line = plain_label(self, wrap=True)
            set_look(line, "look", "second")
            line.setText(why or lacks)
            self._moves.addWidget(line)

    def _lacks(self, move: Move) -> str:
        names = [words.field_name(self.model.flow, name) for name in move.missing]
        said = [self.tr("to fill: {fields}").format(fields=", ".join(names))] if names else []
        if move.unchecked:
            said.append(self.tr("to tick: {items}").format(items=", ".join(move.unchecked)))
        if move.way.reason_required:
            said.append(self.tr("needs a reason"))
        if move.way.comment_required:
            said.append(self.tr("needs a comment"))
        return " · ".join(said)

    def _set_off_by(self, way: TransitionRow) -> str:
        return words.word_of(words.triggers(), way.trigger)

    def _complain(self, problems: tuple[UserError, ...]) -> None:
        rest = self.form.complain(problems)
        if rest:
            self.bar.tell("attention", " ".join(sentence(one).what for one in rest))

    def _show_trace(self) -> None:
        self.trace.clear()
        steps = self.game.trace if self.game else ()
        for one in steps:
            self.trace.addItem(QListWidgetItem(self._told(one)))
        self.trace.setFixedHeight(current().px("row") * (min(max(len(steps), 1), TRACE_ROWS)) + 4)
        self.trace.scrollToBottom()

    def _told(self, one: TraceStep) -> str:
        if not one.origin:
            said = self.tr("Opened in {stage}").format(stage=one.target)
        else:
            said = self.tr("{origin} → {target}: {label}").format(
                origin=one.origin, target=one.target, label=one.label
            )
        done = [action(act, self.model.flow, self.registers) for act in one.done]
        filled = [words.field_name(self.model.flow, name) for name in one.values]
        parts = [said, *([self.tr("filled: {fields}").format(fields=", ".join(filled))] if filled else [])]
        return " · ".join([*parts, *(text for text in (one.reason, one.comment) if text), *done])


def _form_rows(flow: Flow, registers: Registers, stage: StageRow) -> Iterator[FieldRow]:
    """The ticket's own fields that the stage, or a move from it, speaks of; then the custom ones."""
    said = {flag.field for flag in stage.flags}
    for way in flow.ways_out(stage.id):
        said |= {row.field for row in way.fields}
        said |= {flag.field for flag in flow.stage(way.to_stage_id).flags if flag.needed_before}
    for name in OWN_FIELDS:
        if name in said:
            yield replace(registers.field_row(flow, name), section="")
    yield from flow.fields
