"""Opening a ticket: one page, from the queue, from a client or from a contract (S3.1–S3.28)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import Opened, OpenTicket
from pacdesk.desk.tickets.rules import (
    AddressOrigin,
    OpeningFacts,
    SubjectRules,
    TicketKind,
    demanded_at_opening,
    fill_variables,
    opening_problems,
)
from pacdesk.desk.values import Done, new_id
from pacdesk.errors import Invalid, UserError
from pacdesk.gui import pages
from pacdesk.gui.compiled.ui_new_ticket_form import Ui_NewTicketForm
from pacdesk.gui.context import Context, NewTicket, OpenClientTab, OpenContractTab, OpenTicketTab
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.page import FormPage
from pacdesk.gui.tickets import new_ticket_choices as choices
from pacdesk.gui.tickets.new_ticket_address import PARTS, origin_address, snapshot
from pacdesk.gui.tickets.new_ticket_client import ClientPart
from pacdesk.gui.tickets.new_ticket_fields import NewTicketFields
from pacdesk.gui.tickets.new_ticket_filling import plan, wishes
from pacdesk.gui.tickets.new_ticket_withheld import Withheld


class NewTicketPage(FormPage):
    """The form, live: asterisks follow the subject, lookups follow the client, the address its origin."""

    def __init__(self, context: Context, target: NewTicket, parent: QWidget | None = None) -> None:
        self._ticket = new_id()
        self._automatic: dict[str, Any] = {}
        self._pending: dict[str, Any] = {}
        self._ready = False
        super().__init__(context, target, parent)
        self.registers = choices.Registers(context, self)
        self.registers.loaded.connect(self._loaded)
        self.registers.load()
        if target.contract_id is not None:
            self.client_part.start_with_contract(target.contract_id)
        elif target.client_id is not None:
            self.client_part.start_with_client(target.client_id)

    def key(self) -> str:
        return f"NewTicket:{self.target.client_id or ''}:{self.target.contract_id or ''}"

    def title(self) -> str:
        name = self.client_part.locked_name
        return self.tr("New ticket · {client}").format(client=name) if name else self.tr("New ticket")

    def heading(self) -> str:
        return self.tr("New ticket")

    def icon_name(self) -> str:
        return "message-square-text"

    def save_text(self) -> str:
        return self.tr("Open ticket")

    def refused(self) -> str | None:
        actor = self.context.actor
        if actor is not None and not may(actor, Right.TICKET_OPEN):
            return self.tr("Your user may not open tickets")
        return None

    def state_words(self) -> list[str]:
        return [*super().state_words(), self.tr("Protocol, ID and status come by themselves.")]

    # --- form -------------------------------------------------------------------------------

    def make_form(self, body: QWidget) -> Form:
        ui: Any = Ui_NewTicketForm()
        self._ui = ui
        ui.setupUi(body)
        form = Form(body, ui, self)
        self.form = form
        self._fixed_choices()
        ui.files.use(self.context)
        for editor in (ui.description, ui.message):
            editor.taker = ui.files.take
        form.fill({"priority": choices.USUAL_PRIORITY, "best_time": choices.USUAL_TIME})
        self.fields_part = NewTicketFields(self.context, body)
        column = body.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(ui.section_2), self.fields_part)
        self._withheld = Withheld(form, ui.section_3)
        self.client_part = ClientPart(self.context, ui, form, self)
        self.client_part.changed.connect(self._client_changed)
        form.set_checker(self._check)
        self._connect()
        self._kind_chosen()
        return form

    def _connect(self) -> None:
        ui = self._ui
        ui.kind.edited.connect(self._kind_chosen)
        ui.group.edited.connect(self._group_chosen)
        ui.type.edited.connect(self._type_chosen)
        self.fields_part.edited.connect(self._changed)
        self.fields_part.stage_changed.connect(self._obligations)
        ui.subject_id.edited.connect(self._subject_chosen)
        ui.department.edited.connect(self._show_staff)
        ui.address_origin.edited.connect(self._show_address)
        ui.canned.edited.connect(self._canned_chosen)

    def _fixed_choices(self) -> None:
        ui = self._ui
        ui.kind.set_choices(choices.kinds())
        ui.priority.set_choices(choices.priorities())
        ui.best_time.set_choices(choices.best_times())
        ui.message_visibility.set_choices(choices.visibilities())
        ui.address_origin.set_choices(choices.origins(ui.kind.value()))
        ui.state.set_choices(choices.states())

    def _texts(self) -> None:
        super()._texts()
        self._fixed_choices()
        self.form.fields["subject_id"].set_help(self.tr("Fills in what is usual for it"))
        self._show_address()

    # --- registers --------------------------------------------------------------------------

    def _loaded(self) -> None:
        """Every list is there: show them, then what a draft held on top of the usual values."""
        ui, lists = self._ui, self.registers
        self._show_subjects()
        self._show_types()
        ui.group.set_choices([(None, self.tr("All groups")), *lists.groups])
        ui.department.set_choices(lists.departments)
        ui.complementary_status.set_choices(lists.statuses)
        ui.canned.set_choices(lists.openings)
        self._show_staff()
        actor = self.context.actor
        self._fill_unless_typed({"department": actor.department_id if actor is not None else None})
        if not self._ready:
            self._ready = True
            self.form.settle()
            self.draft.look()
        self.form.check()

    def _show_subjects(self) -> None:
        self._ui.subject_id.set_choices(self.registers.subjects_for(self._ui.kind.value()))

    def _show_types(self) -> None:
        self._ui.type.set_choices(self.registers.types_of(self._ui.group.value()))

    def _show_staff(self) -> None:
        self._ui.attendant.set_choices(self.registers.staff_of(self._ui.department.value()))

    # --- what follows what ------------------------------------------------------------------

    def _kind_chosen(self) -> None:
        ui = self._ui
        ui.address_origin.set_choices(choices.origins(ui.kind.value()))
        if hasattr(self, "registers"):
            self._show_subjects()
        self._obligations()

    def _obligations(self) -> None:
        """What the entry stage lets be given, and red asterisks as the subject demands them, live (S3.2,
        S3.7)."""
        for_client = self._ui.kind.value() is TicketKind.CLIENT
        self._withheld.show(
            self.fields_part.kept(),
            self.subject_rules(),
            for_client=for_client,
            locked=self.client_part.locked,
        )
        required = {"type", "subject", "department", "description"}
        if for_client:
            required |= {"client"} | demanded_at_opening(self.subject_rules())
        self.form.set_required(required)
        self._show_address()

    def subject_rules(self) -> SubjectRules | None:
        """The obligations of the chosen subject; none while the stage keeps the subject."""
        if "subject_id" in self.fields_part.kept():
            return None
        row = choices.subject_of(self._ui.subject_id.chosen())
        return None if row is None else SubjectRules(row.name, row.login_required, row.contract_required)

    def _group_chosen(self) -> None:
        self._show_types()
        kind = choices.type_of(self._ui.type.chosen())
        group = self._ui.group.value()
        if group is not None and kind is not None and kind.group_id != group:
            self._ui.type.choose(None)
        self.fields_part.use_type(self._ui.type.value())

    def _type_chosen(self) -> None:
        kind = choices.type_of(self._ui.type.chosen())
        if kind is not None and self._ui.group.value() not in (None, kind.group_id):
            self._ui.group.set_value(kind.group_id)
        self.fields_part.use_type(self._ui.type.value())

    def _subject_chosen(self) -> None:
        row = choices.subject_of(self._ui.subject_id.chosen())
        self._obligations()
        if row is None:
            return
        wanted = wishes(row, self._ui.kind.value())
        if "message" in wanted:
            wanted["message"] = fill_variables(wanted["message"], self._variables())
        filling = plan(wanted, {name: self._ui_value(name) for name in wanted}, self._automatic)
        self._put(filling.fill)
        self._pending = dict(filling.ask)
        if self._pending:
            names = ", ".join(self.form.name_of(name) for name in self._pending)
            self.notice.tell(
                "attention",
                self.tr("“{subject}” would change what you filled in.").format(subject=row.name),
                names,
                buttons=(("fill", self.tr("Use the subject's")), ("keep", self.tr("Keep mine"))),
            )

    def _ui_value(self, name: str) -> Any:
        return self.form.inputs[name].value()

    def _put(self, wanted: Mapping[str, Any]) -> None:
        for name, value in wanted.items():
            if name == "type":
                self._ui.group.set_value(None)
                self._show_types()
            self.form.inputs[name].set_value(value)
            self._automatic[name] = self._ui_value(name)
        if "type" in wanted:
            self._type_chosen()
        if "department" in wanted:
            self._show_staff()
        self._show_address()
        self.form.check()

    def _fill_unless_typed(self, wanted: Mapping[str, Any]) -> None:
        now = {name: self._ui_value(name) for name in wanted}
        self._put({n: v for n, v in wanted.items() if v is not None and now[n] in (None, "")})

    def notice_pressed(self, key: str) -> None:
        if key in ("fill", "keep"):
            if key == "fill":
                self._put(self._pending)
                self.draft.touch()
            self._pending = {}
            self.notice.hide()
            return
        super().notice_pressed(key)

    def _client_changed(self) -> None:
        self._show_address()
        self.form.check()
        self.title_changed.emit()

    def _show_address(self) -> None:
        """Typed when manual; else a read-only preview of what will be copied (S3.12, S3.13)."""
        if not hasattr(self, "client_part"):
            return
        ui = self._ui
        origin = ui.address_origin.value()
        manual = origin is AddressOrigin.MANUAL
        for name in PARTS:
            self.form.inputs[name].set_locked(not manual or name in self._withheld)
        for name in ("latitude", "longitude"):
            ui_input = self.form.inputs[name]
            ui_input.set_locked(True)
            self.form.fields[name].lock(self.tr("Comes with the address"))
        if manual:
            if self._previewing:
                self._clear_address()
            return
        found = origin_address(
            origin, self.client_part.card, ui.login.value(), self.client_part.contract_address
        )
        self._previewing = True
        for name in PARTS:
            self.form.inputs[name].set_value(getattr(found, name) if found is not None else "")
        for name in ("latitude", "longitude"):
            degrees = getattr(found, name) if found is not None else None
            self.form.inputs[name].set_value("" if degrees is None else choices.degrees(degrees))
        field = self.form.fields["address_origin"]
        field.set_help("" if found is not None else self.tr("There is no address there"))

    _previewing = False

    def _clear_address(self) -> None:
        self._previewing = False
        self.form.fields["address_origin"].set_help("")
        for name in (*PARTS, "latitude", "longitude"):
            self.form.inputs[name].set_value("")

    def _canned_chosen(self) -> None:
        row = choices.canned_of(self._ui.canned.chosen())
        if row is None:
            return
        text = fill_variables(row.text, self._variables())
        message = self._ui.message
        typed = message.value().strip()
        if not typed or message.value() == self._automatic.get("message"):
            message.set_value(text)
        elif text not in typed:
            message.set_value(f"{typed}\n\n{text}")
        self._automatic["message"] = message.value()
        self._ui.message_visibility.set_value(row.visibility)

    def _variables(self) -> dict[str, str]:
        actor = self.context.actor
        return {
            "cliente": self._ui.client.text(),
            "contrato": self._ui.contract.text(),
            "atendente": actor.name if actor is not None else "",
            "data": choices.today(self.context),
        }

    # --- rules, draft, saving ---------------------------------------------------------------

    def _check(self) -> Iterable[UserError]:
        ui = self._ui
        facts = OpeningFacts(
            kind=ui.kind.value(),
            client_id=ui.client.value(),
            login_id=ui.login.value(),
            contract_id=ui.contract.value(),
            subject=ui.subject.value(),
            description=ui.description.value(),
            has_department=ui.department.value() is not None,
            has_type=ui.type.value() is not None,
            subject_rules=self.subject_rules(),
        )
        return opening_problems(facts)

    def restore(self, plain: Mapping[str, Any]) -> None:
        locked = {name: self.form.inputs[name].keep() for name in self.client_part.locked}
        super().restore(plain)
        for name, kept in locked.items():
            self.form.inputs[name].restore(kept)
        self._group_chosen()
        self._kind_chosen()
        self.client_part.follow()
        self.fields_part.restore(plain.get("custom", {}))

    def draft_content(self) -> dict[str, Any]:
        return super().draft_content() | {"custom": self.fields_part.keep()}

    def try_save(self) -> None:
        wrong = self.fields_part.problems()
        if self.fields_part.complain(wrong) != wrong and wrong:
            return
        super().try_save()

    def failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            problems = list(error.problems)
            rest = self.fields_part.complain(problems)
            if rest != problems:
                error = Invalid(error.code, problems=tuple(rest), **dict(error.facts))
                self._saving = False
                if not rest:
                    self._say_state()
                    return
        super().failed(error)

    def save(self) -> None:
        values = self._withheld.without(self.form.values())
        for_client = values["kind"] is TicketKind.CLIENT
        command = OpenTicket(
            ticket=self._ticket,
            kind=values["kind"],
            client=values["client"] if for_client else None,
            contact=values["contact"] if for_client else None,
            login=values["login"] if for_client else None,
            contract=self._contract(values),
            from_contract=self.target.contract_id,
            type_id=values["type"],
            subject_id=values["subject_id"],
            subject=values["subject"],
            description=values["description"],
            department=values["department"],
            attendant=values["attendant"],
            priority=values["priority"],
            reserved_on=values["reserved_on"],
            best_time=values["best_time"],
            address_origin=values["address_origin"],
            address=snapshot(values),
            complementary_status=values["complementary_status"],
            message=values["message"],
            message_visibility=values["message_visibility"],
            files=values["files"],
            entry_stage=self.fields_part.entry_stage(),
            values=self.fields_part.values(),
        )
        self.context.run(command, self, self._opened, self.failed)

    def _contract(self, values: Mapping[str, Any]) -> UUID | None:
        """The page's own contract goes with the ticket whatever its stage keeps."""
        if values["kind"] is not TicketKind.CLIENT:
            return None
        contract: UUID | None = values["contract"] or self.target.contract_id
        return contract

    def _opened(self, done: Done[Opened]) -> None:
        self.saved()
        protocol = show_protocol(done.answer.protocol)
        told = self.tr("Ticket {protocol} was opened").format(protocol=protocol)
        self.context.toast(told, copy=protocol)
        for command in self.fields_part.afterwards(done.answer.ticket):
            self.context.run(command, self.context, None, self.context.tell)
        self.context.navigate(OpenTicketTab(done.answer.ticket))
        self.close_requested.emit()

    def go_back(self) -> None:
        """To where the ticket was opened from, whose page still shows the same tab (S3.32)."""
        if self.target.contract_id is not None:
            self.context.navigate(OpenContractTab(self.target.contract_id))
        elif self.target.client_id is not None:
            self.context.navigate(OpenClientTab(self.target.client_id))
        super().go_back()

    def ticket_id(self) -> UUID:
        """The id that the ticket will have."""
        return self._ticket


pages.register(NewTicket, NewTicketPage)
