"""The address of a new ticket: typed, or a preview of where it will be copied from (S3.11–S3.13)."""

from uuid import UUID

from pacdesk.desk.clients.rows import AddressRow, AddressValues, ClientCard
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import AddressOrigin

PARTS = ("cep", "street", "number", "complement", "district", "city", "state")


def origin_address(
    origin: AddressOrigin,
    card: ClientCard | None,
    login_id: UUID | None,
    contract_address: UUID | None,
) -> AddressValues | None:
    """The address that an origin gives, as the desk will copy it; None if it has none."""
    if card is None or origin is AddressOrigin.MANUAL:
        return None
    if origin is AddressOrigin.CLIENT:
        ordered = sorted(card.addresses, key=lambda row: not row.values.is_main)
        return ordered[0].values if ordered else None
    wanted = contract_address
    if origin is AddressOrigin.LOGIN:
        wanted = next((row.values.address_id for row in card.logins if row.id == login_id), None)
    return _by_id(card.addresses, wanted)


def _by_id(rows: tuple[AddressRow, ...], wanted: UUID | None) -> AddressValues | None:
    return next((row.values for row in rows if row.id == wanted), None)


def snapshot(values: dict[str, str]) -> AddressSnapshot:
    """A typed address."""
    return AddressSnapshot(**{name: str(values[name] or "").strip() for name in PARTS})
