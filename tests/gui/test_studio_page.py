"""The studio on a real desk: opening, editing, saving, publishing, what two people do to one draft."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.values import new_id, to_plain
from pacdesk.desk.workflow.commands import (
    CreateType,
    EditDraft,
    GetVersion,
    ListGroups,
    ListReasons,
    ListVersions,
    PublishDraft,
    SaveDraft,
    SaveReason,
)
from pacdesk.desk.workflow.rows import Ref, Responsible, VersionState
from pacdesk.errors import DeskUnavailable
from pacdesk.gui.actions import registered
from pacdesk.gui.context import OpenStudio, ShowCatalogue
from pacdesk.gui.workflow.model import Chosen
from pacdesk.gui.workflow.saving import FIELD, draft_name
from tests.gui.test_forms_desk import Bench, bench

__all__ = ["bench"]


@pytest.fixture
def kind(bench: Bench):
    """A ticket type with its usual flow, published."""
    type_id = new_id()
    group = bench.desk.ask(ListGroups())[0][0]
    bench.desk.run(CreateType(type_id=type_id, group=group, name="Suporte"))
    return type_id


@pytest.fixture
def studio(bench: Bench, kind):
    """The studio on the type's draft."""
    page = bench.page(OpenStudio(kind))
    page.resize(1440, 900)
    page.edit()
    bench.settle()
    return page


def version(bench: Bench, page):
    return bench.desk.ask(GetVersion(version_id=page.card.row.id))


def rename_first(page, name: str) -> None:
    page.model.choose(Chosen(stage=page.model.flow.stages[0].id))
    field = page.design.inspector.stage.name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, name)


def test_a_published_version_is_only_read_until_it_is_edited(bench: Bench, kind) -> None:
    page = bench.page(OpenStudio(kind))
    assert page.model.read_only
    assert "published" in page.head.chip.text()
    assert not page.head.edit.isHidden()
    assert page.head.publish.isHidden()
    assert page.design.inspector.nothing.add_field.isHidden()
    QTest.mouseClick(page.head.edit, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not page.model.read_only
    assert "Draft of version 2" in page.head.chip.text()
    assert "version 1" in page.head.second.text()


def test_what_is_typed_reaches_the_desk_by_itself(bench: Bench, studio) -> None:
    rename_first(studio, "Recepcao")
    bench.qtbot.waitUntil(lambda: studio.saver.is_quiet, timeout=30_000)
    bench.settle()
    assert version(bench, studio).flow.stages[0].name == "Recepcao"


def test_typing_is_one_step_of_undo_and_the_keys_reach_it_from_a_field(bench: Bench, studio) -> None:
    before = studio.model.flow.stages[0].name
    rename_first(studio, "Recepcao")
    assert studio.model.flow.stages[0].name == "Recepcao"
    QTest.keyClick(studio.design.inspector.stage.name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert studio.model.flow.stages[0].name == before
    assert studio.design.inspector.stage.name.text() == before
    QTest.keyClick(studio.design.inspector.stage.name, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert studio.model.flow.stages[0].name == "Recepcao"
    assert "Rename stage" in studio.head.undo.toolTip()


def test_a_problem_greys_publishing_and_says_why(bench: Bench, studio) -> None:
    model = studio.model
    stages = tuple(replace(stage, is_default_entry=False) for stage in model.flow.stages)
    model.edit("x", replace(model.flow, stages=stages))
    studio.design.problems.refresh()
    assert not studio.head.publish.isEnabled()
    assert not studio.head.problems.isHidden()
    QTest.mouseClick(studio.head.problems, Qt.MouseButton.LeftButton)
    first = studio.design.problems.problems()[0]
    assert first.code == "flow.no_default_entry"
    studio.design.problems.mend(first)
    assert studio.head.publish.isEnabled()
    assert sum(stage.is_default_entry for stage in model.flow.stages) == 1


def test_publishing_is_asked_for_once_and_takes_the_last_edit(bench: Bench, studio) -> None:
    rename_first(studio, "Recepcao")
    QTest.mouseClick(studio.head.publish, Qt.MouseButton.LeftButton)
    assert "final" in studio.notice.sentence()
    studio.notice.pressed.emit("publish")
    bench.settle()
    assert not bench.errors
    assert studio.model.read_only
    shown = version(bench, studio)
    assert shown.row.state is VersionState.PUBLISHED
    assert shown.row.is_current
    assert shown.flow.stages[0].name == "Recepcao"
    assert any("published" in told for told, _ in bench.toasts)


def test_a_discarded_draft_shows_the_published_version_and_may_come_back(bench: Bench, studio) -> None:
    studio.discard()
    bench.settle()
    assert studio.model.read_only
    assert studio.card.row.is_current
    told, change_set = bench.toasts[-1]
    assert "discarded" in told
    assert change_set is not None


def save_as_somebody_else(bench: Bench, page, name: str) -> None:
    card = version(bench, page)
    stages = (replace(card.flow.stages[0], name=name), *card.flow.stages[1:])
    bench.desk.run(
        SaveDraft(
            version_id=card.row.id,
            row_version=card.row.row_version,
            flow=replace(card.flow, stages=stages),
        )
    )


def test_somebody_elses_draft_is_shown_anew_while_nothing_waits(bench: Bench, studio) -> None:
    save_as_somebody_else(bench, studio, "De outra pessoa")
    bench.settle()
    assert studio.model.flow.stages[0].name == "De outra pessoa"


@pytest.mark.parametrize(("key", "wins"), [("mine", "Minha"), ("theirs", "De outra pessoa")])
def test_two_people_on_one_draft_choose_and_nothing_is_lost(bench: Bench, studio, key, wins) -> None:
    rename_first(studio, "Minha")
    save_as_somebody_else(bench, studio, "De outra pessoa")
    studio.saver.save()
    bench.settle()
    assert studio.notice.sentence().startswith("Ana Prado saved this draft meanwhile")
    assert studio.model.flow.stages[0].name == "Minha"
    studio.notice.pressed.emit(key)
    bench.settle()
    assert studio.model.flow.stages[0].name == wins
    assert version(bench, studio).flow.stages[0].name == wins
    if key == "theirs":
        studio.model.undo()
        assert studio.model.flow.stages[0].name == "Minha"


def test_what_never_reached_the_desk_is_back_the_next_time(bench: Bench, kind) -> None:
    draft = bench.desk.run(EditDraft(type_id=kind)).answer
    card = bench.desk.ask(GetVersion(version_id=draft))
    drawn = replace(card.flow, stages=(replace(card.flow.stages[0], name="Guardada"), *card.flow.stages[1:]))
    bench.drafts.save(draft_name(draft), FIELD, json.dumps(to_plain(drawn)))
    page = bench.page(OpenStudio(kind))
    assert page.model.flow.stages[0].name == "Guardada"
    assert "back" in page.notice.sentence()
    page.saver.save()
    bench.settle()
    assert version(bench, page).flow.stages[0].name == "Guardada"
    assert bench.drafts.list() == ()


def test_closing_saves_what_waits(bench: Bench, studio) -> None:
    rename_first(studio, "Antes de fechar")
    assert studio.may_close()
    bench.settle()
    assert version(bench, studio).flow.stages[0].name == "Antes de fechar"


def test_the_menu_leads_to_every_version(bench: Bench, studio, kind) -> None:
    rows = bench.desk.ask(ListVersions(type_id=kind))
    menu = studio.menu()
    versions = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert len(versions.actions()) == len(rows) == 2
    published = next(row for row in rows if row.is_current)
    studio.open_version(published.id)
    bench.settle()
    assert studio.model.read_only
    assert studio.card.row.id == published.id
    assert studio.head.edit.text() == "Go on editing"
    menu.deleteLater()


def test_versions_say_how_many_open_tickets_stand_in_them(bench: Bench, kind) -> None:
    for _ in range(2):
        bench.world.open(type_id=kind)
    page = bench.page(OpenStudio(kind))
    assert page.head.second.text().startswith("2 open ticket")
    draft = bench.desk.run(EditDraft(type_id=kind)).answer
    row_version = bench.desk.ask(GetVersion(version_id=draft)).row.row_version
    bench.desk.run(PublishDraft(version_id=draft, row_version=row_version))
    bench.settle()
    assert page.card.row.number == 1
    words = [action.text() for action in _versions(page)]
    assert ["2 open ticket" in one for one in words] == [False, True]


def _versions(page):
    menu = page.menu()
    found = next(action.menu() for action in menu.actions() if action.menu() is not None).actions()
    menu.deleteLater()
    return found


def test_the_flow_goes_out_as_yaml_and_comes_back(bench: Bench, studio, tmp_path) -> None:
    rename_first(studio, "Recepcao")
    path = tmp_path / "fluxo.yaml"
    studio.files.export(path)
    bench.settle()
    assert "Recepcao" in path.read_text("utf-8")
    studio.model.undo()
    studio.files.take_file(path)
    bench.settle()
    assert not bench.errors
    assert studio.model.flow.stages[0].name == "Recepcao"
    assert studio.model.undo_label() == "Import file"


def test_the_flow_is_drawn_as_pdf(bench: Bench, studio, tmp_path) -> None:
    path = tmp_path / "fluxo.pdf"
    studio.files.draw(path)
    bench.settle()
    assert not bench.errors
    assert path.read_bytes().startswith(b"%PDF")


def test_a_broken_file_is_told_and_changes_nothing(bench: Bench, studio, tmp_path) -> None:
    path = tmp_path / "fluxo.yaml"
    path.write_text("pacdesk: workflow\nstages: 7\n", "utf-8")
    before = studio.model.flow
    studio.files.take_file(path)
    bench.settle()
    assert [error.code.split(".")[0] for error in bench.errors] == ["flow_file"]
    assert studio.model.flow == before


def test_the_three_views_take_turns(bench: Bench, studio) -> None:
    for key in ("differences", "simulator", "design"):
        studio.head.switch.choose(key)
        bench.settle()
    assert studio.design.isVisible()
    assert not bench.errors


def test_what_the_desk_does_not_take_stays_on_this_computer(bench: Bench, studio, monkeypatch) -> None:
    def gone(*given, **more):
        raise DeskUnavailable("desk.io_error", path="base")

    with monkeypatch.context() as broken:
        broken.setattr(type(bench.desk), "run", gone)
        rename_first(studio, "Sem a base")
        studio.saver.save()
        bench.settle()
        assert "kept on this computer" in studio.notice.sentence()
        (kept,) = bench.drafts.list()
        assert "Sem a base" in kept.text
    studio.notice.pressed.emit("retry")
    bench.settle()
    assert version(bench, studio).flow.stages[0].name == "Sem a base"
    assert bench.drafts.list() == ()


def test_the_register_of_types_leads_to_the_studio(bench: Bench, kind) -> None:
    page = bench.page(ShowCatalogue("types"))
    page.pane.choose(kind)
    bench.settle()
    QTest.mouseClick(page.pane.studio, Qt.MouseButton.LeftButton)
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Return)
    page.activateWindow()
    bench.qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page.pane, Qt.Key.Key_F8)
    assert bench.went == [OpenStudio(kind)] * 3


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_menu_offers_every_type(bench: Bench, kind) -> None:
    act = next(act for act in registered() if act.id == "studio.open")
    act.handler(bench.context)
    bench.settle()
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())
    offered = [action.text() for action in menu.actions()]
    assert any(text.endswith("Suporte") for text in offered)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert isinstance(bench.went[-1], OpenStudio)


def test_a_type_that_is_gone_is_told(bench: Bench) -> None:
    page = bench.page(OpenStudio(new_id()))
    assert not page.empty.isHidden()


def test_a_followed_difference_leads_to_the_drawing(bench: Bench, studio) -> None:
    studio.head.switch.choose("differences")
    bench.settle()
    studio.model.choose(Chosen(stage=studio.model.flow.stages[1].id))
    assert studio.head.switch.key() == "design"
    assert studio.design.isVisible()


def test_a_file_names_rows_and_the_studio_finds_them(bench: Bench, studio, tmp_path) -> None:
    department = bench.desk.ask(ListDepartments())[0]
    flow = studio.model.flow
    ref = Ref(department.name, department.id)
    first = replace(flow.stages[0], responsible=Responsible.DEPARTMENT, responsible_ref=ref)
    strange = replace(flow.stages[1], responsible=Responsible.ATTENDANT, responsible_ref=Ref("Ninguém daqui"))
    studio.model.edit("x", replace(flow, stages=(first, strange, *flow.stages[2:])))
    bench.settle()
    path = tmp_path / "fluxo.yaml"
    studio.files.export(path)
    bench.settle()
    assert str(department.id) not in path.read_text("utf-8")
    studio.files.take_file(path)
    bench.settle()
    assert studio.model.flow.stages[0].responsible_ref == ref
    studio.design.problems.refresh()
    assert "flow.responsible_unknown" in {p.code for p in studio.design.problems.problems()}


def test_rows_that_a_file_names_and_the_desk_lacks_are_made(bench: Bench, studio, tmp_path) -> None:
    """As on the command line; a second import finds them, and a row that was renamed goes out by its
    present name."""
    flow = studio.model.flow
    ways = (replace(flow.transitions[0], reasons=(Ref("Falta peça"),)), *flow.transitions[1:])
    studio.model.edit("x", replace(flow, transitions=ways))
    bench.settle()
    path = tmp_path / "fluxo.yaml"
    studio.files.export(path)
    bench.settle()
    for _ in range(2):
        studio.files.take_file(path)
        bench.settle()
        (reason,) = [row for row in bench.desk.ask(ListReasons()) if row.name == "Falta peça"]
        assert studio.model.flow.transitions[0].reasons == (Ref("Falta peça", reason.id),)
    told = [text for text, _ in bench.toasts if "Falta peça" in text]
    assert len(told) == 1
    bench.desk.run(SaveReason(reason=reason.id, version=reason.version, name="Sem peça"))
    studio.files.export(path)
    bench.settle()
    assert "Sem peça" in path.read_text("utf-8")


def test_what_an_import_could_not_express_is_told_as_a_warning(bench: Bench, studio, tmp_path) -> None:
    path = tmp_path / "pedido.bpmn"
    path.write_text(BPMN, "utf-8")
    studio.files.take_file(path)
    bench.settle()
    assert not bench.errors
    assert studio.model.flow.notes
    studio.design.problems.refresh()
    lines = studio.design.problems.view.problems.lines
    noted = [line for line in lines if line.problem.code == studio.model.flow.notes[0].code]
    assert noted
    assert "warning" in noted[0].place
    assert noted[0].problem.code not in noted[0].text


BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
  <process id="p" name="Pedido">
    <startEvent id="s"/>
    <userTask id="a" name="Analisar"/>
    <intermediateCatchEvent id="w" name="Resposta"><messageEventDefinition/></intermediateCatchEvent>
    <endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
    <sequenceFlow id="f2" sourceRef="a" targetRef="w"/>
    <sequenceFlow id="f3" sourceRef="w" targetRef="e"/>
  </process>
</definitions>
"""
