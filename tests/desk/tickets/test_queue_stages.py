"""The queue cut to a type or a stage, over all versions of its flow."""

from pacdesk.desk.tickets.commands import AdvanceTicket, GetTicket, TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.workflow.commands import EditDraft, GetCurrentFlow, GetVersion, PublishDraft
from pacdesk.desk.workflow.rows import StageKind
from tests.staged import bring, stage, way


def _listed(world, **cut):
    wanted = TicketFilter(**cut)
    rows = world.desk.ask(TicketPage(filter=wanted, sort=TicketSort.SUBJECT)).rows
    assert world.desk.ask(TicketCount(filter=wanted)) == len(rows)
    return [row.subject for row in rows]


def test_a_stage_lists_its_tickets_of_every_version(both):
    world = both
    first = stage("Triagem", StageKind.ENTRY, is_default_entry=True)
    second, end = stage("Reparo"), stage("Fim", StageKind.RESOLVED)
    flow = bring(world, (first, second, end), (way(first, second, "Seguir"), way(second, end, "Fechar")))
    old = world.open("a antigo", type_id=flow.type_id)
    moved = world.open("b movido", type_id=flow.type_id)
    move = world.desk.ask(GetTicket(ticket=moved)).moves[0].way
    world.desk.run(AdvanceTicket(ticket=moved, transition=move.id))
    world.open("c de outro tipo")
    draft = world.root.run(EditDraft(type_id=flow.type_id)).answer
    card = world.root.ask(GetVersion(version_id=draft))
    world.root.run(PublishDraft(version_id=draft, row_version=card.row.row_version))
    world.open("d novo", type_id=flow.type_id)
    now = world.root.ask(GetCurrentFlow(type_id=flow.type_id))
    assert now.version_id != world.desk.ask(GetTicket(ticket=old)).flow.version_id
    entry, repair = now.entry.id, now.stage_by_key("reparo").id
    assert _listed(world, stage_id=entry) == ["a antigo", "d novo"]
    assert _listed(world, stage_id=repair) == ["b movido"]
    assert _listed(world, type_id=flow.type_id) == ["a antigo", "b movido", "d novo"]
    assert _listed(world, type_id=flow.type_id, stage_id=entry, view=TicketView.MINE) == []
