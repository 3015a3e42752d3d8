"""Trying a connection to a shared desk from end to end, for who sets it up or wonders what is wrong."""

from collections.abc import Callable

from sqlalchemy import Engine

from pacdesk.config.steps import Outcome, Step, StepName
from pacdesk.desk.opening import behind_the_wall, refuse_unfit
from pacdesk.errors import UserError
from pacdesk.storage import probe, server
from pacdesk.storage.engines import postgres_engine


def try_connection(address: str, tell: Callable[[Step], object]) -> bool:
    """Try the six steps; each is told as it ends, and none comes behind one that failed. Whether all is well.

    Bounded in time; changes nothing. Raises DeskUnavailable `server.bad_address`, and whatever `tell` raises.
    """
    if not probe.probe(server.conninfo(address), tell):
        return False
    engine = postgres_engine(address)
    try:
        step = _schema(engine)
    finally:
        engine.dispose()
    tell(step)
    return step.outcome is not Outcome.FAILED


def _schema(engine: Engine) -> Step:
    try:
        wanted = refuse_unfit(engine)
        login = behind_the_wall(engine)
    except UserError as error:
        return Step(StepName.SCHEMA, Outcome.FAILED, error.code, error.facts, error)
    if login is None:
        return Step(StepName.SCHEMA, Outcome.WARNED, "schema.above", {"found": wanted})
    return Step(StepName.SCHEMA, Outcome.OK, "schema.fits", {"found": wanted})
