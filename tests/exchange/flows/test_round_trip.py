"""Our YAML file: out and in again changes nothing but ids."""

from dataclasses import replace
from uuid import UUID

from hypothesis import HealthCheck, given, settings

from pacdesk.desk.workflow.rows import Flow
from pacdesk.exchange.flows.yaml_file import read_text, write_flow
from tests.flows import flows


def without_ids(flow: Flow) -> Flow:
    """The flow with ids and number of its own kind: what a file cannot keep."""
    ids = {stage.id: UUID(int=n) for n, stage in enumerate(flow.stages)}
    return replace(
        flow,
        version_id=UUID(int=0),
        type_id=UUID(int=0),
        number=0,
        stages=tuple(replace(stage, id=ids[stage.id]) for stage in flow.stages),
        transitions=tuple(
            replace(
                way,
                id=UUID(int=n),
                from_stage_id=ids[way.from_stage_id],
                to_stage_id=ids[way.to_stage_id],
            )
            for n, way in enumerate(flow.transitions)
        ),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows())
def test_export_then_import_is_the_identity(flow):
    text = write_flow(flow, type_name="Tipo: é", group_name="Grupo", description="#1")
    read = read_text(text)
    assert without_ids(read.flow) == without_ids(flow)
    assert (read.type_name, read.group_name, read.description) == ("Tipo: é", "Grupo", "#1")
