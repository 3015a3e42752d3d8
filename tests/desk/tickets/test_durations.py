"""What a stay took, in working hours (d10)."""

from datetime import UTC, datetime

import pytest

from pacdesk.desk.company.calendar import PARAMETER, WorkingHours, to_parameter
from pacdesk.desk.company.commands import GetParameter, SetParameter
from pacdesk.desk.tickets.commands import AdvanceTicket, GetTicket
from pacdesk.errors import Invalid


def _way(world, ticket):
    return world.desk.ask(GetTicket(ticket=ticket)).moves[0].way.id


def test_d10_leaving_a_stage_notes_its_working_time(both):
    world = both
    world.clock.now = datetime(2026, 11, 13, 20, 0, tzinfo=UTC)
    ticket = world.open()
    world.clock.now = datetime(2026, 11, 16, 12, 30, tzinfo=UTC)
    world.desk.run(AdvanceTicket(ticket=ticket, transition=_way(world, ticket), at=world.clock()))
    first, second = world.desk.ask(GetTicket(ticket=ticket)).visits
    assert first.business_minutes == 60 + 90
    assert second.business_minutes is None


def test_working_hours_are_a_parameter_and_checked(both):
    world = both
    closed = to_parameter(WorkingHours(days=((),) * 7))
    world.desk.run(SetParameter(name=PARAMETER, value=closed))
    assert world.desk.ask(GetParameter(name=PARAMETER)) == closed
    ticket = world.open()
    world.clock.pass_by(days=3)
    world.desk.run(AdvanceTicket(ticket=ticket, transition=_way(world, ticket), at=world.clock()))
    assert world.desk.ask(GetTicket(ticket=ticket)).visits[0].business_minutes == 0
    closed["days"][0] = [["18:00", "08:00"]]
    with pytest.raises(Invalid):
        world.desk.run(SetParameter(name=PARAMETER, value=closed))
