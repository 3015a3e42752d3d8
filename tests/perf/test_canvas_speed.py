"""A flow of 60 stages and 200 transitions on the canvas: prints figures, asserts none.

pytest -m perf tests/perf/test_canvas_speed.py -s
"""

import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "packaging"))
from flow_scenes import large
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pacdesk.desk.workflow.layout import places_of
from pacdesk.desk.workflow.problems import problems_of
from pacdesk.desk.workflow.routes import routes_of
from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.workflow.canvas import FlowCanvas
from pacdesk.gui.workflow.model import StudioModel

pytestmark = pytest.mark.perf
TURNS = 9


def median(act):
    times = []
    for _ in range(TURNS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times), max(times)


def tell(what, act):
    middle, most = median(act)
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    sys.stdout.write(f"{what:<44} {middle:7.1f} ms, at most {most:7.1f} {load}\n")


@pytest.mark.parametrize("phases", [0, 8])
def test_sixty_stages_and_two_hundred_transitions(qapp, phases):
    ThemeManager(qapp).apply("light")
    flow = large(60, 200, phases)
    places = places_of(flow)
    sys.stdout.write(f"\n{len(flow.stages)} stages, {len(flow.transitions)} transitions, {phases} phases\n")
    tell("places", lambda: places_of(flow))
    tell("lines", lambda: routes_of(flow, places))
    tell("problems", lambda: problems_of(flow))

    def first():
        canvas = FlowCanvas(StudioModel(flow))
        canvas.resize(1440, 900)
        canvas.show()
        canvas.grab()
        canvas.close()
        canvas.deleteLater()

    tell("canvas made, shown and drawn", first)
    canvas = FlowCanvas(StudioModel(flow))
    canvas.resize(1440, 900)
    canvas.show()
    tell("drawn again", canvas.grab)

    def rename():
        stage = canvas.model.flow.stages[20]
        canvas.model.change_stage("name", replace(stage, name=stage.name + "x"))
        canvas.grab()

    tell("one name changed and drawn", rename)
    stage = canvas.model.flow.stages[20].id

    def choose():
        other = UUID(int=5) if canvas.model.chosen.stage == stage else stage
        canvas.pick([other])
        canvas.grab()

    tell("another stage chosen and drawn", choose)
    at = canvas.room_of(stage).center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    steps = iter(range(1, 100))

    def drag():
        QTest.mouseMove(canvas.viewport(), at + QPoint(next(steps) * 20, 40))
        canvas.grab()

    tell("one step of a drag, drawn", drag)
    canvas.close()
