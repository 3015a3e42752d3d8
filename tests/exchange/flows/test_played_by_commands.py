"""Flows of files of each kind are imported and led from their entry to every end by commands."""

from pathlib import Path

import pytest

from pacdesk.exchange.flows.detect import read_flow
from tests.exchange.flows.commanding import Player
from tests.exchange.flows.playing import ways_to_the_ends

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", ["lifecycle.xml", "process.yml", "process.bpmn"])
def test_every_end_that_people_reach_is_reached_by_commands(world, name):
    player = Player(world.desk)
    flow = player.bring(read_flow(FILES / name), name)
    planned = {steps[-1].target: steps for _, steps in ways_to_the_ends(flow)}
    assert planned
    assert player.play(flow) == planned
    states = world.sql("SELECT DISTINCT closed_at IS NOT NULL FROM tickets")
    assert [bool(row[0]) for row in states] == [True]
