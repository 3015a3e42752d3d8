"""What example tickets happen to, once it is made, and the texts that it is made of."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from pacdesk.config import paths
from pacdesk.desk.clients.rows import AddressValues
from pacdesk.desk.values import Actor
from pacdesk.desk.workflow.rows import Flow


@cache
def read(name: str) -> dict[str, Any]:
    """A file of `resources/demo`."""
    with (paths.resources() / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Person:
    """A staff member, and who he is when he acts."""

    actor: Actor
    department: UUID


@dataclass(frozen=True, slots=True)
class Served:
    """A client with what a ticket may name of it."""

    id: UUID
    name: str
    sector: str
    portfolio: UUID
    contact: UUID
    contact_name: str
    place: str
    contract: UUID
    plan: str
    login: UUID
    login_name: str
    address: AddressValues


@dataclass(slots=True)
class Stock:
    """Everything that is there before the first ticket."""

    people: list[Person] = field(default_factory=list)
    departments: dict[str, UUID] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    subjects: dict[str, UUID] = field(default_factory=dict)
    complementary: list[UUID] = field(default_factory=list)
    reasons: list[UUID] = field(default_factory=list)
    portfolios: dict[str, UUID] = field(default_factory=dict)
    clients: list[Served] = field(default_factory=list)

    def of_department(self, department: UUID) -> list[Person]:
        """Its people."""
        return [person for person in self.people if person.department == department]
