"""As whom a user asks for something: the clients, people and contacts that he is associated with
(S1.9, S1.11–S1.14). Pure."""

from collections.abc import Iterable
from uuid import UUID

from pacdesk.desk.access.rules import Refused, Right, may
from pacdesk.desk.clients.rows import RequesterKind
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor

WITH_CONTACTS = frozenset({RequesterKind.CLIENT, RequesterKind.PROSPECT})
"""The kinds whose contacts ask for them (S1.12); of the others everybody asks for himself."""


@dataclass(frozen=True, slots=True)
class Associated:
    """A register in which a user stands: of a client of that kind, or of a contact of his. As it he asks."""

    client: UUID
    kind: RequesterKind
    name: str
    contact: UUID | None = None
    contact_name: str = ""
    is_main: bool = False


def requesters(found: Iterable[Associated]) -> tuple[Associated, ...]:
    """Everybody as whom a user may ask, by name: the union over all registers (S1.13), each client once.

    A client or prospect is asked for through the first contact associated (the main one, else by name), and
    only without one through its own register (S1.14). Contacts of the other kinds do not count.
    """
    ranked = sorted(
        (one for one in found if one.contact is None or one.kind in WITH_CONTACTS),
        key=lambda one: (one.contact is None, not one.is_main, one.contact_name, str(one.contact)),
    )
    first: dict[UUID, Associated] = {}
    for one in ranked:
        first.setdefault(one.client, one)
    return tuple(sorted(first.values(), key=lambda one: (one.name, str(one.client))))


def chosen(offered: tuple[Associated, ...], last: UUID | None) -> Associated | None:
    """As whom to begin: the only one, or the one of the client chosen last; None: the person is to choose
    (S1.13)."""
    if len(offered) == 1:
        return offered[0]
    return next((one for one in offered if one.client == last), None)


def refused_online(actor: Actor, offered: tuple[Associated, ...]) -> tuple[Refused, ...]:
    """Why somebody may not use the client online: two checks, neither of which looks at the other (S1.9)."""
    found = []
    if not offered:
        found.append(Refused("online.not_registered", {"user": actor.login}))
    if not may(actor, Right.ONLINE_USE):
        found.append(Refused("online.not_permitted", {"user": actor.login}))
    return tuple(found)
