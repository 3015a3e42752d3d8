"""What an entry stage hides or locks may be given with a new ticket through no door: the plain handler, the
form, a data import and its command line (S1.25, S1.33, S1.34, D13)."""

import json
from pathlib import Path

import pytest

from pacdesk.cli.main import main
from pacdesk.desk.tickets.advancing import told
from pacdesk.desk.tickets.commands import GetTicket
from pacdesk.desk.tickets.rules import Priority, TicketKind
from pacdesk.desk.workflow.rows import FieldKind, StageKind
from pacdesk.errors import UserError
from pacdesk.exchange.importer import import_file
from pacdesk.exchange.mapping import parse_mapping
from pacdesk.gui.context import NewTicket
from pacdesk.gui.tickets.new_ticket import NewTicketPage
from tests import staged
from tests.gui.ticket_desk import Room
from tests.staged import bring, flag, stage, way

OWN = ("priority",)
CASES = (
    ("nothing that is kept", {"causa": "Chuva"}, ()),
    ("a custom field locked", {"fixo": "x"}, ("stage.field_read_only",)),
    ("a custom field hidden", {"secreto": "x"}, ("stage.field_hidden",)),
    ("an own field locked", {"priority": Priority.HIGH}, ("stage.field_read_only",)),
    ("an own field as it stands anyway", {"priority": Priority.NORMAL}, ()),
)
MAP = """kind = "data"
what = "tickets"
source = "erp"
key = "id"
[fields]
type = "tipo"
subject = "assunto"
description = "texto"
"""


@pytest.fixture
def flow(world):
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=(
            flag("fixo", read_only=True),
            flag("secreto", hidden_inside=True),
            flag("priority", read_only=True),
            flag("best_time", hidden_inside=True),
            flag("address", hidden_inside=True),
            flag("contact", required=True),
        ),
    )
    free = stage("Balcão", StageKind.ENTRY)
    end = stage("Fim", StageKind.RESOLVED)
    fields = tuple(staged.field(name) for name in ("causa", "fixo", "secreto"))
    return bring(world, (first, free, end), (way(first, end, "Fechar"), way(free, end, "Encerrar")), fields)


class Doors:
    """Each takes what is given with a ticket and answers the codes of what it refused."""

    def __init__(self, world, flow, room, folder, capsys):
        self.world, self.flow, self.room, self.folder, self.capsys = world, flow, room, folder, capsys

    def handler(self, given):
        own = {name: value for name, value in given.items() if name in OWN}
        custom = {name: value for name, value in given.items() if name not in OWN}
        try:
            self.world.open(type_id=self.flow.type_id, **own, values=staged.wants(**custom))
        except UserError as error:
            return tuple(problem.code for problem in told(error))
        return ()

    def form(self, given):
        """What is kept stands in no field; what was typed before the type was chosen does not go along."""
        page = self.page()
        codes = []
        for name, value in given.items():
            if name in OWN:
                page.form.inputs[name].set_value(value)
            slot = page.fields_part.custom.sheet.slots.get(name)
            if slot is not None and slot.hidden:
                codes.append("stage.field_hidden")
            elif slot is not None and slot.read_only:
                codes.append("stage.field_read_only")
            elif slot is not None:
                page.fields_part.custom.fill({name: value})
        page.try_save()
        self.room.settle()
        (target,) = self.room.targets
        self.room.targets.clear()
        card = self.room.desk.ask(GetTicket(ticket=target.ticket_id))
        if card.priority != given.get("priority", card.priority):
            codes.append("stage.field_read_only")
        return tuple(codes)

    def page(self):
        page = NewTicketPage(self.room.context, NewTicket())
        self.room.qtbot.addWidget(page)
        page.show()
        self.room.settle()
        page._ui.kind.set_value(TicketKind.OWN_STRUCTURE)
        page._kind_chosen()
        page.form.fill({"subject": "Vazamento", "description": "No teto"})
        page._ui.type.set_value(self.flow.type_id)
        page._type_chosen()
        self.room.settle()
        return page

    def _file(self, given, type_name="Com etapas"):
        number = len(list(self.folder.glob("*.csv")))
        custom = [name for name in given if name not in OWN]
        mapping = MAP + "".join(f'{name} = "{name}"\n' for name in given if name in OWN)
        mapping += "[custom]\n" + "".join(f'{name} = "{name}"\n' for name in custom)
        head = ["id", "tipo", "assunto", "texto", *given]
        cells = [f"k{number}", type_name, f"Importado {number}", "t", *map(str, given.values())]
        path = Path(self.folder) / f"{number}.csv"
        path.write_text(";".join(head) + "\n" + ";".join(cells) + "\n", encoding="utf-8")
        return path, mapping

    def data_import(self, given):
        path, mapping = self._file(given)
        problems = []
        import_file(self.world.desk, path, parse_mapping(mapping), problems.append)
        return tuple(problem.code for problem in problems)

    def command_line(self, given):
        """It says the same in a sentence a row."""
        path, mapping = self._file(given)
        plan = path.with_suffix(".toml")
        plan.write_text(mapping, encoding="utf-8")
        self.capsys.readouterr()
        code = main(["--json", "import", str(path), "--map", str(plan), "--desk", str(self.world.path)])
        rejects = json.loads(self.capsys.readouterr().out)["rejects"]
        said = Path(rejects).read_text(encoding="utf-8-sig") if rejects else ""
        assert code == bool(rejects)
        words = {"is read-only in": "stage.field_read_only", "is hidden in": "stage.field_hidden"}
        return tuple(name for sentence, name in words.items() if sentence in said)


@pytest.fixture
def doors(qtbot, manager, world, flow, desk_path, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    world.path = desk_path
    room = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    yield Doors(world, flow, room, tmp_path, capsys)
    room.close()


@pytest.mark.parametrize("door", ["handler", "form", "data_import", "command_line"])
def test_d9_no_door_gives_what_the_entry_stage_keeps(doors, door):
    answers = {name: getattr(doors, door)(given) for name, given, _ in CASES}
    assert answers == {name: codes for name, _, codes in CASES}


@pytest.mark.parametrize("door", ["data_import", "command_line"])
def test_a_field_of_files_is_filled_by_no_text(doors, world, door):
    """The sentence says what to do instead; nothing of the row comes in."""
    first, end = (
        stage("Porta", StageKind.ENTRY, is_default_entry=True),
        stage("Saída", StageKind.RESOLVED),
    )
    fields = (staged.field("fotos", FieldKind.FILE, name="Fotos da obra"),)
    doors.flow = bring(world, (first, end), (way(first, end, "Ir"),), fields, name="Com arquivos")
    path, mapping = doors._file({"fotos": "obra.jpg"}, type_name="Com arquivos")
    if door == "data_import":
        problems = []
        import_file(world.desk, path, parse_mapping(mapping), problems.append)
        assert [problem.code for problem in problems] == ["value.file_not_here"]
    else:
        ticket = world.open(type_id=doors.flow.type_id)
        protocol = staged.card(world, ticket).protocol
        arguments = ["ticket", "set", protocol, "fotos=obra.jpg", "--desk", str(world.path)]
        assert main(arguments) == 1
        assert "“Fotos da obra” holds files" in doors.capsys.readouterr().err
    assert world.sql("SELECT count(*) FROM tickets WHERE subject LIKE 'Importado%'")[0][0] == 0


def test_the_form_shows_what_may_be_given_and_names_what_is_locked(doors):
    page = doors.page()
    form = page.form
    hidden = {name for name, field in form.fields.items() if field.isHidden()}
    assert {"priority", "best_time", "address_origin", "street"} <= hidden
    assert {"attendant", "reserved_on", "subject", "department"}.isdisjoint(hidden)
    assert page._ui.section_3.isHidden()
    told = page.fields_part._demands.text()
    assert "Contact" in told
    assert "Priority" in told
    assert "Best time" not in told, "what is hidden is not told of"
    page.fields_part.entry.setCurrentIndex(1)
    assert not form.fields["priority"].isHidden()
    assert not form.fields["street"].isHidden()
    assert not page._ui.section_3.isHidden()
    assert page.fields_part._demands.isHidden()


def test_what_was_typed_before_the_type_was_chosen_stays_for_another_one(doors, world):
    page = doors.page()
    page.fields_part.entry.setCurrentIndex(1)
    page.form.inputs["priority"].set_value(Priority.HIGH)
    page.form.inputs["street"].set_value("Rua do Sol")
    page.fields_part.entry.setCurrentIndex(0)
    page.fields_part.entry.setCurrentIndex(1)
    page.try_save()
    doors.room.settle()
    (target,) = doors.room.targets
    card = world.desk.ask(GetTicket(ticket=target.ticket_id))
    assert (card.priority, card.address.street) == (Priority.HIGH, "Rua do Sol")
