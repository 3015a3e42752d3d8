"""What every page, dock and dialog is handed: the desk, jobs, settings, and the ways to speak and go.

Nothing here blocks. The desk is None until one is open, and changes when another is opened or
somebody else logs in (`desk_changed`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from enum import Enum, auto
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pacdesk.config.settings import Settings
from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort, LinePort
from pacdesk.desk.values import Actor, Changes, Command, Done, LineState, Present, Question, utc_now
from pacdesk.gui import messages
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.theme import ThemeManager

T = TypeVar("T")
DEFAULT_ZONE = "America/Sao_Paulo"


@dataclass(frozen=True, slots=True)
class OpenTicketTab:
    """Show a ticket in the centre; `entry` is where its discussion opens."""

    ticket_id: UUID
    entry: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenClientTab:
    """Show a client or an organization in the centre."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class OpenContractTab:
    """Show a contract in the centre."""

    contract_id: UUID


@dataclass(frozen=True, slots=True)
class NewTicket:
    """Open a new ticket, for nobody yet, for a client, or for one of his contracts (S3.1)."""

    client_id: UUID | None = None
    contract_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewClient:
    """Write down a new client."""


@dataclass(frozen=True, slots=True)
class EditClient:
    """Change a client."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class NewContract:
    """Write down a new contract of a client."""

    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """Show the dossier of one or many tickets, as it will be printed; at once the client's copy if wanted
    (the history of the demand, Decreto 11.034/2022)."""

    ticket_ids: tuple[UUID, ...]
    for_client: bool = False


@dataclass(frozen=True, slots=True)
class ShowCatalogue:
    """Show a catalogue: `subjects`, `departments`, `staff`, `users`, `types`, `reasons`..."""

    name: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show the settings of this person on this computer."""


@dataclass(frozen=True, slots=True)
class EditContract:
    """Change a contract."""

    contract_id: UUID


@dataclass(frozen=True, slots=True)
class ShowCompany:
    """Show the company's own data."""


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """Show what was changed, with *Undo* for each change."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """Show the LGPD centre."""


@dataclass(frozen=True, slots=True)
class ShowWorkingHours:
    """Show the company's working hours."""


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """Show the queue as a board, of a type or of the first one."""

    type_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenStudio:
    """Show the workflow of a ticket type: its draft, else the published version, or a certain one."""

    type_id: UUID
    version_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SeeAsUser:
    """See the desk as another user does, only to read."""

    user_id: UUID


Target = (
    OpenTicketTab
    | OpenClientTab
    | OpenContractTab
    | NewTicket
    | NewClient
    | EditClient
    | NewContract
    | ShowPreview
    | ShowCatalogue
    | ShowSettings
    | EditContract
    | ShowCompany
    | ShowHistory
    | OpenStudio
    | ShowBoard
    | ShowWorkingHours
    | ShowPrivacy
    | SeeAsUser
)


@dataclass(frozen=True, slots=True)
class ToCopy:
    """A text that a toast offers to copy, such as the protocol of a new ticket (S3.28)."""

    text: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A text that somebody had not sent yet; `images` are (name, bytes)."""

    object_name: str
    field: str
    text: str
    caret: int
    kept_at: datetime
    images: tuple[tuple[str, bytes], ...] = ()


class DraftPort(Protocol):
    """Drafts of the person in the open desk. Calls block: use them through `Jobs.call`."""

    def save(
        self,
        object_name: str,
        field: str,
        text: str,
        *,
        caret: int = 0,
        images: tuple[tuple[str, bytes], ...] | None = None,
    ) -> datetime:
        """Keep a text; answers when. Empty text without images forgets it; `images` None leaves them."""

    def load(self, object_name: str, field: str) -> KeptDraft | None:
        """The draft kept for a field of an object (`ticket:<id>`, `new-ticket`...), or None."""

    def list(self) -> tuple[KeptDraft, ...]:
        """All of the person's drafts in this desk, latest first, without images."""

    def discard(self, object_name: str, field: str) -> bool:
        """Forget a draft; whether there was one."""


class UnlocksBy(Enum):
    """What lets the person at an open desk back into its locked window."""

    PASSWORD = auto()
    SERVER_PASSWORD = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An open desk as the window knows it: `kind` is local, demo or shared, `place` a path or address
    without secrets."""

    desk: DeskPort
    drafts: DraftPort
    name: str
    kind: str
    place: str
    zone: tzinfo
    unlocks_by: UnlocksBy | None = None
    connection: str = ""
    """The name of the saved connection that leads to it, and its colour as `#rrggbb`; both may be empty."""
    colour: str = ""
    line: LinePort | None = None
    """How a shared desk's server is reached; a local desk has none."""
    seen_by: str = ""
    """Who looks at it with the eyes of `desk.actor`, only to read; empty: the person himself."""

    @property
    def shown_name(self) -> str:
        """Its name with that of its connection, so that nobody takes one desk for another."""
        named = self.connection not in ("", self.name)
        return f"{self.name} ({self.connection})" if named else self.name

    computer: UUID | None = None
    """This computer as the desk knows it, where somebody logged in; None where nobody needs to."""
    erased_again: int = 0
    """How many people were erased again on opening: an older backup had been put back."""
    come_back: int = 0
    """How many erasures this computer knows of that a shared desk lacks: an older dump was restored."""


class Context(QObject):
    """One for the window. Use it on the window's thread only."""

    changes = Signal(object)
    """`Changes` of every command, whoever ran it, on the window's thread."""
    desk_changed = Signal()
    line_changed = Signal(object)
    """`LineState` of a shared desk, on the window's thread."""
    people_changed = Signal()
    """Somebody else came to a ticket, went or typed (`people_at`)."""
    settings_changed = Signal()
    navigated = Signal(object)
    told = Signal(object)
    """An error to show (`gui/errors.py`)."""
    toasted = Signal(str, object)
    _changed = Signal(object)
    _line_moved = Signal(object)
    _people_moved = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        theme: ThemeManager,
        settings: Settings,
        *,
        keep_settings: Callable[[Settings], Any] | None = None,
        state_folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.theme = theme
        self.settings = settings
        self.state_folder = state_folder
        self.hash_password: Callable[[str], str] | None = None
        """Makes the hash that a user's password is stored as; slow, so call it through `Jobs.call`."""
        self.open: OpenDesk | None = None
        self.taken_back: UUID | None = None
        """The change set of the last undo: taking it back is doing it again."""
        self._keep_settings = keep_settings
        self._end: Callable[[], None] | None = None
        self._unwatch: tuple[Callable[[], None], ...] = ()
        self._here: dict[UUID, bool] = {}
        self._people: Mapping[UUID, tuple[Present, ...]] = {}
        self._changed.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._line_moved.connect(self._pass_line_on, Qt.ConnectionType.QueuedConnection)
        self._people_moved.connect(self.show_people, Qt.ConnectionType.QueuedConnection)
        jobs.unhandled.connect(self.told)

    @property
    def desk(self) -> DeskPort | None:
        """The open desk."""
        return self.open.desk if self.open is not None else None

    @property
    def drafts(self) -> DraftPort | None:
        """The drafts of the person at the open desk."""
        return self.open.drafts if self.open is not None else None

    @property
    def zone(self) -> tzinfo:
        """The company's zone, in which every time is shown."""
        return self.open.zone if self.open is not None else ZoneInfo(DEFAULT_ZONE)

    @property
    def actor(self) -> Actor | None:
        """Who is at the desk."""
        return self.open.desk.actor if self.open is not None else None

    def now(self) -> datetime:
        """The moment that a page shows; asked once a repaint or a second, not once a cell."""
        return utc_now()

    def use_desk(self, opened: OpenDesk | None) -> None:
        """Put another desk, or none, under every page."""
        if self._end is not None:
            self._end()
            self._end = None
        for unwatch in self._unwatch:
            unwatch()
        self._unwatch, self._here, self._people = (), {}, {}
        self.open = opened
        if opened is not None:
            self._end = opened.desk.subscribe(self._heard)
            messages.show_times_in(opened.zone)
            if opened.line is not None:
                line = opened.line
                self._unwatch = (line.watch(self._line_moved.emit), line.meet(self._people_moved.emit))
                self._people = line.people
        self.desk_changed.emit()

    def use_settings(self, settings: Settings) -> None:
        """Put other settings in force at once, and keep them."""
        if settings == self.settings:
            return
        self.settings = settings
        if self._keep_settings is not None:
            self._keep_settings(settings)
        self.settings_changed.emit()

    def ask(
        self,
        question: Question[T],
        owner: QObject,
        then: Callable[[T], Any],
        failed: Callable[[BaseException], Any] | None = None,
        topic: str = "",
    ) -> None:
        """Ask the open desk in the background (see `Jobs.ask`); without a desk nothing is asked."""
        if self.open is not None:
            self.jobs.ask(self.open.desk, question, owner, then, failed, topic=topic)

    def run(
        self,
        command: Command[T],
        owner: QObject,
        then: Callable[[Done[T]], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
    ) -> None:
        """Do a command in the background (see `Jobs.run`)."""
        if self.open is not None:
            self.jobs.run(self.open.desk, command, owner, then, failed)

    def tell(self, error: BaseException) -> None:
        """Show an error in the one way there is."""
        self.told.emit(error)

    def toast(self, sentence: str, undo: UUID | None = None, *, copy: str = "") -> None:
        """Say what just happened, with *Undo* for the change set `undo`, or *Copy* for the text `copy`."""
        self.toasted.emit(sentence, ToCopy(copy) if copy else undo)

    def navigate(self, target: Target) -> None:
        """Go to a page, a form or a dialog."""
        self.navigated.emit(target)

    def people_at(self, ticket: UUID) -> tuple[Present, ...]:
        """Who else is at a ticket; nobody on a local desk."""
        return self._people.get(ticket, ())

    def be_at(self, ticket: UUID, *, typing: bool | None) -> None:
        """Tell the others that a ticket is shown here and whether somebody types; None: not any more."""
        before = dict(self._here)
        if typing is None:
            self._here.pop(ticket, None)
        else:
            self._here[ticket] = typing
        line = self.open.line if self.open is not None and not self.open.seen_by else None
        if line is not None and self._here != before:
            line.be_at(self._here)

    def _heard(self, changes: Changes) -> None:
        """On the thread that made the change."""
        self._changed.emit(changes)

    @Slot(object)
    def _pass_line_on(self, state: LineState) -> None:
        self.line_changed.emit(state)

    @Slot(object)
    def show_people(self, people: Mapping[UUID, tuple[Present, ...]]) -> None:
        """These are at the tickets now, and nobody else."""
        self._people = people
        self.people_changed.emit()

    @Slot(object)
    def _pass_on(self, changes: Changes) -> None:
        self.changes.emit(changes)
