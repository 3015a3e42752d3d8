"""BPMN's graph made one a ticket can walk: at one place at a time, with people who choose.

Parallel branches that meet again are put one behind the other in the file's order; those that never meet
become a choice. Gateways and thrown events are no places to stay: ways run through them.
"""

import itertools
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pacdesk.exchange.flows.bpmn_file import ACTIVITIES, Diagram, Edge, Node
from pacdesk.exchange.flows.model import Notes

MOST_WAYS = 100
"""Ways out of one stage; a tangle of gateways could make thousands."""
MOST_STEPS = 20_000
LONGEST_WAY = 100
JOINING = frozenset({"parallelGateway", "inclusiveGateway"})


@dataclass(frozen=True, slots=True)
class Run:
    """A way from one stage to another through gateways and thrown events: the edges it takes, and what is
    sent on the way. `event`: the attached or awaited event that sets it off."""

    origin: str
    target: str
    edges: tuple[Edge, ...]
    thrown: tuple[Node, ...] = ()
    event: Node | None = None


class Graph:
    """The nodes and sound edges of a diagram."""

    def __init__(self, diagram: Diagram, notes: Notes) -> None:
        self.nodes = diagram.nodes
        self.notes = notes
        self._put([e for e in diagram.edges if e.source in self.nodes and e.target in self.nodes])
        self.attached: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            if node.kind == "boundaryEvent":
                self._attach(node)
        for node in list(self.nodes.values()):
            if node.kind == "parallelGateway" and len(self.out(node.id)) > 1:
                self._in_a_row(node)
        self.awaited = {
            edge.target
            for edge in self.edges
            if self.nodes[edge.source].kind == "eventBasedGateway"
            and self.nodes[edge.target].kind == "intermediateCatchEvent"
        }

    def _put(self, edges: list[Edge]) -> None:
        self.edges = edges
        self._out: dict[str, list[Edge]] = {}
        for edge in edges:
            self._out.setdefault(edge.source, []).append(edge)

    def _attach(self, node: Node) -> None:
        if node.attached_to in self.nodes:
            self.attached.setdefault(node.attached_to, []).append(node)
        else:
            self.notes.add("bpmn.attached_to_nothing", node.name or node.id, to=node.attached_to or "?")

    def out(self, key: str) -> list[Edge]:
        """The edges that leave a node."""
        return self._out.get(key, [])

    def stays(self, node: Node) -> bool:
        """Whether a ticket stays there: tasks, awaited events, ends, and gateways that wait."""
        if node.kind == "intermediateCatchEvent":
            return node.id not in self.awaited
        return node.kind in ACTIVITIES or node.kind in ("endEvent", "eventBasedGateway")

    # -- parallel work

    def _in_a_row(self, fork: Node) -> None:
        branches = self.out(fork.id)
        starts = list(dict.fromkeys(edge.target for edge in branches))
        join = self._join(fork.id, starts)
        place = fork.name or self._around(fork.id)
        names = [self.nodes[key].name or key for key in starts]
        if join is None:
            self._as_choice(fork, starts)
            self.notes.add("bpmn.parallel_as_choice", place, branches=names)
            return
        starts = [key for key in starts if key != join]
        for here, following in itertools.pairwise(starts):
            inside = self._reached(here, {join, fork.id})
            label = next((edge.name for edge in branches if edge.target == following), "")
            self._put(
                [
                    replace(edge, target=following, name=edge.name or label)
                    if edge.target == join and edge.source in inside
                    else edge
                    for edge in self.edges
                ]
            )
        kept = next((edge for edge in branches if edge.target in starts[:1]), branches[0])
        self._put([edge for edge in self.edges if edge.source != fork.id or edge is kept])
        self.notes.add("bpmn.parallel_in_a_row", place, branches=names)

    def _join(self, fork: str, starts: list[str]) -> str | None:
        """The gateway where all branches meet first; they must not meet before."""
        far = [self._distances(start, fork) for start in starts]
        common = [
            key
            for key in far[0]
            if self.nodes[key].kind in JOINING and key != fork and all(key in found for found in far)
        ]
        if not common:
            return None
        join = min(common, key=lambda key: max(found[key] for found in far))
        regions = [self._reached(start, {join, fork}) for start in starts if start != join]
        shared = any(a & b for n, a in enumerate(regions) for b in regions[:n])
        return None if shared else join

    def _as_choice(self, fork: Node, starts: list[str]) -> None:
        """From a branch that never ends a person may go on with the others."""
        more: list[Edge] = []
        for start in starts:
            inside = self._reached(start, {fork.id})
            if any(self.nodes[key].kind == "endEvent" or not self.out(key) for key in inside):
                continue
            others = [key for key in starts if key != start and key not in inside]
            for key in inside:
                if self.nodes[key].kind in ACTIVITIES | {"intermediateCatchEvent"}:
                    more += [Edge("", key, other) for other in others]
        self._put([*self.edges, *more])

    def _distances(self, start: str, without: str) -> dict[str, int]:
        found, waiting = {start: 0}, deque([start])
        while waiting:
            here = waiting.popleft()
            for key in self._following(here):
                if key not in found and key != without:
                    found[key] = found[here] + 1
                    waiting.append(key)
        return found

    def _reached(self, start: str, without: set[str]) -> set[str]:
        found, waiting = {start} - without, [start]
        while waiting:
            for key in self._following(waiting.pop()):
                if key not in found and key not in without:
                    found.add(key)
                    waiting.append(key)
        return found

    def _following(self, key: str) -> Iterable[str]:
        sources = (key, *(event.id for event in self.attached.get(key, ())))
        return [edge.target for source in sources for edge in self.out(source)]

    def _around(self, key: str) -> str:
        """What an unnamed gateway stands behind."""
        before = next((edge.source for edge in self.edges if edge.target == key), key)
        return self.nodes[before].name or key

    # -- ways

    def runs(self, origin: str) -> list[Run]:
        """Every way from a node to where a ticket stays next, those of attached events too."""
        found: list[Run] = []
        self._steps = 0
        self._walk(Run(origin, origin, ()), origin, found, frozenset({origin}))
        for event in self.attached.get(origin, ()):
            self._walk(Run(origin, event.id, (), event=event), event.id, found, frozenset({event.id}))
        if len(found) > MOST_WAYS or self._steps > MOST_STEPS:
            self.notes.add("bpmn.too_many_ways", self.nodes[origin].name or origin, found=len(found))
        return found[:MOST_WAYS]

    def _walk(self, run: Run, here: str, found: list[Run], seen: frozenset[str]) -> None:
        for edge in self._out.get(here, ()):
            self._steps += 1
            if len(found) > MOST_WAYS or self._steps > MOST_STEPS or len(run.edges) > LONGEST_WAY:
                return
            node = self.nodes[edge.target]
            along = replace(run, target=node.id, edges=(*run.edges, edge))
            if self.stays(node):
                found.append(along)
            elif node.id not in seen:
                if node.kind == "intermediateThrowEvent":
                    along = replace(along, thrown=(*along.thrown, node))
                if node.id in self.awaited:
                    along = replace(along, event=node)
                self._walk(along, node.id, found, seen | {node.id})
