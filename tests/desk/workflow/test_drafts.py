"""Drafts of a workflow: who may touch them, what keeps them from being saved, brought in, or thrown away."""

from dataclasses import replace

import pytest

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import (
    BringFlow,
    ChangeType,
    CreateType,
    DiscardDraft,
    EditDraft,
    GetCurrentFlow,
    GetVersion,
    ListGroups,
    ListTypes,
    ListVersions,
    PublishDraft,
    SaveDraft,
    SaveGroup,
    SaveReason,
)
from pacdesk.desk.workflow.rows import NoteRow, VersionState
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.refusals import refused


@pytest.fixture
def draft(world):
    return world.desk.run(EditDraft(type_id=world.type_id)).answer


def numbers(world) -> list[int]:
    return sorted(row.number for row in world.desk.ask(ListVersions(type_id=world.type_id)))


def test_only_who_edits_the_catalogue_touches_a_flow(world, draft):
    card = world.desk.ask(GetVersion(version_id=draft))
    seen = {"version_id": draft, "row_version": card.row.row_version}
    group = world.desk.ask(ListGroups())[0][0]
    for command in (
        EditDraft(type_id=world.type_id),
        SaveDraft(flow=card.flow, **seen),
        PublishDraft(**seen),
        DiscardDraft(version_id=draft),
        BringFlow(type_id=new_id(), group=group, name="X", flow=card.flow),
        CreateType(type_id=new_id(), group=group, name="Y"),
        ChangeType(type_id=world.type_id, version=1, group=group, name="Z", description="", active=True),
        SaveGroup(group=new_id(), name="G"),
        SaveReason(reason=new_id(), name="R"),
    ):
        with pytest.raises(Forbidden) as refusal:
            world.other.run(command)
        assert refusal.value.facts["right"] == "catalogue.edit"


def test_a_draft_is_thrown_away_and_a_published_version_never(world, draft):
    current = world.desk.ask(GetCurrentFlow(type_id=world.type_id)).version_id
    with pytest.raises(Invalid) as refusal:
        world.desk.run(DiscardDraft(version_id=current))
    assert (refusal.value.code, refusal.value.facts) == ("flow.frozen", {"number": 1})
    assert numbers(world) == [1, 2]
    world.desk.run(DiscardDraft(version_id=draft))
    assert numbers(world) == [1]
    newer = world.desk.run(EditDraft(type_id=world.type_id)).answer
    assert newer != draft
    assert world.desk.ask(GetVersion(version_id=newer)).row.number == 3, "a number is not used twice"


def test_of_two_who_save_a_draft_the_second_learns_who_was_first(world, draft):
    card = world.desk.ask(GetVersion(version_id=draft))
    saving = SaveDraft(version_id=draft, row_version=card.row.row_version, flow=card.flow)
    world.desk.run(saving)
    with pytest.raises(Conflict) as refusal:
        world.desk.run(replace(saving, id=new_id()))
    assert refusal.value.code == "flow.draft_saved_meanwhile"
    assert (refusal.value.facts["who"], refusal.value.facts["number"]) == ("Ana Prado", 2)
    assert world.desk.run(EditDraft(type_id=world.type_id)).answer == draft, "there is one draft a type"


def test_a_new_type_has_a_published_version_and_its_words(world):
    group, made = world.desk.ask(ListGroups())[0][0], new_id()
    at = world.clock()
    world.desk.run(CreateType(type_id=made, group=group, name="Novo", description="d", at=at))
    (kind,) = [row for row in world.desk.ask(ListTypes()) if row.id == made]
    assert kind.description == "d"
    (version,) = world.desk.ask(ListVersions(type_id=made))
    assert (version.number, version.state, version.published_at, version.is_current) == (
        1,
        VersionState.PUBLISHED,
        at,
        True,
    )
    assert refused(lambda: world.desk.run(DiscardDraft(version_id=version.id))) == ["flow.frozen"]


def test_a_type_in_use_is_described_anew_under_its_own_name(world):
    world.open()
    group, version, name, _ = world.desk.ask(ListGroups())[0]
    world.desk.run(SaveGroup(group=group, version=version, name=name, position=3))
    (kind,) = world.desk.ask(ListTypes())
    change = ChangeType(
        type_id=kind.id,
        version=kind.version,
        group=kind.group_id,
        name=kind.name,
        description="d",
        active=True,
    )
    world.desk.run(change)
    other = new_id()
    world.desk.run(CreateType(type_id=other, group=kind.group_id, name="Outro"))
    taken = replace(change, id=new_id(), type_id=other, version=1)
    assert refused(lambda: world.desk.run(taken)) == ["name.taken"]
    assert {row.name: row.description for row in world.desk.ask(ListTypes())}[kind.name] == "d"


def test_a_flow_from_a_file_keeps_its_words_and_what_it_could_not_say(world):
    flow = world.desk.ask(GetCurrentFlow(type_id=world.type_id))
    group, made = world.desk.ask(ListGroups())[0][0], new_id()
    noted = replace(flow, notes=(NoteRow(code="timer", place="Triagem", facts=(("after", "5"),)),))
    bring = BringFlow(type_id=made, group=group, name=" Novo ", description="d", flow=noted, publish=True)
    version = world.desk.run(bring).answer
    (kind,) = [row for row in world.desk.ask(ListTypes()) if row.id == made]
    assert (kind.name, kind.description) == ("Novo", "d")
    card = world.desk.ask(GetVersion(version_id=version))
    assert card.flow.notes == noted.notes
    assert world.desk.ask(GetCurrentFlow(type_id=made)).version_id == version
    world.desk.run(replace(bring, id=new_id()))
    assert world.desk.ask(GetCurrentFlow(type_id=made)).number == 2


def test_a_transition_has_both_its_stages(world, draft):
    card = world.desk.ask(GetVersion(version_id=draft))
    cut = replace(card.flow, stages=card.flow.stages[1:])
    saving = SaveDraft(version_id=draft, row_version=card.row.row_version, flow=cut)
    assert refused(lambda: world.desk.run(saving)) == ["flow.unconnected"]


def test_a_flow_from_a_file_needs_a_type_that_is_free_for_it(world, draft):
    flow = world.desk.ask(GetVersion(version_id=draft)).flow
    group = world.desk.ask(ListGroups())[0][0]
    bring = BringFlow(type_id=world.type_id, group=group, name="Outro", flow=flow)
    with pytest.raises(Conflict) as refusal:
        world.desk.run(bring)
    assert (refusal.value.code, refusal.value.facts["type"]) == ("flow.draft_in_the_way", "Atendimento geral")
    named = replace(bring, type_id=new_id())
    for name, code in ((" ", "name.empty"), ("ATENDIMENTO  geral", "name.taken")):
        wrong = replace(named, id=new_id(), name=name)
        assert refused(lambda wrong=wrong: world.desk.run(wrong)) == [code]
        making = CreateType(type_id=new_id(), group=group, name=name)
        assert refused(lambda making=making: world.desk.run(making)) == [code]
    homeless = replace(named, id=new_id(), group=new_id())
    assert refused(lambda: world.desk.run(homeless), NotFound) == ["row.not_found"]
    broken = replace(named, id=new_id(), flow=replace(flow, stages=flow.stages[1:]), publish=True)
    assert "flow.no_default_entry" in refused(lambda: world.desk.run(broken))
    only_brought = replace(named, id=new_id(), publish=False)
    world.desk.run(only_brought)
    assert refused(lambda: world.desk.ask(GetCurrentFlow(type_id=only_brought.type_id)), NotFound) == [
        "flow.none_published"
    ]
    rest = DiscardDraft(version_id=world.desk.run(EditDraft(type_id=only_brought.type_id)).answer)
    world.desk.run(rest)
    again = EditDraft(type_id=only_brought.type_id)
    assert refused(lambda: world.desk.run(again), NotFound) == ["flow.none_published"]
    opening = refused(lambda: world.open(type_id=only_brought.type_id), NotFound)
    assert opening == ["flow.none_published"]
