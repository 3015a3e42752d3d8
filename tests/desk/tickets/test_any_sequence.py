"""Any sequence of commands by anyone leaves a ticket consistent, its chain whole, its copies right."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.company.commands import SaveDepartment
from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.checking import verify_chains
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    AttachFiles,
    CancelTicket,
    ChangeTicket,
    CorrectEntry,
    FieldChange,
    GetTicket,
    HandOver,
    NewFile,
    ReopenTicket,
    TakeTicket,
    TicketCount,
    TicketPage,
    Timeline,
    WaitFor,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.tickets.rules import Priority, WaitingOn
from pacdesk.desk.undo.commands import Undo, UndoStatus
from pacdesk.desk.values import Visibility, new_id
from pacdesk.desk.workflow.commands import CreateType, ListGroups, StagePlan, WayPlan
from pacdesk.errors import UserError
from pacdesk.storage.unit_of_work import read
from tests.conftest import Clock, World
from tests.desk.undoing import differences, state_of, tickets_are_consistent
from tests.some_file import CONTENT, SHA256

pytestmark = pytest.mark.brings(CONTENT)

PEOPLE = st.integers(0, 3)
PICK = st.integers(0, 7)


class Tickets(RuleBasedStateMachine):
    """Two tickets, four people with different rights, and whatever they try."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "desk.pacdesk"
        shutil.copy(self.template, path)
        desk = open_local(path)
        desk._clock = clock = Clock()
        self.world = World(desk, clock)
        self.people = [
            self.world.desk,
            self.world.other,
            self.world.as_attendant("Carla Dias", rights=ATTENDANT_RIGHTS | {"ticket.cancel"}),
            self.world.as_attendant("Davi Luz", rights=frozenset()),
        ]
        self.second = new_id()
        self.world.desk.run(SaveDepartment(department=self.second, name="Campo"))
        kind, group = new_id(), self.world.desk.ask(ListGroups())[0][0]
        stages = (
            StagePlan(name="Início", kind="entry", is_default_entry=True),
            StagePlan(name="Feito", kind="resolved"),
            StagePlan(name="Fora", kind="cancelled"),
        )
        ways = (WayPlan(origin=0, target=1, label="Fazer"), WayPlan(origin=0, target=2, label="Largar"))
        self.world.desk.run(CreateType(type_id=kind, group=group, name="Curto", stages=stages, ways=ways))
        self.tickets = [self.world.open(), self.world.open(type_id=kind)]

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.root.close()
            shutil.rmtree(self.folder)

    def attempt(self, who: int, command) -> None:
        """A refusal is an answer too, and leaves nothing."""
        before = self.world.sql("SELECT count(*) FROM ticket_events")
        try:
            self.people[who].run(command)
        except UserError:
            assert self.world.sql("SELECT count(*) FROM ticket_events") == before

    @rule(who=PEOPLE, at=PICK)
    def take(self, who, at):
        self.attempt(who, TakeTicket(ticket=self.tickets[at % 2]))

    @rule(who=PEOPLE, at=PICK, seen=st.sampled_from(Visibility), client=st.booleans())
    def write(self, who, at, seen, client):
        self.attempt(
            who,
            WriteEntry(
                ticket=self.tickets[at % 2],
                entry=new_id(),
                text="Texto",
                visibility=seen,
                from_client=client,
            ),
        )

    @rule(who=PEOPLE, at=PICK, n=PICK)
    def correct(self, who, at, n):
        ticket = self.tickets[at % 2]
        entries = self.world.desk.ask(Timeline(ticket=ticket)) if self.lives(ticket) else ()
        if entries:
            corrects = entries[n % len(entries)].id
            self.attempt(who, CorrectEntry(ticket=ticket, entry=new_id(), corrects=corrects, text="Certo"))

    @rule(who=PEOPLE, at=PICK)
    def attach(self, who, at):
        file = NewFile(attachment=new_id(), sha256=SHA256, name="a.pdf", size=1, media_type="x/y")
        self.attempt(who, AttachFiles(ticket=self.tickets[at % 2], files=(file,)))

    @rule(who=PEOPLE, at=PICK, to=st.integers(0, 2), other=st.booleans())
    def hand_over(self, who, at, to, other):
        department = self.second if other else self.world.department
        person = (None, self.people[0].actor.staff_id, self.people[1].actor.staff_id)[to]
        self.attempt(
            who,
            HandOver(ticket=self.tickets[at % 2], department=department, attendant=person, comment="Vai"),
        )

    @rule(who=PEOPLE, at=PICK, n=PICK)
    def advance(self, who, at, n):
        ticket = self.tickets[at % 2]
        if self.lives(ticket):
            ways = self.world.desk.ask(GetTicket(ticket=ticket)).flow.transitions
            self.attempt(who, AdvanceTicket(ticket=ticket, transition=ways[n % len(ways)].id, comment="Anda"))

    @rule(who=PEOPLE, at=PICK, turn=st.sampled_from(WaitingOn))
    def wait(self, who, at, turn):
        self.attempt(who, WaitFor(ticket=self.tickets[at % 2], waiting_on=turn))

    @rule(who=PEOPLE, at=PICK)
    def cancel(self, who, at):
        self.attempt(who, CancelTicket(ticket=self.tickets[at % 2], reason="mistake"))

    @rule(who=PEOPLE, at=PICK)
    def reopen(self, who, at):
        self.attempt(who, ReopenTicket(ticket=self.tickets[at % 2], reason="Voltou"))

    @rule(who=PEOPLE, at=PICK, seen=st.sampled_from(Priority), wanted=st.sampled_from(Priority))
    def change(self, who, at, seen, wanted):
        changes = (FieldChange(name="priority", seen=seen, wanted=wanted),)
        self.attempt(who, ChangeTicket(ticket=self.tickets[at % 2], changes=changes))

    @rule(who=PEOPLE, redo=st.booleans())
    def undo(self, who, redo):
        state = self.people[who].ask(UndoStatus())
        row = state.redo if redo else state.undo
        if row is not None and "Ticket" in row.command:
            self.attempt(who, Undo(change_set=row.id))

    @rule(who=PEOPLE)
    def undo_and_redo_change_nothing(self, who):
        state = self.people[who].ask(UndoStatus())
        if state.undo is None or "Ticket" not in state.undo.command:
            return
        before = state_of(self.world.root)
        with suppress(UserError):
            done = self.people[who].run(Undo(change_set=state.undo.id))
            self.people[who].run(Undo(change_set=done.changes.change_set))
        assert differences(state_of(self.world.root), before) == ""

    def lives(self, ticket) -> bool:
        rows = self.world.desk.ask(TicketPage(filter=TicketFilter(view=TicketView.ALL))).rows
        return ticket in {row.id for row in rows}

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "world"):
            return
        tickets_are_consistent(self.world.root)
        with read(self.world.root.engine) as session:
            assert list(verify_chains(session)) == []
        self.one_open_stay_for_each_open_ticket()
        shown = self.world.desk.ask(TicketPage()).rows
        assert len(shown) == self.world.desk.ask(TicketCount())
        assert all(row.closed_at is None for row in shown)

    def one_open_stay_for_each_open_ticket(self) -> None:
        """The stay that lasts is where the ticket stands (S1.30)."""
        for stage, closed, stays, here in self.world.sql(
            "SELECT t.stage_id, t.closed_at, "
            "(SELECT count(*) FROM stage_visits v WHERE v.ticket_id = t.id AND v.left_at IS NULL "
            "AND v.voided_at IS NULL), "
            "(SELECT max(v.stage_id) FROM stage_visits v WHERE v.ticket_id = t.id "
            "AND v.left_at IS NULL AND v.voided_at IS NULL) "
            "FROM tickets t WHERE t.voided_at IS NULL"
        ):
            assert stays == 1 or (closed is not None and stays == 0)
            assert here in (stage, None)


@pytest.mark.timeout(300)
def test_any_sequence_of_commands_leaves_the_desk_consistent(desk_path):
    found = settings(
        max_examples=5,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    Tickets.template = desk_path
    run_state_machine_as_test(Tickets, settings=found)
