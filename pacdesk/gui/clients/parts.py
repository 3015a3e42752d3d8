"""Contacts, addresses and logins of a client: the kinds that their panes edit."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from pacdesk.desk.access.rules import UserRow
from pacdesk.desk.clients.brazil import UF_NAMES, format_phone
from pacdesk.desk.clients.commands import (
    SaveAddress,
    SaveContact,
    SaveLogin,
    VoidAddress,
    VoidContact,
    VoidLogin,
)
from pacdesk.desk.clients.covering import ADDRESS_FIELDS, shut_fields
from pacdesk.desk.clients.rows import AddressValues, ClientCard, ContactValues, LoginValues
from pacdesk.desk.clients.rules import check_address, check_contact, check_login, warn_address
from pacdesk.desk.values import Command
from pacdesk.gui.admin.words import needs_clients
from pacdesk.gui.clients import words
from pacdesk.gui.compiled.ui_address_form import Ui_AddressForm
from pacdesk.gui.compiled.ui_contact_form import Ui_ContactForm
from pacdesk.gui.compiled.ui_login_form import Ui_LoginForm
from pacdesk.gui.context import Context
from pacdesk.gui.editing.card_form import shown
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record, Words
from pacdesk.gui.widgets.two_line_delegate import TwoLines

translate = words.translate


def _made(kind: Any, record: Record | None, values: Mapping[str, Any]) -> Any:
    """The values of a part: what the form shows on top of what it does not."""
    known = {f.name: values[f.name] for f in fields(kind) if f.name in values}
    base = {} if record is None or record.row is None else shown(record.row.values)
    return kind(**(base | known))


def _seen(record: Record | None) -> dict[str, Any]:
    if record is None or record.row is None:
        return {}
    return {"version": record.version, "before": record.row.values}


def _main(values: Any) -> str:
    return translate("ClientWords", "main") if values.is_main else ""


def covered_fields(context: Context, record: Record | None) -> Iterable[str]:
    """What somebody may not change of a row that is there."""
    shut = shut_fields(context.actor) if context.actor is not None and record is not None else frozenset()
    return (*shut, *(ADDRESS_FIELDS if "address" in shut else ()))


def users_to_choose(rows: Iterable[UserRow]) -> list[Choice]:
    """The users who may stand in the register of a client or contact (S1.11, S1.12)."""
    return [Choice(row.id, row.name, row.login, row) for row in rows if row.active]


def contact_kind(client: UUID) -> Kind:
    """Contacts (S0.14)."""

    def command(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
        made = _made(ContactValues, record, values)
        return SaveContact(contact=row_id, client=client, values=made, **_seen(record))

    def prepare(ui: Any, form: Any) -> None:
        del form
        ui.kind.set_choices(list(words.contact_kinds().items()))

    return Kind(
        name="contact",
        ui=Ui_ContactForm,
        command=command,
        words=lambda: Words(
            translate("ClientWords", "Contacts"),
            translate("ClientWords", "New contact"),
            translate("ClientWords", "Save contact"),
            translate("ClientWords", "No contact yet"),
            translate("ClientWords", "Write down who speaks for this client."),
            translate("ClientWords", "The contact was saved"),
        ),
        required=("name",),
        blank=shown(ContactValues(name="")),
        prepare=prepare,
        check=lambda values: check_contact(_made(ContactValues, None, values)),
        covered=covered_fields,
        void=lambda record: VoidContact(contact=record.id, version=record.version),
        refused=needs_clients,
    )


def contacts_of(card: ClientCard) -> list[Record]:
    """The contacts of a card."""
    found = []
    for row in card.contacts:
        reach = format_phone(row.values.phone or row.values.mobile) or row.values.email
        second = " · ".join(part for part in (row.values.job_title, reach) if part)
        lines = TwoLines(row.values.name, second, chip=_main(row.values))
        found.append(Record(row.id, row.version, shown(row.values), lines, row))
    return found


def address_kind(client: UUID) -> Kind:
    """Addresses, with their place on the map (S3.13)."""

    def command(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
        made = _made(AddressValues, record, values)
        return SaveAddress(address=row_id, client=client, values=made, **_seen(record))

    def prepare(ui: Any, form: Any) -> None:
        del form
        ui.state.set_choices([("", "–"), *((uf, uf) for uf in UF_NAMES)])

    return Kind(
        name="address",
        ui=Ui_AddressForm,
        command=command,
        words=lambda: Words(
            translate("ClientWords", "Addresses"),
            translate("ClientWords", "New address"),
            translate("ClientWords", "Save address"),
            translate("ClientWords", "No address yet"),
            translate("ClientWords", "Tickets copy their address from here."),
            translate("ClientWords", "The address was saved"),
        ),
        required=("street", "city"),
        blank=shown(AddressValues()),
        prepare=prepare,
        check=lambda values: check_address(_made(AddressValues, None, values)),
        advise=lambda values: warn_address(_made(AddressValues, None, values)),
        covered=covered_fields,
        void=lambda record: VoidAddress(address=record.id, version=record.version),
        refused=needs_clients,
    )


def addresses_of(card: ClientCard) -> list[Record]:
    """The addresses of a card."""
    found = []
    for row in card.addresses:
        name = row.values.label or row.values.street
        lines = TwoLines(name, row.line, chip=_main(row.values))
        found.append(Record(row.id, row.version, shown(row.values), lines, row))
    return found


def login_kind(client: UUID) -> Kind:
    """Access logins (S3.6)."""

    def command(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
        made = _made(LoginValues, record, values)
        return SaveLogin(login=row_id, client=client, values=made, **_seen(record))

    return Kind(
        name="login",
        ui=Ui_LoginForm,
        command=command,
        words=lambda: Words(
            translate("ClientWords", "Logins"),
            translate("ClientWords", "New login"),
            translate("ClientWords", "Save login"),
            translate("ClientWords", "No login yet"),
            translate("ClientWords", "A login is an access that a contract gives."),
            translate("ClientWords", "The login was saved"),
        ),
        required=("login",),
        blank=shown(LoginValues(login="")),
        check=lambda values: check_login(_made(LoginValues, None, values)),
        void=lambda record: VoidLogin(login=record.id, version=record.version),
        refused=needs_clients,
    )


def logins_of(card: ClientCard) -> list[Record]:
    """The logins of a card."""
    off = translate("ClientWords", "Not in use")
    return [
        Record(
            row.id,
            row.version,
            shown(row.values),
            TwoLines(
                row.values.login,
                row.contract_number,
                chip="" if row.values.active else off,
                chip_tone="off",
            ),
            row,
        )
        for row in card.logins
    ]
