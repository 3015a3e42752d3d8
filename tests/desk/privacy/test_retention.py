"""How long data stays: the dry run lists what a run then takes, and nothing else."""

import pytest

from pacdesk.desk.access.rules import Right
from pacdesk.desk.checks.checking import check
from pacdesk.desk.privacy import retention
from pacdesk.desk.privacy.commands import (
    ListErasures,
    ListRetention,
    PlaceHold,
    PreviewRetention,
    RunRetention,
    SaveRetention,
)
from pacdesk.desk.privacy.rules import DEFAULT_DAYS, RetentionKind
from pacdesk.desk.tickets.commands import CancelTicket, GetTicket
from pacdesk.desk.values import new_id
from pacdesk.errors import Forbidden, Invalid
from tests.desk.privacy.holder import settle
from tests.desk.privacy.test_erasing import everywhere, traces

YEARS = 5 * 365


def rule(desk, kind, days=None, **more):
    standing = {row.kind: row for row in desk.ask(ListRetention())}[kind]
    values = {"days": days or DEFAULT_DAYS[kind], "basis": "CDC, art. 27", "active": True} | more
    desk.run(SaveRetention(kind=kind, version=standing.version, **values))


def line(desk, kind):
    return {one.rule.kind: one for one in desk.ask(PreviewRetention())}[kind]


def run(desk, kind):
    return desk.run(RunRetention(kind=kind)).answer.counts


@pytest.mark.unwalled("takes the server's own time")
def test_texts_go_when_their_time_has_come_and_the_ticket_stays(both):
    holder = settle(both.desk, both)
    rule(both.desk, RetentionKind.TICKET_TEXTS)
    both.clock.pass_by(days=YEARS - 1)
    assert line(both.desk, RetentionKind.TICKET_TEXTS).count == 0
    both.clock.pass_by(days=4)
    before = both.desk.ask(GetTicket(ticket=holder.ticket))
    seen = line(both.desk, RetentionKind.TICKET_TEXTS)
    assert (seen.count, len(seen.sample)) == (1, 1)
    counts = run(both.desk, RetentionKind.TICKET_TEXTS)
    assert counts["tickets"] == 1
    assert line(both.desk, RetentionKind.TICKET_TEXTS).count == 0
    after = both.desk.ask(GetTicket(ticket=holder.ticket))
    assert (after.protocol, after.closed_at, after.client_name) == (
        before.protocol, before.closed_at, before.client_name,
    )  # fmt: skip
    said = everywhere(both)
    for words in ("sou a zeferina", "zeferina segunda", "diz zeferina", "zeferina sem sinal"):
        assert words not in said, words
    assert "arquivo da zeferina" in said or both.sql("SELECT count(*) FROM attachments")[0][0] == 1
    assert check(both.root, writer=both.root).problems == 0
    assert both.desk.ask(ListErasures())[0].person_kind is None


@pytest.mark.unwalled("takes the server's own time")
def test_files_go_alone(both):
    settle(both.desk, both)
    rule(both.desk, RetentionKind.TICKET_FILES)
    both.clock.pass_by(days=YEARS + 3)
    assert line(both.desk, RetentionKind.TICKET_FILES).count == 1
    assert run(both.desk, RetentionKind.TICKET_FILES) == {"files": 1}
    assert both.sql("SELECT count(*) FROM stored_files")[0][0] == 0
    assert "sou a zeferina" in everywhere(both)
    assert check(both.root, writer=both.root).problems == 0


@pytest.mark.unwalled("takes the server's own time")
def test_former_clients_are_erased_by_pseudonym(both):
    settle(both.desk, both)
    rule(both.desk, RetentionKind.FORMER_CLIENTS)
    both.clock.pass_by(days=YEARS + 3)
    seen = line(both.desk, RetentionKind.FORMER_CLIENTS)
    assert [one.name for one in seen.sample] == ["Zeferina Quaresma"]
    assert run(both.desk, RetentionKind.FORMER_CLIENTS)["clients"] == 1
    assert traces(everywhere(both)) == []
    assert line(both.desk, RetentionKind.FORMER_CLIENTS).count == 0
    assert check(both.root, writer=both.root).problems == 0


@pytest.mark.parametrize("what", ["client", "ticket"])
@pytest.mark.parametrize(
    "kind", [RetentionKind.TICKET_TEXTS, RetentionKind.TICKET_FILES, RetentionKind.FORMER_CLIENTS]
)
def test_a_hold_goes_before_every_rule(world, what, kind):
    holder = settle(world.desk, world)
    world.desk.run(PlaceHold(hold=new_id(), reason="Processo", **{what: getattr(holder, what)}))
    rule(world.desk, kind)
    world.clock.pass_by(days=YEARS + 3)
    seen = line(world.desk, kind)
    assert (seen.count, seen.held) == (0, 1)
    assert run(world.desk, kind) == {}
    assert traces(everywhere(world))


def test_the_sac_decree_goes_before_every_rule(world):
    settle(world.desk, world, under_sac=True)
    for kind in (RetentionKind.TICKET_TEXTS, RetentionKind.FORMER_CLIENTS):
        rule(world.desk, kind, days=100)
    world.clock.pass_by(days=2 * 365 - 2)
    for kind in (RetentionKind.TICKET_TEXTS, RetentionKind.FORMER_CLIENTS):
        seen = line(world.desk, kind)
        assert (seen.count, seen.under_sac) == (0, 1), kind
    world.clock.pass_by(days=10)
    assert line(world.desk, RetentionKind.FORMER_CLIENTS).count == 1


@pytest.mark.unwalled("takes the server's own time")
def test_images_of_changes_go_after_thirty_days(both):
    settle(both.desk, both)
    rule(both.desk, RetentionKind.CHANGE_IMAGES)
    assert line(both.desk, RetentionKind.CHANGE_IMAGES).count == 0
    both.clock.pass_by(days=40)
    seen = line(both.desk, RetentionKind.CHANGE_IMAGES).count
    assert run(both.desk, RetentionKind.CHANGE_IMAGES) == {"images": seen}
    assert "de antes" not in everywhere(both)


def test_a_rule_has_bounds_a_basis_and_its_right(world):
    for values, code in (
        ({"days": 3}, "privacy.days"),
        ({"days": 10**6}, "privacy.days"),
        ({"basis": " "}, "privacy.basis_empty"),
    ):
        with pytest.raises(Invalid) as refusal:
            rule(world.desk, RetentionKind.READS, **values)
        assert refusal.value.code == code
    with pytest.raises(Invalid) as refusal:
        run(world.desk, RetentionKind.READS)
    assert refusal.value.code == "privacy.rule_off"
    attending = world.as_attendant("Eva Lima", rights=frozenset({str(Right.PRIVACY_ATTEND)}))
    assert len(attending.ask(ListRetention())) == len(RetentionKind)
    for command in (
        SaveRetention(kind=RetentionKind.READS, days=400, basis="x"),
        RunRetention(kind=RetentionKind.READS),
    ):
        with pytest.raises(Forbidden):
            attending.run(command)


def test_much_goes_in_batches(world, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for n in range(3):
        ticket = world.open(f"Sala {n}")
        world.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    rule(world.desk, RetentionKind.TICKET_TEXTS, days=100)
    world.clock.pass_by(days=120)
    first = world.desk.run(RunRetention(kind=RetentionKind.TICKET_TEXTS)).answer
    assert (first.counts["tickets"], first.left) == (2, 1)
    second = world.desk.run(RunRetention(kind=RetentionKind.TICKET_TEXTS)).answer
    assert (second.counts["tickets"], second.left) == (1, 0)
    assert line(world.desk, RetentionKind.TICKET_TEXTS).count == 0
