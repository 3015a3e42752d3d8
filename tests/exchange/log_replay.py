"""Replays a log that was imported through two flows made of the log itself, and counts the same from the
file alone. By hand on a whole log: `python -m tests.exchange.log_replay LOG.csv[.gz] DESK LEAST...`."""

import csv
import gzip
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.flow_questions import ReplayTickets
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import EditDraft, GetVersion, ListTypes, SaveDraft
from pacdesk.desk.workflow.replaying import ReplayReport
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow


def count(path: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Of a log with a row for each event: the activities that cases begin with, and each move between
    two."""
    reading: Any = gzip.open if path.suffix == ".gz" else open
    cases: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    with reading(path, "rt", encoding="utf-8") as lines:
        for n, row in enumerate(csv.DictReader(lines)):
            cases[row["case"]].append((row["time:timestamp"], n, row["concept:name"]))
    begun: Counter[str] = Counter()
    moves: Counter[tuple[str, str]] = Counter()
    for case in cases.values():
        names = [name for _, _, name in sorted(case)]
        begun[names[0]] += 1
        moves.update(pairwise(names))
    return begun, moves


def draft_of(desk: Any, begun: Counter[str], moves: Counter[tuple[str, str]], least: int) -> Any:
    """The draft of the imported type, with a stage for each activity, an entry for each that a case begins
    with, and the moves seen so often."""
    type_id = next(kind.id for kind in desk.ask(ListTypes()) if kind.name == "Help desk")
    card = desk.ask(GetVersion(version_id=desk.run(EditDraft(type_id=type_id)).answer))
    (first, _), *_ = begun.most_common()
    stages = {
        name: StageRow(
            id=new_id(),
            name=name,
            kind=StageKind.ENTRY if name in begun else StageKind.MIDDLE,
            is_default_entry=name == first,
        )
        for name in sorted({*begun, *(name for pair in moves for name in pair)})
    }
    ways = tuple(
        TransitionRow(id=new_id(), from_stage_id=stages[a].id, to_stage_id=stages[b].id, label=f"{a} > {b}")
        for (a, b), often in moves.items()
        if often >= least
    )
    flow = Flow(card.flow.version_id, type_id, card.flow.number, tuple(stages.values()), ways)
    desk.run(SaveDraft(version_id=flow.version_id, row_version=card.row.row_version, flow=flow))
    return flow.version_id


def check(desk: Any, path: Path, least: int) -> ReplayReport:
    """Replay; what the desk counts must be what the file tells."""
    begun, moves = count(path)
    report: ReplayReport = desk.ask(ReplayTickets(version_id=draft_of(desk, begun, moves, least)))
    assert report.tickets == report.entries == begun.total()
    assert report.moves == moves.total()
    assert (report.beside, report.no_entry) == (0, 0)
    assert {(pair.origin, pair.target): pair.count for pair in report.by_pair} == dict(moves)
    assert report.off_flow == sum(often for often in moves.values() if often < least)
    return report


def main(log: str, desk_path: str, *least: str) -> None:
    """Print the figures of a whole log."""
    desk = open_local(Path(desk_path))
    for low in map(int, least):
        begun = time.monotonic()
        report = check(desk, Path(log), low)
        took = time.monotonic() - begun
        sys.stdout.write(
            f"moves seen {low} times and more: {report.tickets} tickets, {report.entries} entries "
            f"+ {report.moves} moves = {report.entries + report.moves} events ({report.legal} legal, "
            f"{report.off_flow} off flow), {report.stopped} stopped, {took:.1f} s\n"
        )
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
