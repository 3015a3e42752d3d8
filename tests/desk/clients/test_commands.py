"""Commands wait in an outbox as text: each comes back as it went."""

import json
from datetime import date

import pytest

from pacdesk.desk.clients.commands import ChangeClient, CreateClient, SaveAddress, SaveContact
from pacdesk.desk.clients.rows import AddressValues, ClientValues, ContactValues, LoginValues, PersonType
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import AccessStatus, ContractValues
from pacdesk.desk.values import from_plain, new_id, to_plain

CLIENT = ClientValues(legal_name="Ana", person_type=PersonType.PERSON, organization_id=new_id())
HERE = AddressValues(street="Rua Um", latitude=-27.0, longitude=-52.5)


@pytest.mark.parametrize(
    "command",
    [
        CreateClient(
            client=new_id(),
            values=CLIENT,
            contacts=(ContactValues(name="Eva"),),
            addresses=(HERE,),
            logins=(LoginValues(login="a"),),
        ),
        ChangeClient(client=new_id(), version=3, before=CLIENT, values=CLIENT),
        SaveContact(contact=new_id(), client=new_id(), values=ContactValues(name="Eva")),
        SaveAddress(address=new_id(), client=new_id(), version=1, before=HERE, values=HERE),
        CreateContract(
            contract=new_id(),
            client=new_id(),
            values=ContractValues(starts_on=date(2026, 1, 2), access_status=AccessStatus.OVERDUE),
        ),
    ],
)
def test_a_command_survives_its_text(command):
    assert from_plain(type(command), json.loads(json.dumps(to_plain(command)))) == command
