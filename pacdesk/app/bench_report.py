"""What `pacdesk bench` says: figures beside their targets."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_RESTRICTED = 1.3
_BUSY = 3.0


@dataclass(frozen=True, slots=True)
class Target:
    """At most `ratio` times the floor, or at most `most` (ms, or MB for memory); None is no demand."""

    ratio: float | None = None
    most: float | None = None


TARGETS: dict[str, Target] = {
    "first": Target(ratio=1.15),
    "memory_first": Target(most=12),
    "end": Target(ratio=1.4),
    "jump_p50": Target(ratio=1.3),
    "jump_p95": Target(most=25),
    "sort": Target(ratio=1.4),
    "sort_client": Target(ratio=1.3),
    "filter_rows": Target(),
    "filter": Target(ratio=1.5),
    "open_list": Target(ratio=1.3),
    "memory_end": Target(most=25),
    "page_data": Target(ratio=1.6),
    "search": Target(ratio=2.0),
    "open_123": Target(most=20),
    "comment": Target(most=11),
    "painted": Target(ratio=1.25),
    "rows": Target(ratio=3.0),
    "idle": Target(ratio=3.5),
}
_WORDS = {
    "first": "first rows of the queue",
    "memory_first": "memory behind it, MB",
    "end": "End key",
    "jump_p50": "jump anywhere, p50",
    "jump_p95": "jump anywhere, p95",
    "sort": "sort by subject",
    "sort_client": "sort by client",
    "filter_rows": "filter by a word, rows",
    "filter": "filter by a word, exact count",
    "open_list": "list of open tickets",
    "memory_end": "memory at the end, MB",
    "page_data": "page of rows, data only",
    "search": "search in all texts, p95",
    "open_123": "open a ticket of 123 events, data",
    "comment": "add a comment, committed",
    "painted": "start to first paint",
    "rows": "start to rows in the queue",
    "idle": "start to all at rest",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A step on a desk for somebody: what we took in each turn, what the floor took, and the load."""

    desk: str
    actor: str
    step: str
    ours: list[float]
    floor: list[float]
    load: float

    @property
    def ratio(self) -> float | None:
        """Of the medians."""
        floor = statistics.median(self.floor) if self.floor else 0
        return statistics.median(self.ours) / floor if self.ours and floor > 0 else None

    @property
    def target(self) -> Target:
        """What is demanded; of a restricted list it is the same cut by hand times 1.3."""
        wanted = TARGETS[self.step]
        if self.actor == "administrator" or wanted.ratio is None or self.step == "filter":
            return wanted
        return Target(ratio=_RESTRICTED)

    @property
    def is_met(self) -> bool | None:
        """None when nothing is demanded, or nothing was measured."""
        wanted = self.target
        if wanted.most is not None:
            return statistics.median(self.ours) <= wanted.most if self.ours else None
        return None if wanted.ratio is None or self.ratio is None else self.ratio <= wanted.ratio


def as_json(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {
            "desk": figure.desk,
            "actor": figure.actor,
            "step": figure.step,
            "ours": _spread(figure.ours),
            "floor": _spread(figure.floor),
            "ratio": None if figure.ratio is None else round(figure.ratio, 2),
            "target_ratio": figure.target.ratio,
            "target_most": figure.target.most,
            "met": figure.is_met,
            "load": round(figure.load, 2),
        }
        for figure in figures
    ]


def _spread(values: list[float]) -> dict[str, float] | None:
    if not values:
        return None
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 3) for name, value in found.items()}


def as_table(figures: Iterable[Figure]) -> str:
    """For people: median (min-max) in ms, the ratio and what is demanded of it."""
    lines = []
    desk = ""
    for figure in figures:
        if figure.desk != desk:
            desk = figure.desk
            lines += ["", f"{desk}: ms, median (min-max); only ratios inside one run count", _HEAD]
        busy = f" (load {figure.load:.1f})" if figure.load > _BUSY else ""
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        lines.append(
            f"{_WORDS[figure.step]:<34} {figure.actor:<14} "
            f"{_shown(figure.ours):<24} {_shown(figure.floor):<24} "
            f"{ratio:>6}  {_demand(figure.target):<9} {_VERDICTS[figure.is_met]}{busy}"
        )
    return "\n".join(lines)


_HEAD = f"{'step':<34} {'who':<14} {'pacdesk':<24} {'floor':<24} {'ratio':>6}  {'target':<9} verdict"
_VERDICTS = {True: "met", False: "NOT MET", None: ""}


def _shown(values: list[float]) -> str:
    if not values:
        return "-"
    return f"{statistics.median(values):.4g} ({min(values):.4g}-{max(values):.4g})"


def _demand(target: Target) -> str:
    if target.most is not None:
        return f"<= {target.most:g}"
    return "" if target.ratio is None else f"<= {target.ratio:g} x"
