"""The rules of a stage hold through every door: the form, many at once, a data import, the command line and
the plain handler answer the same cases with the same codes (d9, D13)."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pacdesk.cli.main import main
from pacdesk.desk.tickets.advancing import told
from pacdesk.desk.tickets.commands import AdvanceTicket, AdvanceTickets, FindTicket
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import ListReasons, SaveReason
from pacdesk.desk.workflow.rows import Condition, Demand, FieldKind, Guard, MoveField, Op, StageKind, Who
from pacdesk.errors import UserError
from pacdesk.exchange.importer import import_file
from pacdesk.exchange.mapping import parse_mapping
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from tests import staged
from tests.gui.ticket_desk import Room
from tests.staged import bring, card, flag, stage, way


@dataclass(frozen=True)
class Case:
    """What is wanted of a fresh ticket, and the codes that every door answers."""

    name: str
    label: str
    codes: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    comment: str = ""


CAUSE = {"causa": "Chuva"}
CASES = (
    Case("required and empty", "Livre", ("stage.field_required",)),
    Case("blanks are empty", "Livre", ("stage.field_required",), {"causa": "   "}),
    Case("read-only", "Livre", ("stage.field_read_only",), CAUSE | {"fixo": "x"}),
    Case("hidden", "Livre", ("stage.field_hidden",), CAUSE | {"secreto": "x"}),
    Case("guard unmet", "Se azul", ("transition.guard_unmet",), CAUSE),
    Case("wrong role", "Só o dono", ("transition.not_for_you",), CAUSE),
    Case("reason missing", "Com motivo", ("transition.reason_required",), CAUSE),
    Case("reason given", "Com motivo", (), CAUSE, reason="Sem peça"),
    Case("comment missing", "Com fala", ("transition.comment_required",), CAUSE),
    Case("comment given", "Com fala", (), CAUSE, comment="Levar escada"),
    Case("needed before", "Para vistoria", ("stage.field_needed_before",), CAUSE),
    Case("given before", "Para vistoria", (), CAUSE | {"laudo": "Queimou"}),
    Case("demanded by the move", "Com conta", ("stage.field_required",), CAUSE | {"conta": "1"}),
    Case("no and zero are answers", "Com conta", (), CAUSE | {"conta": "0", "confirmado": False}),
    Case("not a number", "Com conta", ("value.not_a_number",), CAUSE | {"conta": "x", "confirmado": True}),
    Case("all fine", "Livre", (), CAUSE),
)


@pytest.fixture
def flow(world):
    for name in ("Sem peça", "Outro"):
        world.root.run(SaveReason(reason=new_id(), name=name))
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=(
            flag("causa", required=True),
            flag("fixo", read_only=True),
            flag("secreto", hidden_inside=True),
        ),
    )
    repair, visit = stage("Reparo"), stage("Vistoria", flags=(flag("laudo", needed_before=True),))
    end = stage("Fim", StageKind.RESOLVED)
    asks = tuple(MoveField(field=name, demand=Demand.FILL) for name in ("conta", "confirmado"))
    return bring(
        world,
        (first, repair, visit, end),
        (
            way(first, repair, "Livre"),
            way(first, repair, "Se azul", guard=Guard(conditions=(Condition("cor", Op.IS, "azul"),))),
            way(first, repair, "Só o dono", who=(Who.HOLDER,)),
            way(first, repair, "Com motivo", reason_required=True),
            way(first, repair, "Com fala", comment_required=True),
            way(first, visit, "Para vistoria"),
            way(first, repair, "Com conta", fields=asks),
            way(repair, end, "Fechar"),
            way(visit, end, "Encerrar"),
        ),
        (
            staged.field("causa"),
            staged.field("fixo"),
            staged.field("secreto"),
            staged.field("laudo"),
            staged.field("conta", FieldKind.NUMBER),
            staged.field("confirmado", FieldKind.YES_NO),
            staged.field("cor", FieldKind.CHOICE, "azul", "verde"),
        ),
    )


class Doors:
    """Each door takes a case and answers the codes of what it refused."""

    def __init__(self, world, flow, room, folder, capsys):
        self.world, self.flow, self.room, self.folder, self.capsys = world, flow, room, folder, capsys

    def open(self):
        return self.world.open(type_id=self.flow.type_id)

    def _way(self, case):
        return next(way for way in self.flow.transitions if way.label == case.label)

    def _reason(self, case):
        rows = self.world.desk.ask(ListReasons())
        return next((row.id for row in rows if row.name == case.reason), None)

    def handler(self, case):
        ticket = self.open()
        command = AdvanceTicket(
            ticket=ticket,
            transition=self._way(case).id,
            reason=self._reason(case),
            comment=case.comment,
            values=staged.wants(**case.values),
        )
        try:
            self.world.desk.run(command)
        except UserError as error:
            return ticket, tuple(problem.code for problem in told(error))
        return ticket, ()

    def bulk(self, case):
        ticket = self.open()
        command = AdvanceTickets(
            tickets=(ticket,),
            transition=case.label,
            reason=self._reason(case),
            comment=case.comment,
            values=staged.wants(**case.values),
        )
        (outcome,) = self.world.desk.run(command).answer
        return ticket, tuple(problem.code for problem in outcome.problems)

    def form(self, case):
        ticket = self.open()
        page = self.room.page(ticket)
        move = next(move for move in page.card.moves if move.way.label == case.label)
        if move.refusal is not None:
            action = next(a for a in page.header._ways.actions() if a.data() == str(move.way.id))
            assert not action.isEnabled()
            assert action.toolTip()
            return ticket, (move.refusal.code,)
        codes = self._typed_into_the_form(page, case, move)
        if codes:
            return ticket, codes
        page.acts.advance(move.way.id)
        return ticket, self._through_the_dialog(case, move)

    def _typed_into_the_form(self, page, case, move):
        """What the move does not ask for is typed into the ticket's form before."""
        asked = {row.field for row in move.way.fields} | set(move.missing)
        custom = page.data.all.custom
        typed = {}
        for name, value in case.values.items():
            slot = custom.sheet.slots[name]
            if slot.hidden:
                assert name not in custom.shown_keys()
                return ("stage.field_hidden",)
            if slot.read_only and name not in asked:
                return ("stage.field_read_only",)
            if name not in asked:
                typed[name] = value
        custom.fill(typed)
        if typed:
            page.data.submit()
            self.room.settle()
        return ()

    def _through_the_dialog(self, case, move):
        dialog = self.room.dialog(AdvanceDialog)
        self.room.settle()
        codes: list[str] = []
        refused = dialog._refused

        def spy(error):
            codes.extend(problem.code for problem in told(error))
            refused(error)

        dialog._refused = spy
        if dialog.demanded is not None:
            asked = {row.field for row in move.way.fields} | set(move.missing)
            dialog.demanded.custom.fill({n: v for n, v in case.values.items() if n in asked})
        dialog.reason.setCurrentIndex(max(dialog.reason.findText(case.reason), 0))
        dialog.comment.setPlainText(case.comment)
        wrong = dialog.demanded.wrong() if dialog.demanded is not None else []
        dialog.submit()
        self.room.settle()
        found = tuple(problem.code for problem in wrong) or tuple(codes)
        if found:
            assert _is_told(dialog)
            dialog.close()
        return found

    def data_import(self, case):
        names = list(case.values)
        number = len(list(self.folder.glob("*.csv")))
        mapping = parse_mapping(
            'kind = "data"\nwhat = "tickets"\nsource = "erp"\nkey = "id"\n[fields]\ntype = "tipo"\n'
            'subject = "assunto"\ndescription = "texto"\nmoves = "passos"\nreason = "motivo"\n'
            'comment = "fala"\n[custom]\n' + "".join(f'{name} = "{name}"\n' for name in names)
        )
        head = ["id", "tipo", "assunto", "texto", "passos", "motivo", "fala", *names]
        cells = [
            f"k{number}",
            "Com etapas",
            f"Importado {number}",
            "t",
            case.label,
            case.reason,
            case.comment,
        ]
        cells += [
            "Não" if value is False else "Sim" if value is True else value for value in case.values.values()
        ]
        path = Path(self.folder) / f"{number}.csv"
        path.write_text(";".join(head) + "\n" + ";".join(cells) + "\n", encoding="utf-8")
        problems = []
        import_file(self.world.desk, path, mapping, problems.append)
        found = self.world.sql(
            "SELECT id FROM tickets WHERE subject = :subject", subject=f"Importado {number}"
        )
        return found[0][0] if found else None, tuple(problem.code for problem in problems)

    def command_line(self, case):
        ticket = self.open()
        protocol = card(self.world, ticket).protocol
        arguments = ["--json", "ticket", "advance", protocol, case.label, "--desk", str(self.world.path)]
        for name, value in case.values.items():
            arguments += ["--set", f"{name}={'não' if value is False else 'sim' if value is True else value}"]
        arguments += ["--reason", case.reason] if case.reason else []
        arguments += ["--comment", case.comment] if case.comment else []
        self.capsys.readouterr()
        code = main(arguments)
        answer = json.loads(self.capsys.readouterr().out)
        if answer["ok"]:
            assert code == 0
            return ticket, ()
        assert code == 1
        error = answer["error"]
        return ticket, tuple(one["code"] for one in error.get("problems", [])) or (error["code"],)


def _is_told(dialog):
    if any(one.complaint() for one in dialog.fields.values()) or dialog.bar.sentence():
        return True
    custom = dialog.demanded.custom
    return any(custom.complaint(key) for key in custom.shown_keys())


@pytest.fixture
def doors(qtbot, manager, world, flow, desk_path, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))
    world.path = desk_path
    room = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    yield Doors(world, flow, room, tmp_path, capsys)
    room.close()


@pytest.mark.parametrize("door", ["handler", "bulk", "form", "data_import", "command_line"])
def test_d9_every_door_gives_the_same_answers(doors, world, door):
    answers = {}
    for case in CASES:
        ticket, codes = getattr(doors, door)(case)
        answers[case.name] = codes
        moved = ticket is not None and _moved(world, ticket)
        assert moved is (not case.codes), case.name
    assert answers == {case.name: case.codes for case in CASES}


def _moved(world, ticket):
    identity = ticket.bytes if hasattr(ticket, "bytes") else ticket
    rows = world.sql("SELECT count(*) FROM stage_visits WHERE ticket_id = :ticket", ticket=identity)
    return rows[0][0] > 1


def test_the_command_line_sets_fields_and_says_what_it_cannot(doors, world, flow):
    ticket = doors.open()
    protocol = card(world, ticket).protocol
    path = str(world.path)
    assert (
        main(["ticket", "set", protocol, "causa=Chuva", "Conta=1.234,5", "priority=high", "--desk", path])
        == 0
    )
    after = card(world, ticket)
    assert dict(after.values) == {"causa": "Chuva", "conta": "1234.5"}
    assert after.priority == 3
    assert main(["ticket", "set", protocol, "causa=", "--desk", path]) == 0
    assert "causa" not in card(world, ticket).values
    assert main(["ticket", "set", protocol, "nada=1", "--desk", path]) == 1
    assert "nada" in doors.capsys.readouterr().err
    assert world.desk.ask(FindTicket(typed=protocol)) == ticket
