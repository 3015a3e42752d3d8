"""What the test of a connection finds, step by step: plain values that a screen can show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pacdesk.errors import UserError


class StepName(StrEnum):
    """The steps in their order, each of which needs those before it."""

    NAME = "name"
    REACH = "reach"
    TLS = "tls"
    LOG_IN = "log_in"
    VERSION = "version"
    SCHEMA = "schema"


class Outcome(StrEnum):
    """How a step ended. `warned`: it works, and there is something to know; `skipped`: it was not needed."""

    OK = "ok"
    WARNED = "warned"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `code` names what was found (`name.found`, `tls.verified`...), `facts` fill its sentence;
    `error` is what went wrong, at one host at least."""

    name: StepName
    outcome: Outcome
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    error: UserError | None = None
