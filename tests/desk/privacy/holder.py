"""Somebody whose data stands in every place that there is, marked so that it is found anywhere."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pacdesk.desk.clients.commands import ChangeClient, CreateClient, GetClient
from pacdesk.desk.clients.rows import AddressValues, ClientValues, ContactValues, LoginValues, PersonType
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractStatus, ContractValues
from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import (
    CancelTicket,
    CorrectEntry,
    DecideUnderstanding,
    NewFile,
    OpenTicket,
    TakeTicket,
    WriteEntry,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Visibility, new_id

NAME = "Zeferina Quaresma"
CPF = "52998224725"
TRACES = ("zeferina", "quaresma", CPF, "529.982.247-25", "987650042", "98765-0042", "zefirosa")
"""What must be found nowhere once she is erased."""


@dataclass
class Holder:
    """Her ids."""

    client: UUID
    contact: UUID
    login: UUID
    ticket: UUID
    contract: UUID


def settle(desk: Desk, world: Any, *, under_sac: bool = False, close: bool = True) -> Holder:
    """Write her down, open a ticket for her in which everything is said of her, and close it."""
    client, ticket, contract = new_id(), new_id(), new_id()
    values = ClientValues(
        legal_name="Zeferina Quaresma de Antes",
        person_type=PersonType.PERSON,
        document=CPF,
        email="zeferina@exemplo.com.br",
        mobile="+5511987650042",
        note="Filha da Zeferina mais velha",
        under_sac=under_sac,
        external_code="ZEFERINA-7",
    )
    desk.run(
        CreateClient(
            client=client,
            values=values,
            contacts=(ContactValues(name="Irmã Quaresma", email="quaresma@exemplo.com.br"),),
            addresses=(AddressValues(street="Rua Zefirosa", number="7", city="Santos", state="SP"),),
            logins=(LoginValues(login="zeferina.q", note="da Zeferina"),),
            imported=True,
        )
    )
    seen = desk.ask(GetClient(client=client))
    before = seen.values
    after = replace(before, legal_name=NAME)
    desk.run(ChangeClient(client=client, version=seen.version, before=before, values=after, imported=True))
    desk.run(
        CreateContract(
            contract=contract,
            client=client,
            values=ContractValues(
                plan="Fibra 300", status=ContractStatus.ENDED, note="Pago por Zeferina", monthly_cents=9990
            ),
            imported=True,
        )
    )
    content = b"arquivo da ZEFERINA " * 50
    file = NewFile(
        attachment=new_id(),
        sha256=desk.put_file(content),
        name="zeferina.txt",
        size=len(content),
        media_type="text/plain",
    )
    desk.run(
        OpenTicket(
            ticket=ticket,
            kind=TicketKind.CLIENT,
            client=client,
            contact=seen.contacts[0].id,
            contract=contract,
            login=seen.logins[0].id,
            type_id=world.type_id,
            department=world.department,
            subject="Zeferina sem sinal",
            description="A Zeferina ligou de 11 98765-0042.",
            files=(file,),
        )
    )
    entry = new_id()
    desk.run(TakeTicket(ticket=ticket))
    desk.run(
        WriteEntry(
            ticket=ticket,
            entry=entry,
            text="Sou a Zeferina, CPF 529.982.247-25",
            visibility=Visibility.CLIENT,
            from_client=True,
        )
    )
    note = new_id()
    desk.run(WriteEntry(ticket=ticket, entry=note, text="Zeferina primeira", visibility=Visibility.INTERNAL))
    desk.run(CorrectEntry(ticket=ticket, entry=new_id(), corrects=note, text="Zeferina segunda"))
    understanding = new_id()
    desk.run(
        WriteUnderstanding(ticket=ticket, understanding=understanding, text="Trocar o aparelho da Zeferina")
    )
    desk.run(
        DecideUnderstanding(
            ticket=ticket, understanding=understanding, approved=False, justification="Diz Zeferina"
        )
    )
    if close:
        desk.run(CancelTicket(ticket=ticket, reason="other", comment="Pedido da Zeferina"))
    return Holder(client, seen.contacts[0].id, seen.logins[0].id, ticket, contract)
