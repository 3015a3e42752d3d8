"""Asking a version what it says of past tickets, on both engines."""

from dataclasses import replace
from pathlib import Path

import pytest

from pacdesk.desk.tickets import replays
from pacdesk.desk.tickets.commands import CancelTicket, ReopenTicket
from pacdesk.desk.tickets.flow_questions import MoveTickets, PlanMove, ReplayTickets
from pacdesk.desk.tickets.imported import UndoImport
from pacdesk.desk.tickets.rules import CancelReason
from pacdesk.desk.workflow.commands import EditDraft, GetVersion, SaveDraft
from pacdesk.desk.workflow.replaying import Counting
from pacdesk.errors import NotFound
from pacdesk.exchange.importer import import_file
from pacdesk.exchange.mapping import load_mapping
from tests.desk.tickets.test_remapping import advance, publish, with_a_bench
from tests.exchange.killing import log
from tests.exchange.log_replay import check

ITALY = Path(__file__).parents[3] / "resources" / "imports" / "helpdesk_italy.toml"


def draft(world, change):
    """A draft of the world's type, changed."""
    version = world.desk.run(EditDraft(type_id=world.type_id)).answer
    card = world.desk.ask(GetVersion(version_id=version))
    flow = change(card.flow)
    world.desk.run(SaveDraft(version_id=version, row_version=card.row.row_version, flow=flow))
    return version


def without(label):
    def change(flow):
        return replace(flow, transitions=tuple(way for way in flow.transitions if way.label != label))

    return change


def pairs(report):
    return {(pair.origin, pair.target): (pair.count, pair.legal) for pair in report.by_pair}


def worked(world, times=1):
    """Tickets that went from triage over work to the end."""
    made = [world.open() for _ in range(times)]
    for ticket in made:
        advance(world, ticket, "Iniciar atendimento")
        advance(world, ticket, "Concluir")
    return made


def test_d12_a_log_replayed_counts_what_its_file_tells(both, tmp_path):
    path = log(tmp_path / "log.csv", 60)
    import_file(both.desk, path, load_mapping(ITALY), lambda _: None)
    every, some = check(both.desk, path, 1), check(both.desk, path, 8)
    assert (every.off_flow, every.stopped) == (0, 0)
    assert 0 < some.off_flow < some.moves
    assert some.stopped > every.stopped


def test_d14_what_an_import_added_and_took_back_is_not_replayed(world, tmp_path):
    whole = log(tmp_path / "log.csv", 6).read_text().splitlines()
    short, long = tmp_path / "short.csv", tmp_path / "long.csv"
    short.write_text("\n".join(whole[:2]) + "\n")
    long.write_text("\n".join(whole) + "\n")
    mapping = load_mapping(ITALY)
    import_file(world.desk, short, mapping, lambda _: None)
    before = check(world.desk, short, 1)
    added = import_file(world.desk, long, mapping, lambda _: None)
    assert added.batch is not None
    world.desk.run(UndoImport(batch=added.batch))
    after = check(world.desk, short, 1)
    assert (after.tickets, after.entries, after.moves) == (1, 1, 0)
    assert (after.tickets, after.entries, after.moves) == (before.tickets, before.entries, before.moves)


def test_stays_noted_here_are_replayed_too(both):
    worked(both, 2)
    stays = draft(both, lambda flow: flow)
    report = both.desk.ask(ReplayTickets(version_id=stays))
    assert (report.tickets, report.entries, report.moves, report.off_flow, report.stopped) == (2, 2, 4, 0, 0)
    gone = draft(both, without("Concluir"))
    report = both.desk.ask(ReplayTickets(version_id=gone))
    assert pairs(report) == {
        ("Atendimento", "Conclusão"): (2, False),
        ("Triagem", "Atendimento"): (2, True),
    }
    assert report.stopped == 2
    assert [(a, b) for a, b, _ in report.examples] == [("Atendimento", "Conclusão")]
    assert both.desk.ask(ReplayTickets(type_id=both.type_id)).off_flow == 0


def test_a_stage_renamed_since_is_the_same_stage(both):
    worked(both, 2)

    def renamed(flow):
        stages = tuple(replace(one, name=f"{one.name} nova") for one in flow.stages)
        return replace(flow, stages=stages)

    report = both.desk.ask(ReplayTickets(version_id=draft(both, renamed)))
    assert (report.moves, report.off_flow, report.stopped) == (4, 0, 0)
    assert set(pairs(report)) == {
        ("Triagem nova", "Atendimento nova"),
        ("Atendimento nova", "Conclusão nova"),
    }


def test_missing_fields_would_have_stopped_them(both):
    worked(both)

    def demand(flow):
        flow = with_a_bench(flow)
        work = replace(flow.stages[1], flags=flow.stages[2].flags)
        return replace(flow, stages=(flow.stages[0], work, *flow.stages[2:]))

    report = both.desk.ask(ReplayTickets(version_id=draft(both, demand)))
    assert [(lack.stage, lack.field, lack.count) for lack in report.missing] == [("Atendimento", "serial", 1)]
    assert (report.legal, report.off_flow, report.stopped) == (2, 0, 1)


def test_s1_31_cancelling_reopening_and_moving_versions_are_no_moves_of_a_flow(both):
    both.desk.run(CancelTicket(ticket=both.open(), reason=CancelReason.MISTAKE, at=both.clock()))
    (ended,) = worked(both)
    both.desk.run(ReopenTicket(ticket=ended, reason="voltou", at=both.clock()))
    _, new = publish(both, with_a_bench)
    rows = both.desk.ask(PlanMove(to_version=new.version_id)).rows
    mapping = tuple((row.stage_id, row.target) for row in rows)
    both.desk.run(MoveTickets(to_version=new.version_id, mapping=mapping, at=both.clock()))
    report = both.desk.ask(ReplayTickets(version_id=new.version_id))
    assert (report.entries, report.moves, report.beside, report.off_flow) == (2, 2, 1, 0)


def test_the_last_ones_part_by_part(both, monkeypatch):
    monkeypatch.setattr(replays, "PAGE", 2)
    worked(both, 5)
    whole = both.desk.ask(ReplayTickets(type_id=both.type_id))
    assert (whole.tickets, whole.end) == (5, None)
    counting, mark = Counting(), None
    for tickets in (3, 2):
        part = both.desk.ask(ReplayTickets(type_id=both.type_id, last=3, after=mark))
        assert part.tickets == tickets
        counting.join(part)
        mark = part.end
    assert replace(counting.report(), end=None) == whole
    assert both.desk.ask(ReplayTickets(type_id=both.type_id, last=1)).tickets == 1


def test_a_flow_must_be_named(world):
    with pytest.raises(NotFound):
        world.desk.ask(ReplayTickets())
