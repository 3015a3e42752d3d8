"""Every command there is travels as text and means the same afterwards."""

import json
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacdesk.desk.areas import HANDLERS
from pacdesk.desk.tickets.commands import FieldChange
from pacdesk.desk.values import command_kinds, from_plain, to_plain
from pacdesk.desk.workflow.rows import Flow
from tests.flows import flows

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
ANY = st.none() | st.integers() | st.text(max_size=5)
FREE = {"value": ANY}
st.register_type_strategy(FieldChange, st.builds(FieldChange, name=st.text(), seen=ANY, wanted=ANY))
st.register_type_strategy(Flow, flows())
KINDS = sorted((kind for kind in command_kinds() if kind in HANDLERS), key=lambda kind: kind.__name__)


def commands_of(kind: Any) -> st.SearchStrategy[Any]:
    """Commands of that kind with anything in their fields."""
    free = {name: strategy for name, strategy in FREE.items() if name in kind.__dataclass_fields__}
    needed = {
        name: st.from_type(hint)
        for name, hint in get_type_hints(kind).items()
        if name not in free and hint is not Any
    }
    return st.builds(kind, **needed, **free)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_command_is_the_same_after_its_stay_as_text(kind, data):
    command = data.draw(commands_of(kind))
    assert from_plain(kind, json.loads(json.dumps(to_plain(command)))) == command


def test_every_command_has_a_handler():
    assert {kind for kind in command_kinds() if kind.__module__.startswith("pacdesk.")} == set(HANDLERS)
