"""What a screen needs of a desk, and all it may know of it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from pacdesk.desk.values import Actor, Changes, Command, Done, LineState, Present, Progress, Question

T = TypeVar("T")


class DeskPort(Protocol):
    """A desk as the window, sync and exchange see it. Calls block: never on the window's thread."""

    @property
    def actor(self) -> Actor:
        """Who is acting."""

    def run(
        self, command: Command[T], *, initiator: object = None, progress: Progress | None = None
    ) -> Done[T]:
        """Do a command, all of it or nothing. Raises UserError, and what `progress` raises."""

    def ask(self, question: Question[T]) -> T:
        """Answer a question from one snapshot. Raises UserError."""

    def subscribe(self, listener: Callable[[Changes], Any]) -> Callable[[], None]:
        """Be told of every change, on the thread that made it; the answer ends it."""

    def put_file(self, content: bytes) -> str:
        """Keep a file's bytes, flushed before this returns; answers their SHA-256."""

    def get_file(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound."""


class LinePort(Protocol):
    """The line to a shared desk. Nothing here blocks."""

    @property
    def host(self) -> str:
        """What the server is called."""

    @property
    def state(self) -> LineState:
        """How it stands now."""

    def watch(self, watcher: Callable[[LineState], Any]) -> Callable[[], None]:
        """Be told how it stands, on the line's own thread; the answer ends it."""

    @property
    def people(self) -> Mapping[UUID, tuple[Present, ...]]:
        """Who else is at which ticket, by name."""

    def meet(self, watcher: Callable[[Mapping[UUID, tuple[Present, ...]]], Any]) -> Callable[[], None]:
        """Be told who is at which ticket, on the line's own thread; the answer ends it."""

    def be_at(self, tickets: Mapping[UUID, bool]) -> None:
        """Tell the others which tickets are shown here, and whether somebody types in them."""

    def try_now(self) -> None:
        """Do not wait for the next try."""

    def give_up(self) -> None:
        """The window closes: a command that waits to learn what became of it waits no longer."""
