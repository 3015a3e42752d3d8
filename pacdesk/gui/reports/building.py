"""Builds dossiers for the preview: one or many, in the background, as the bytes that are saved."""

import io
from collections.abc import Sequence
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import GetDossier
from pacdesk.desk.tickets.dossier import Audience, Language
from pacdesk.gui.jobs import Progress
from pacdesk.reports import dossier


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dossiers, for whom."""

    tickets: tuple[UUID, ...]
    audience: Audience
    language: Language
    annexes: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One finished PDF: `title` tells it in a list, `name` is the file's."""

    ticket: UUID
    title: str
    name: str
    content: bytes
    pages: int
    covers: UUID | None = None
    """The client whose personal data are covered in it."""


def build_all(desk: DeskPort, wanted: Wanted, progress: Progress) -> tuple[Document, ...]:
    """Make every document, one after the other. Raises Cancelled when the person stops it."""
    made: list[Document] = []
    total = len(wanted.tickets)
    for place, ticket in enumerate(wanted.tickets):
        progress.check()
        progress.report(place, total)
        made.append(_build(desk, ticket, wanted, progress, alone=total == 1))
    progress.report(total, total)
    return tuple(made)


def _build(desk: DeskPort, ticket: UUID, wanted: Wanted, progress: Progress, *, alone: bool) -> Document:
    rows = desk.ask(GetDossier(ticket=ticket, audience=wanted.audience, language=wanted.language))

    def tell(done: int, total: int) -> None:
        progress.check()
        if alone:
            progress.report(done, total)

    out = io.BytesIO()
    pages = dossier.build(rows, out, dossier.Options(annexes=wanted.annexes), tell)
    return Document(
        ticket=ticket,
        title=f"{rows.ticket.protocol} · {rows.ticket.subject}",
        name=dossier.file_name(rows),
        content=out.getvalue(),
        pages=pages,
        covers=rows.covers,
    )


def language_of(name: str) -> Language:
    """The document's language for a locale's name (`pt_BR`)."""
    return Language.PORTUGUESE if name.lower().startswith("pt") else Language.ENGLISH


def names_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """File names that do not meet: a second document of one name is numbered."""
    taken: dict[str, int] = {}
    names = []
    for document in documents:
        count = taken[document.name] = taken.get(document.name, 0) + 1
        stem, dot, end = document.name.rpartition(".")
        names.append(document.name if count == 1 else f"{stem}-{count}{dot}{end}")
    return tuple(names)
