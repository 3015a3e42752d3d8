"""No sequence of commands by anyone breaks the flow of a ticket, whatever the flow looks like."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    AdvanceTickets,
    CancelTicket,
    ChangeTicket,
    FieldChange,
    GetDossier,
    GetTicket,
    HandOver,
    ReopenTicket,
    TakeTicket,
    TickItem,
)
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.staging import case_of
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import BringFlow, EditDraft, GetVersion, ListGroups, SaveDraft
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.rows import Flow, Side, TransitionRow
from pacdesk.desk.workflow.rules import Case, hidden_fields, missing_fields
from pacdesk.errors import Invalid, UserError
from pacdesk.storage.unit_of_work import read
from tests.conftest import Clock, World
from tests.flows import flows, sample

OWN_FACTS = {
    "attendant": "ticket.attendant",
    "department": "ticket.department",
    "priority": "ticket.priority",
    "reserved_on": "ticket.reserved_date",
    "contact": "client.contact",
    "address": "ticket.address",
}
PEOPLE = st.integers(0, 2)
PICK = st.integers(0, 9)


class Staged(RuleBasedStateMachine):
    """A ticket under a random flow, three people with different rights, and whatever they try."""

    template: Path

    @initialize(flow=flows(valid=True))
    def begin(self, flow: Flow) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "desk.pacdesk"
        shutil.copy(self.template, path)
        desk = open_local(path)
        desk._clock = clock = Clock()
        self.world = World(desk, clock)
        self.type_id = new_id()
        group = self.world.desk.ask(ListGroups())[0][0]
        bring = BringFlow(type_id=self.type_id, group=group, name="Sorteado", flow=flow, publish=True)
        self.world.desk.run(bring)
        reopening = ATTENDANT_RIGHTS | {"ticket.cancel", "ticket.reopen"}
        self.people = [
            self.world.desk,
            self.world.other,
            self.world.as_attendant("Carla Dias", rights=reopening),
        ]
        self.ticket = self.world.open(type_id=self.type_id)
        self.flow = self.card().flow

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.root.close()
            shutil.rmtree(self.folder)

    def card(self) -> TicketCard:
        return self.world.desk.ask(GetTicket(ticket=self.ticket))

    def case(self, who: int) -> Case:
        """What the engine sees of the ticket, hidden fields too."""
        with read(self.world.root.engine) as session:
            asking = Asking(session, self.people[who].actor, self.world.clock.now)
            return case_of(asking, asking.get(Ticket, self.ticket), self.flow)

    def attempt(self, who: int, command) -> bool:
        """Run it; a refusal leaves everything as it was, a success keeps every promise of the flow."""
        before, seen = self.case(who), self.card()
        try:
            self.people[who].run(command)
        except UserError:
            assert self.case(who) == before
            return False
        after = self.case(who)
        if after.stage_id != before.stage_id:
            self.moved(seen, before, command)
        else:
            self.stayed(before, after, command)
        self.the_client_reads_nothing_hidden(after)
        return True

    def moved(self, seen: TicketCard, before: Case, command) -> None:
        visit = self.card().visits[-1]
        ways = [w for w in self.flow.ways_out(seen.stage_id) if w.to_stage_id == visit.stage_id]
        if not isinstance(command, AdvanceTicket | AdvanceTickets):
            assert visit.off_flow is (ways == [])
            return
        assert not visit.off_flow
        way: TransitionRow = next(w for w in ways if w.label == visit.condition)
        assert not way.who or set(way.who) & before.roles
        brought = {change.name: change.wanted for change in command.values}
        assert missing_fields(self.flow, way, {**before.values, **brought}) == ()
        required = {item.key for item in self.flow.stage(seen.stage_id).checklist if item.required}
        assert required <= before.checked

    def stayed(self, before: Case, after: Case, command) -> None:
        stage = self.flow.stage(before.stage_id)
        closed = isinstance(command, CancelTicket | ReopenTicket)
        for name in before.values.keys() | after.values.keys():
            flag = stage.flag(name)
            if (flag.read_only or flag.hidden(Side.INSIDE)) and not closed and not self.loops(command):
                assert before.values.get(name) == after.values.get(name), name

    def the_client_reads_nothing_hidden(self, now: Case) -> None:
        """S1.33: what the stage hides online is in no part of the copy made for the client."""
        hidden = hidden_fields(self.flow, now.stage_id, Side.ONLINE)
        copy = self.world.desk.ask(GetDossier(ticket=self.ticket, audience=Audience.CLIENT))
        given = [row for row in self.flow.fields if now.values.get(row.key) is not None]
        shown = [row.name for row in given if row.key not in hidden]
        assert [fact.label for fact in copy.fields] == shown
        told = [fact.label for entry in copy.entries for fact in entry.facts]
        told += [fact.label for fact in (*copy.client, *copy.contract)]
        assert {row.name for row in given if row.key in hidden}.difference(shown).isdisjoint(told)
        assert {OWN_FACTS[name] for name in hidden & OWN_FACTS.keys()}.isdisjoint(told)
        assert "subject" not in hidden or now.values["subject"] not in copy.ticket.subject
        if "description" in hidden:
            assert all(now.values["description"] not in entry.text for entry in copy.entries)
        if "attendant" in hidden:
            assert not any(visit.attendant for visit in copy.stages)

    def loops(self, command) -> bool:
        """Whether it moved from a stage to itself: the flow's own actions may have run."""
        return isinstance(command, AdvanceTicket | AdvanceTickets)

    @rule(who=PEOPLE, n=PICK, fill=st.booleans(), say=st.booleans())
    def advance(self, who, n, fill, say):
        ways = self.flow.ways_out(self.card().stage_id)
        if ways:
            way = ways[n % len(ways)]
            self.attempt(
                who,
                AdvanceTicket(
                    ticket=self.ticket,
                    transition=way.id,
                    comment="Dito" if say else "",
                    values=self.fillings(way) if fill else (),
                    at=self.world.clock(),
                ),
            )

    def fillings(self, way: TransitionRow) -> tuple[FieldChange, ...]:
        values = self.case(0).values
        rows = [self.flow.field(name) for name in missing_fields(self.flow, way, values)]
        return tuple(
            FieldChange(name=row.key, seen=None, wanted=sample(row))
            for row in rows
            if row is not None and sample(row) is not None
        )

    @rule(who=PEOPLE, n=PICK)
    def advance_many(self, who, n):
        ways = self.flow.ways_out(self.card().stage_id)
        if ways:
            key = ways[n % len(ways)].key
            self.attempt(who, AdvanceTickets(tickets=(self.ticket,), transition=key, at=self.world.clock()))

    @rule(who=PEOPLE, n=PICK, clear=st.booleans())
    def change_a_field(self, who, n, clear):
        if not self.flow.fields:
            return
        row = self.flow.fields[n % len(self.flow.fields)]
        seen = self.case(who).values.get(row.key)
        wanted = None if clear else sample(row)
        change = FieldChange(name=row.key, seen=seen, wanted=wanted)
        if self.attempt(who, ChangeTicket(ticket=self.ticket, changes=(change,), at=self.world.clock())):
            assert filled(self.case(who).values.get(row.key)) is filled(wanted)

    @rule(who=PEOPLE, text=st.sampled_from(["Outro", "Mais um"]))
    def change_an_own_field(self, who, text):
        change = FieldChange(name="description", seen=self.card().description, wanted=text)
        self.attempt(who, ChangeTicket(ticket=self.ticket, changes=(change,), at=self.world.clock()))

    @rule(who=PEOPLE)
    def take(self, who):
        self.attempt(who, TakeTicket(ticket=self.ticket, at=self.world.clock()))

    @rule(who=PEOPLE)
    def hand_over(self, who):
        command = HandOver(
            ticket=self.ticket, department=self.world.department, comment="x", at=self.world.clock()
        )
        self.attempt(who, command)

    @rule(who=PEOPLE, n=PICK, done=st.booleans())
    def tick(self, who, n, done):
        items = self.flow.stage(self.card().stage_id).checklist
        if items:
            item = items[n % len(items)].key
            self.attempt(who, TickItem(ticket=self.ticket, item=item, done=done, at=self.world.clock()))

    @rule(who=PEOPLE)
    def cancel(self, who):
        self.attempt(who, CancelTicket(ticket=self.ticket, reason="mistake", at=self.world.clock()))

    @rule(who=PEOPLE)
    def reopen(self, who):
        self.attempt(who, ReopenTicket(ticket=self.ticket, reason="Ainda não", at=self.world.clock()))

    @rule(other=flows())
    def edit_the_draft(self, other):
        """Whatever is drawn in a draft, the ticket on its way sees nothing of it."""
        before = self.card()
        draft = self.world.desk.run(EditDraft(type_id=self.type_id)).answer
        row = self.world.desk.ask(GetVersion(version_id=draft)).row.row_version
        with suppress(Invalid):
            self.world.desk.run(SaveDraft(version_id=draft, row_version=row, flow=other))
        assert self.card() == before


def machine(template: Path) -> type[Staged]:
    """The machine over a desk of its own making."""
    return type("OnThisDesk", (Staged,), {"template": template})


def test_no_sequence_of_commands_breaks_a_flow(desk_path):
    run_state_machine_as_test(
        machine(desk_path),
        settings=settings(
            max_examples=5,
            stateful_step_count=15,
            phases=(Phase.explicit, Phase.generate),
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.soak
def test_no_long_sequence_of_commands_breaks_a_flow(desk_path):
    run_state_machine_as_test(
        machine(desk_path),
        settings=settings(
            max_examples=300, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
