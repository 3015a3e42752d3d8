"""`pacdesk bench`: makes desks, and measures our steps and the floors on them by turns.

Each step of each turn runs in a fresh process, ours behind the floor's, so that a slow spell of the machine
hits both; only the ratios inside one run count.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pacdesk.app import STARTED
from pacdesk.app.bench_report import Figure, as_json, as_table

KEY = sha256(b"pacdesk bench").digest()
"""The key of keyed benchmark desks: their text is made up, there is nothing to hide."""
WHOLE = ((1_000_000, 0), (100_000, 600_000))
TURNS = 5
CHILD = "--child"
ACTORS = ("administrator", "4 of 40", "30 of 40")


def bench(argv: Sequence[str]) -> int:
    """Measure and print; answers the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if list(argv[1:]) == [CHILD]:
        from pacdesk.app import bench_child

        return bench_child.run(json.loads(sys.stdin.read()))
    options = _parser().parse_args(list(argv))
    keyed = [True] * (options.keyed or not options.unkeyed) + [False] * options.unkeyed
    sizes = WHOLE if options.tickets is None else ((options.tickets, options.entries),)
    figures: list[Figure] = []
    facts: dict[str, Any] = {"turns": options.turns, "python": sys.version.split()[0], "desks": []}
    with tempfile.TemporaryDirectory(prefix="pacdesk-bench-", dir=options.folder) as folder:
        for tickets, entries in sizes:
            for is_keyed in keyed:
                path = (
                    options.keep
                    or Path(folder) / f"{tickets}x{entries}{'-keyed' if is_keyed else ''}.pacdesk"
                )
                run = _Run(path, KEY if is_keyed else None, options.turns, Path(folder) / "compiled")
                facts["desks"].append(run.make(tickets, entries))
                figures += run.figures(f"{tickets} x {entries}, {'keyed' if is_keyed else 'unkeyed'}")
                if options.keep is None:
                    path.unlink()
    if options.json:
        sys.stdout.write(json.dumps(facts | {"figures": as_json(figures)}, indent=1) + "\n")
    else:
        sys.stdout.write(as_table(figures) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pacdesk bench", description=(__doc__ or "").split("\n\n", maxsplit=1)[0]
    )
    parser.add_argument("word", choices=("bench",), help=argparse.SUPPRESS)
    parser.add_argument(
        "--tickets", type=int, metavar="N", help="one desk of N tickets instead of the usual two"
    )
    parser.add_argument(
        "--entries", type=int, default=0, metavar="M", help="with M entries in their discussions"
    )
    parser.add_argument(
        "--turns", type=int, default=TURNS, metavar="N", help="how often each step is measured"
    )
    parser.add_argument("--keyed", action="store_true", help="encrypted desks (the default)")
    parser.add_argument("--unkeyed", action="store_true", help="plain desks; with --keyed, both")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="measure on FILE, made if it is not there, and keep it"
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="where desks are made (some GB are needed)"
    )
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    return parser


@dataclass(slots=True)
class _Run:
    """All measurements on one desk."""

    path: Path
    key: bytes | None
    turns: int
    cache: Path
    loads: list[float] = field(default_factory=list)

    def make(self, tickets: int, entries: int) -> dict[str, Any]:
        """Make the desk, unless it was kept; answers what is told of it."""
        _say(f"{tickets} x {entries}: making the desk")
        start = time.perf_counter()
        if not self.path.exists():
            from pacdesk.exchange import bench_desk  # what measures starting must not have this imported

            bench_desk.make(self.path, tickets=tickets, entries=entries, key=self.key)
        took = time.perf_counter() - start
        size = self.path.stat().st_size
        return {
            "tickets": tickets,
            "entries": entries,
            "keyed": self.key is not None,
            "made_s": round(took, 1),
            "mb": round(size / 1e6),
        }

    def figures(self, name: str) -> Iterator[Figure]:
        """Every step with its floor."""
        steps = [("list", ACTORS), ("data", ACTORS[:1])]
        if self.key is None:  # a keyed desk asks for its key first
            steps.append(("start", ACTORS[:1]))
        for what, actors in steps:
            for who in ("floor", "ours"):
                self._child(what, who, ACTORS[0])  # the first compiles, and fills the system's cache
            found: dict[tuple[str, str], dict[str, list[float]]] = {}
            for turn in range(self.turns):
                for actor in actors:
                    _say(f"{name}: {what}, {actor}, turn {turn + 1} of {self.turns}")
                    for who in ("floor", "ours"):
                        answer = self._child(what, who, actor)
                        for step, value in answer.items():
                            found.setdefault((actor, step), {}).setdefault(who, []).append(value)
                    self.loads.append(_load())
            for (actor, step), values in found.items():
                load = statistics.median(self.loads)
                yield Figure(name, actor, step, values.get("ours", []), values.get("floor", []), load)

    def _child(self, what: str, who: str, actor: str) -> dict[str, float]:
        key = None if self.key is None else self.key.hex()
        spec = {"what": what, "who": who, "actor": actor, "desk": str(self.path), "key": key}
        command = [sys.executable, "-m", "pacdesk", "bench", CHILD]
        if what == "start" and who == "floor":
            from pacdesk.gui import bench as rooms

            command = [sys.executable, str(Path(rooms.__file__).with_name("start_floor.py"))]
        elif what == "start":
            with tempfile.TemporaryDirectory(prefix="pacdesk-profile-") as profile:
                whole = [sys.executable, "-m", "pacdesk", str(self.path), "--profile", profile]
                return self._answer(whole, "")
        return self._answer(command, json.dumps(spec))

    def _answer(self, command: list[str], spec: str) -> dict[str, float]:
        done = subprocess.run(  # noqa: S603  (ourselves)
            command,
            input=spec,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        last = json.loads(done.stdout.strip().rpartition("\n")[2])
        return last if isinstance(last, dict) else dict.fromkeys(("painted", "rows", "idle"), last * 1e3)

    def _environment(self) -> dict[str, str]:
        """Compiled modules, as an installed program has them, even where none may be written beside them."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        kept.setdefault("PYTHONPYCACHEPREFIX", str(self.cache))
        return kept | {STARTED: str(time.time())}


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
