"""Editing a large flow in the studio: prints figures, asserts no time.

pytest -m perf tests/perf/test_studio_speed.py -s
"""

import os
import sys
import time
from dataclasses import replace
from uuid import UUID

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtTest import QTest

from pacdesk.config.settings import Settings
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import (
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    StageKind,
    StageRow,
    TransitionRow,
)
from pacdesk.gui.context import Context
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.theme import Mode, ThemeManager
from pacdesk.gui.workflow.design_view import DesignView
from pacdesk.gui.workflow.model import Chosen, StudioModel
from pacdesk.gui.workflow.registers import Registers

pytestmark = pytest.mark.perf
STAGES, WAYS, FIELDS = 60, 200, 40


def _flow():
    fields = tuple(FieldRow(key=f"f{n}", name=f"Campo {n}", kind=FieldKind.TEXT) for n in range(FIELDS))
    stages = tuple(
        StageRow(
            id=new_id(),
            name=f"Etapa {n}",
            key=f"s{n}",
            kind=StageKind.RESOLVED if n == STAGES - 1 else StageKind.MIDDLE if n else StageKind.ENTRY,
            phase=f"Fase {n // 10}",
            position=n,
            is_default_entry=n == 0,
            flags=tuple(FlagRow(field=f"f{m}", required=True) for m in range(n % 7)),
        )
        for n in range(STAGES)
    )
    ways = tuple(
        TransitionRow(
            id=new_id(),
            from_stage_id=stages[n % (STAGES - 1)].id,
            to_stage_id=stages[(n * 7 + 1) % STAGES].id,
            label=f"Condição {n}",
            key=f"t{n}",
        )
        for n in range(WAYS)
    )
    return Flow(UUID(int=1), UUID(int=2), 1, stages, ways, fields)


def _timed(what, app, act):
    start = time.perf_counter()
    act()
    app.processEvents()
    sys.stdout.write(f"{what:<44} {(time.perf_counter() - start) * 1e3:7.1f} ms\n")


def test_a_large_flow_is_edited_without_lag(qapp):
    theme = ThemeManager(qapp)
    theme.apply(Mode.LIGHT)
    jobs = Jobs()
    context = Context(jobs, theme, Settings())
    model = StudioModel(_flow())
    made = []

    def build():
        registers = Registers(context, context)
        view = DesignView(context, model, registers)
        view.resize(1440, 900)
        view.show()
        made.append(view)

    _timed(f"the design view with {STAGES} stages, {WAYS} ways", qapp, build)
    view = made[0]
    stage = model.flow.stages[30]
    _timed("choosing a stage", qapp, lambda: model.choose(Chosen(stage=stage.id)))
    name = view.inspector.stage.name
    name.setFocus()
    for letter in "abc":
        _timed(f"typing {letter} into its name", qapp, lambda letter=letter: QTest.keyClicks(name, letter))
    assert model.flow.stages[30].name.startswith("abc")
    matrix = view.matrix.view
    matrix.show_place(stage.id, "f3")
    for _ in range(3):
        _timed("switching a flag", qapp, lambda: matrix.toggle("required"))
    matrix.selectAll()
    _timed(f"switching a flag of {STAGES * (FIELDS + 13)} cells", qapp, lambda: matrix.toggle("read_only"))
    _timed("undoing that", qapp, model.undo)
    _timed(
        "choosing a transition", qapp, lambda: model.choose(Chosen(transition=model.flow.transitions[9].id))
    )
    changed = replace(model.flow, stages=model.flow.stages[:-1])
    _timed("taking a stage out", qapp, lambda: model.edit("x", changed))
    view.close()
    view.deleteLater()
    jobs.close()
