"""Histories come in as facts of the past (D12-D14), on both engines."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from pacdesk.desk.access.rules import Right
from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import WriteEntry
from pacdesk.desk.tickets.imported import (
    CaseState,
    FinishImport,
    ImportCases,
    ImportedAddress,
    ImportedCase,
    ImportedClient,
    ImportedEvent,
    ListImports,
    NewsOf,
    NoteImported,
    StartImport,
    Tally,
    UndoImport,
    Undone,
    path_of,
)
from pacdesk.desk.tickets.rules import chain_hash, commitment_of
from pacdesk.desk.values import Sight, Visibility, from_plain, new_id, to_plain
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from pacdesk.storage.types import fold, to_micros

PAST = datetime(2012, 10, 9, 14, 50, tzinfo=UTC)


def event(n: int, activity: str, stage: str | None = None, **more: Any) -> ImportedEvent:
    at = PAST + timedelta(days=n)
    return ImportedEvent(
        key=more.pop("key", f"{at.isoformat()}|{activity}|0"),
        sequence=n,
        happened_at=at,
        activity=activity,
        actor="Maria",
        stage=stage,
        **more,
    )


def case(key: str = "C1", *events: ImportedEvent, **more: Any) -> ImportedCase:
    events = events or (event(0, "Aberto", "Triagem"), event(1, "Lido", "Atendimento", text="conferido ação"))
    values: dict[str, Any] = {"source": "antigo", "row": 2, "opened_at": events[0].happened_at}
    return ImportedCase(key=key, external_number=key, title="Câmara fria", events=events, **(values | more))


def bring(desk: Desk, type_id: UUID, *cases: ImportedCase, finish: bool = True) -> tuple[UUID, Tally]:
    batch = desk.run(StartImport(batch=new_id(), source="antigo", file_name="log.csv")).answer
    tally = desk.run(ImportCases(batch=batch, cases=cases, default_type=type_id)).answer
    if finish:
        desk.run(FinishImport(batch=batch))
    return batch, tally


def closed(*events: ImportedEvent) -> ImportedCase:
    return case("C1", *events, state=CaseState.RESOLVED, closed_at=events[-1].happened_at)


def test_d13_a_case_becomes_a_ticket_with_its_dates_and_actors(both: Any) -> None:
    given = case(
        "C1",
        event(0, "Aberto", "Triagem", values=(("Prioridade", "alta"),)),
        event(2, "Fechado", "Conclusão"),
        event(3, "Pós", None, text="depois de fechado"),
        state=CaseState.RESOLVED,
        closed_at=PAST + timedelta(days=2),
        priority="alta",
        subject="Refrigeração",
        attributes=(("Produto", "Câmara"),),
        client=ImportedClient(key="77", name="Frigorífico São José", document="11222333000181"),
        address=ImportedAddress(street="Rua A", zip_as_given="Mooca"),
    )
    _, tally = bring(both.desk, both.type_id, given)
    assert tally == Tally(tickets=1, events=3)
    ((number, status, opened, origin, priority, description, source_key),) = both.sql(
        "SELECT external_number, status, opened_by_label, origin, priority, description, source_key"
        " FROM tickets"
    )
    assert (number, status, opened, origin, priority, source_key) == (
        "C1", "resolved", "Maria", "imported", 3, "C1",
    )  # fmt: skip
    assert description == "- Produto: Câmara\n- CEP: Mooca"
    events = both.sql(
        "SELECT number, kind, actor_label, recorded_by, source, visibility, payload FROM ticket_events"
        " ORDER BY number"
    )
    assert [row[:6] for row in events] == [
        (n, "imported", "Maria", both.desk.actor.login, "antigo", "internal") for n in (1, 2, 3)
    ]
    assert json.loads(events[0][6]) == {
        "activity": "Aberto", "stage": "Triagem", "attributes": {"Prioridade": "alta"},
    }  # fmt: skip
    assert json.loads(events[2][6])["text"] == "depois de fechado"
    stays = both.sql("SELECT stage_label, off_flow, left_at IS NULL FROM stage_visits ORDER BY entered_at")
    assert [(label, bool(off), bool(stands)) for label, off, stands in stays] == [
        ("Triagem", False, False),
        ("Conclusão", False, True),
    ]
    ((name, code, ok),) = both.sql("SELECT legal_name, external_code, document_ok FROM clients")
    assert (name, code, bool(ok)) == ("Frigorífico São José", "77", True)
    assert both.sql("SELECT client_sort_key FROM tickets") == [("frigorifico sao jose",)]
    assert both.sql("SELECT name FROM subjects") == [("Refrigeração",)]


def test_d13_imported_events_are_chained_like_all_others(both: Any) -> None:
    bring(both.desk, both.type_id, case())
    ticket = both.sql("SELECT id FROM tickets")[0][0]
    rows = both.sql(
        "SELECT number, kind, recorded_by, recorded_at, commitment, hash, salt, payload FROM ticket_events"
        " ORDER BY number"
    )
    before = ""
    for number, kind, recorded_by, recorded_at, commitment, digest, salt, payload in rows:
        micros = recorded_at if isinstance(recorded_at, int) else to_micros(recorded_at)
        row_id = UUID(bytes=ticket) if isinstance(ticket, bytes) else ticket
        assert commitment == commitment_of(salt, payload)
        assert digest == chain_hash(before, row_id, number, kind, recorded_by, micros, commitment)
        before = digest
    assert both.sql("SELECT last_number, last_hash FROM ticket_heads") == [(2, before)]


def test_d14_importing_again_adds_nothing_and_a_longer_file_only_what_is_new(both: Any) -> None:
    short = (event(0, "Aberto", "Triagem"), event(1, "Lido", "Atendimento"))
    bring(both.desk, both.type_id, case("C1", *short))
    assert bring(both.desk, both.type_id, case("C1", *short))[1] == Tally(known=2)
    longer = closed(*short, event(2, "Fechado", "Conclusão"))
    question = NewsOf(source="antigo", cases=(("C1", tuple(e.key for e in longer.events)), ("C2", ("k",))))
    assert both.desk.ask(question) == Tally(tickets=1, events=2, known=2)
    assert bring(both.desk, both.type_id, longer)[1] == Tally(events=1, known=2)
    assert both.sql("SELECT count(*), max(status) FROM tickets") == [(1, "resolved")]
    assert both.sql("SELECT number FROM ticket_events ORDER BY happened_at") == [(1,), (2,), (3,)]
    stays = both.sql("SELECT stage_label FROM stage_visits WHERE voided_at IS NULL ORDER BY entered_at")
    assert [label for (label,) in stays] == ["Triagem", "Atendimento", "Conclusão"]
    assert both.sql("SELECT count(*) FROM stage_visits WHERE voided_at IS NULL AND left_at IS NULL") == [(1,)]


def test_d14_a_file_with_only_the_new_events_follows_the_old_ones(both: Any) -> None:
    bring(both.desk, both.type_id, case("C1", event(0, "Aberto", "Triagem"), event(1, "Lido", "Atendimento")))
    bring(both.desk, both.type_id, case("C1", event(2, "Voltou", "Triagem")))
    stays = both.sql(
        "SELECT stage_label, off_flow FROM stage_visits WHERE voided_at IS NULL ORDER BY entered_at"
    )
    assert [(label, bool(off)) for label, off in stays] == [
        ("Triagem", False), ("Atendimento", False), ("Triagem", False),
    ]  # fmt: skip


def test_d13_closed_stays_closed(both: Any) -> None:
    bring(both.desk, both.type_id, closed(event(0, "Aberto"), event(1, "Fechado")))
    bring(both.desk, both.type_id, case("C1", event(0, "Aberto"), event(1, "Fechado"), event(2, "Mais")))
    assert both.sql("SELECT status, closed_at IS NOT NULL FROM tickets")[0][0] == "resolved"


def test_d13_what_somebody_did_since_is_not_moved_by_a_later_import(both: Any) -> None:
    bring(both.desk, both.type_id, case("C1", event(0, "Aberto", "Triagem")))
    (ticket,) = both.sql("SELECT id FROM tickets")[0]
    ticket_id = UUID(bytes=ticket) if isinstance(ticket, bytes) else ticket
    both.desk.run(WriteEntry(ticket=ticket_id, entry=new_id(), text="nota", visibility=Visibility.INTERNAL))
    bring(both.desk, both.type_id, closed(event(0, "Aberto", "Triagem"), event(1, "Fechado", "Conclusão")))
    assert both.sql("SELECT status FROM tickets") == [("new",)]
    assert both.sql("SELECT count(*) FROM ticket_events") == [(3,)]


def test_the_undone_batch_leaves_lists_and_search_and_may_come_again(both: Any) -> None:
    person = ImportedClient(key="77", name="Ana")
    batch, _ = bring(both.desk, both.type_id, case("C1", client=person), case("C2", client=person))
    assert both.desk.run(UndoImport(batch=batch)).answer == Undone(tickets=2)
    assert both.sql("SELECT count(*) FROM tickets WHERE voided_at IS NULL") == [(0,)]
    assert both.sql("SELECT count(*) FROM clients WHERE voided_at IS NULL") == [(0,)]
    assert both.sql("SELECT count(*) FROM search_docs WHERE ticket_id IS NOT NULL") == [(0,)]
    assert both.sql("SELECT count(*) FROM ticket_events") == [(4,)]
    with pytest.raises(Conflict, match="already_undone"):
        both.desk.run(UndoImport(batch=batch))
    assert bring(both.desk, both.type_id, case("C1", client=person))[1].tickets == 1
    assert both.sql("SELECT count(*) FROM clients WHERE voided_at IS NULL") == [(1,)]
    protocols = [row for (row,) in both.sql("SELECT protocol FROM tickets")]
    assert len(set(protocols)) == 3
    assert [row.tickets for row in both.desk.ask(ListImports())] == [1, 2]


def test_undo_keeps_and_names_what_somebody_worked_on(both: Any) -> None:
    batch, _ = bring(both.desk, both.type_id, case("C1"), case("C2"))
    ticket, protocol = both.sql("SELECT id, protocol FROM tickets WHERE external_number = 'C1'")[0]
    ticket_id = UUID(bytes=ticket) if isinstance(ticket, bytes) else ticket
    both.desk.run(WriteEntry(ticket=ticket_id, entry=new_id(), text="nota", visibility=Visibility.INTERNAL))
    undone = both.desk.run(UndoImport(batch=batch)).answer
    assert undone.tickets == 1
    assert [name.replace(".", "").replace("-", "") for name in undone.kept] == [protocol]
    assert bring(both.desk, both.type_id, case("C1"))[1] == Tally(known=2)


def test_undo_of_added_events_puts_the_older_ticket_back(both: Any) -> None:
    short = (event(0, "Aberto", "Triagem"), event(1, "Lido", "Atendimento"))
    longer = closed(*short, event(2, "Fechado", "Conclusão", text="palavra única"))
    bring(both.desk, both.type_id, case("C1", *short))
    batch, _ = bring(both.desk, both.type_id, longer)
    assert both.desk.run(UndoImport(batch=batch)).answer == Undone(tickets=0)
    assert both.sql("SELECT status, closed_at FROM tickets") == [("new", None)]
    stays = both.sql("SELECT stage_label FROM stage_visits WHERE voided_at IS NULL ORDER BY entered_at")
    assert [label for (label,) in stays] == ["Triagem", "Atendimento"]
    kinds = [kind for (kind,) in both.sql("SELECT kind FROM ticket_events ORDER BY number")]
    assert kinds == ["imported", "imported", "imported", "undone"]
    assert both.sql("SELECT count(*) FROM search_docs WHERE text LIKE '%única%'") == [(0,)]
    assert bring(both.desk, both.type_id, longer)[1] == Tally(events=1, known=2)
    assert both.sql("SELECT status FROM tickets") == [("resolved",)]


def test_only_who_may_import_does(world: Any) -> None:
    with pytest.raises(Forbidden):
        bring(world.other, world.type_id, case())
    with pytest.raises(Forbidden):
        world.other.ask(NewsOf(source="antigo", cases=()))
    batch, _ = bring(world.desk, world.type_id, case())
    with pytest.raises(Forbidden):
        world.other.run(UndoImport(batch=batch))
    with pytest.raises(Conflict, match="batch_ended"):
        world.desk.run(ImportCases(batch=batch, cases=(case(),), default_type=world.type_id))


def test_a_type_that_nobody_made_is_named(world: Any) -> None:
    with pytest.raises(Invalid, match="Novidade"):
        bring(world.desk, world.type_id, case(type="Novidade"))
    assert world.sql("SELECT count(*) FROM tickets") == [(0,)]


def test_names_of_this_desk_are_found_and_the_rest_stays_as_words(world: Any) -> None:
    given = case(department="ATENDIMENTO", attendant="ana prado", priority="9", channel="Telefone")
    other = case("C2", department="Outro", attendant="Zé")
    bring(world.desk, world.type_id, given, other)
    rows = world.sql(
        "SELECT attendant_sort_key, status, waiting_on, priority, description FROM tickets"
        " ORDER BY external_number"
    )
    assert rows == [
        ("ana prado", "in_progress", "attendant", 2, "- Prioridade: 9\n- Canal: Telefone"),
        ("", "new", "department", 2, "- Departamento: Outro\n- Atendente: Zé"),
    ]


def test_many_events_in_one_second_are_all_findable(world: Any) -> None:
    events = tuple(event(0, f"palavra{n}", key=str(n)) for n in range(1_500))
    bring(world.desk, world.type_id, case("C1", *events))
    found = "SELECT count(*) FROM search_fts WHERE search_fts MATCH 'palavra1499'"
    assert world.sql(found) == [(1,)]
    assert world.sql("SELECT count(*) FROM search_docs WHERE kind = 'event'") == [(1_500,)]


def test_rows_of_a_data_import_are_remembered(world: Any) -> None:
    batch = world.desk.run(StartImport(batch=new_id(), source="erp", file_name="c.csv", kind="data")).answer
    world.desk.run(NoteImported(batch=batch, kind="clients", rows=(("1", new_id()),)))
    assert world.sql("SELECT source, kind, key FROM imported_keys") == [("erp", "clients", "1")]


def test_a_command_with_cases_survives_its_journey() -> None:
    command = ImportCases(
        batch=new_id(),
        cases=(case("C1", client=ImportedClient(key="1", name="n"), attributes=(("a", "b"),)),),
        default_type=new_id(),
    )
    assert from_plain(ImportCases, to_plain(command)) == command


def stage(name: str, kind: StageKind, *, entry: bool = False) -> StageRow:
    return StageRow(id=new_id(), name=name, kind=kind, is_default_entry=entry)


ENTRY, WORK = stage("Triagem", StageKind.ENTRY, entry=True), stage("Atendimento", StageKind.MIDDLE)
DONE = stage("Conclusão", StageKind.RESOLVED)
FLOW = Flow(
    new_id(), new_id(), 1, (ENTRY, WORK, DONE),
    (
        TransitionRow(id=new_id(), from_stage_id=ENTRY.id, to_stage_id=WORK.id, label=""),
        TransitionRow(id=new_id(), from_stage_id=WORK.id, to_stage_id=DONE.id, label=""),
    ),
)  # fmt: skip


def test_d12_moves_that_the_flow_lacks_are_kept_and_marked() -> None:
    moves = ("Triagem", "Atendimento", "Atendimento", "Triagem", "Conclusão", "Perdida")
    path = path_of(FLOW, case("C1", *(event(n, "x", name) for n, name in enumerate(moves))), fold)
    assert [visit.label for visit in path.visits] == list(moves)
    assert [visit.off_flow for visit in path.visits] == [False, False, True, True, True, True]
    assert path.stage == ENTRY
    assert [visit.stage for visit in path.visits if visit.left_at is None] == [ENTRY]


def test_d13_what_closed_a_case_decides_where_it_stands() -> None:
    given = closed(event(0, "a", "Triagem"), event(1, "b"))
    path = path_of(FLOW, given, fold)
    assert [visit.label for visit in path.visits] == ["Triagem", "Conclusão"]
    assert (path.stage, path.since) == (DONE, given.closed_at)
    events = event(0, "a", "Triagem"), event(1, "b", "conclusao"), event(2, "c", "Atendimento")
    at = PAST + timedelta(days=1)
    path = path_of(FLOW, case("C1", *events, state=CaseState.RESOLVED, closed_at=at), fold)
    assert path.stage == DONE
    assert [(v.label, v.left_at is None) for v in path.visits] == [
        ("Triagem", False), ("conclusao", True), ("Atendimento", False),
    ]  # fmt: skip


def test_d13_a_cancelled_case_stays_where_it_stood_when_the_flow_has_no_stage_for_it() -> None:
    at = PAST + timedelta(days=3)
    given = case("C1", event(0, "a", "Triagem"), event(1, "b", "Atendimento"))
    path = path_of(FLOW, replace(given, state=CaseState.CANCELLED, closed_at=at), fold)
    assert (path.stage, path.visits[-1].left_at) == (WORK, at)


def test_a_case_without_stages_enters_and_ends() -> None:
    path = path_of(FLOW, case("C1", event(0, "a"), event(1, "b")), fold)
    assert [visit.label for visit in path.visits] == ["Triagem"]
    assert path.since == PAST


def test_an_import_adds_to_no_ticket_out_of_sight_and_its_list_needs_a_right(both: Any) -> None:
    bring(both.desk, both.type_id, case("C1"))
    few = replace(both.desk.actor, is_admin=False, rights=frozenset({Right.IMPORT_HISTORY}))
    blind = both.root.acting(replace(few, sight=Sight(portfolios=frozenset({new_id()}))))
    with pytest.raises(NotFound):
        bring(blind, both.type_id, case("C1", event(0, "Aberto", "Triagem"), event(9, "Outro")))
    assert [row.events for row in both.root.acting(few).ask(ListImports())] == [0, 2]
    with pytest.raises(Forbidden):
        both.other.ask(ListImports())
