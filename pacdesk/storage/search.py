"""Full-text search over `search_docs`, the same corpus and the same answers on both engines.

SQLite: an external-content FTS5 index kept by triggers. PostgreSQL: a tsvector column kept by a
trigger. Newest first is the order of `doc_id`; nothing ranks and nothing counts in the way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from pacdesk.storage.ahead import LATER
from pacdesk.storage.reading import is_behind
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.types import fold, to_micros

SLOT_BITS = 10
SLOTS = 1 << SLOT_BITS
_WORD = re.compile(r'"([^"]+)"|(\S+)')
_DOCUMENTS: Any = SearchDoc.__table__  # declared as FromClause


def base_id(happened_at: datetime) -> int:
    """The first document id of a second: seconds shifted by ten bits."""
    return (to_micros(happened_at) // 1_000_000) << SLOT_BITS


def add_document(
    session: Session,
    *,
    kind: str,
    ref: UUID,
    portfolio: UUID,
    ticket: UUID | None,
    visibility: str,
    happened_at: datetime,
    text: str,
) -> None:
    """Make a text findable. `happened_at` decides its place among the finds."""
    session.flush()
    wanted = base_id(happened_at)
    session.connection().execute(
        _DOCUMENTS.insert().inline(),
        {
            # Behind the wall the server finds the place: others' documents are not seen from here.
            "doc_id": wanted if is_behind(session) else next_free(session, wanted),
            "kind": kind,
            "ref": ref,
            "portfolio_id": portfolio,
            "ticket_id": ticket,
            "visibility": visibility,
            "text": text,
        },
        execution_options={LATER: True},
    )


def next_free(session: Session, wanted: int) -> int:
    """The first free document id at or after `wanted`."""
    taken = session.scalars(
        select(SearchDoc.doc_id)
        .where(SearchDoc.doc_id >= wanted, SearchDoc.doc_id < wanted + SLOTS)
        .order_by(SearchDoc.doc_id.desc())
        .limit(1)
    ).first()
    if taken is None:
        return wanted
    return taken + 1 if taken + 1 < wanted + SLOTS else next_free(session, wanted + SLOTS)


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A text to make findable; as the arguments of `add_document`."""

    kind: str
    ref: UUID
    portfolio: UUID
    ticket: UUID | None
    visibility: str
    happened_at: datetime
    text: str


def add_documents(session: Session, documents: Sequence[NewDocument]) -> None:
    """Make many texts findable with one look for free places: for imports."""
    if not documents:
        return
    free = _free_places(session, sorted({base_id(document.happened_at) for document in documents}))
    session.execute(
        insert(SearchDoc),
        [
            {
                "doc_id": _take_place(session, free, base_id(document.happened_at)),
                "kind": document.kind,
                "ref": document.ref,
                "portfolio_id": document.portfolio,
                "ticket_id": document.ticket,
                "visibility": document.visibility,
                "text": document.text,
            }
            for document in documents
        ],
    )


def _free_places(session: Session, seconds: Sequence[int]) -> dict[int, int]:
    """For each second's first document id the first free one behind the last taken."""
    free = {}
    for start in range(0, len(seconds), 400):
        values = ", ".join(f"({int(second)})" for second in seconds[start : start + 400])
        found = session.execute(
            text(
                f"WITH w(b) AS (VALUES {values}) SELECT b, (SELECT max(doc_id) FROM search_docs "
                f"WHERE doc_id >= b AND doc_id < b + {SLOTS}) FROM w"
            )
        )
        free.update({second: second if taken is None else taken + 1 for second, taken in found})
    return free


def _take_place(session: Session, free: dict[int, int], second: int) -> int:
    while True:
        if second not in free:
            free.update(_free_places(session, [second]))
        place = free[second]
        if place < second + SLOTS:
            free[second] = place + 1
            return place
        second += SLOTS


def change_document(session: Session, ref: UUID, text: str) -> None:
    """Give a document its new text."""
    session.execute(
        update(SearchDoc)
        .where(SearchDoc.ref == ref)
        .values(text=text)
        .execution_options(synchronize_session=False)
    )


def drop_documents(session: Session, *, ref: UUID | None = None, ticket: UUID | None = None) -> None:
    """Take documents out of the index: those of one row, or all of a ticket."""
    condition = SearchDoc.ref == ref if ticket is None else SearchDoc.ticket_id == ticket
    session.execute(delete(SearchDoc).where(condition).execution_options(synchronize_session=False))


@dataclass(frozen=True, slots=True)
class Term:
    """One wanted word (by prefix) or, in quotes, a phrase."""

    words: tuple[str, ...]
    is_phrase: bool


def terms_of(typed: str) -> tuple[Term, ...]:
    """What somebody typed, as terms: a masked number counts with and without its mask."""
    found = []
    for phrase, word in _WORD.findall(typed):
        bare = _split(phrase or word)
        if not bare:
            continue
        found.append(Term(words=tuple(bare), is_phrase=bool(phrase)))
    return tuple(found)


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text).replace("_", " "))


_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_BARE_NUMBER = re.compile(r"[0-9A-F]{12}|[0-9A-F]{4}(?:-[0-9A-F]{4}){2}")


def readable(text: str) -> str:
    """A document's text without what only the index reads: other forms of numbers, marks of pictures."""
    words = _PICTURE.sub(r"\1", text).split()
    return " ".join(w for w in words if not (w.startswith(TURNED) or _BARE_NUMBER.fullmatch(w)))


def number_forms(number: str) -> str:
    """How a number is indexed: bare, and turned round so that its last digits find it too."""
    bare = "".join(c for c in number if c.isalnum())
    return f"{bare} {TURNED}{bare[::-1]}" if bare else ""


TURNED = "zrev"


def fts5_query(typed: str) -> str | None:
    """The FTS5 expression of what was typed, None when there is nothing to look for."""
    parts = [_fts5_term(term) for term in terms_of(typed)]
    return " AND ".join(parts) if parts else None


def _fts5_term(term: Term) -> str:
    phrase = " ".join(term.words)
    if term.is_phrase:
        return f'"{phrase}"'
    joined = "".join(term.words)
    forms = [f'"{phrase}"*']
    if len(term.words) > 1:
        forms.append(f'"{joined}"*')
    if joined.isdigit() and len(joined) >= 3:
        forms.append(f'"{TURNED}{joined[::-1]}"*')
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"


def has_words(text: str, typed: str) -> bool:
    """Whether a text has what was typed, as the indexes would find it there."""
    words = _split(text)
    return all(_stands_in(term, words) for term in terms_of(typed))


def _stands_in(term: Term, words: list[str]) -> bool:
    joined, size = "".join(term.words), len(term.words)
    for at in range(len(words)):
        run = tuple(words[at : at + size])
        if run == term.words:
            return True
        if term.is_phrase:
            continue
        begins = len(run) == size and run[:-1] == term.words[:-1] and run[-1].startswith(term.words[-1])
        if begins or words[at].startswith(joined):
            return True
    return False


def tsquery(typed: str) -> str | None:
    """The tsquery text of what was typed, None when there is nothing to look for."""
    parts = [_ts_term(term) for term in terms_of(typed)]
    return " & ".join(parts) if parts else None


def _ts_term(term: Term) -> str:
    if term.is_phrase:
        return "(" + " <-> ".join(f"'{w}'" for w in term.words) + ")"
    joined = "".join(term.words)
    last = f"'{term.words[-1]}':*"
    forms = [" <-> ".join([*(f"'{w}'" for w in term.words[:-1]), last])]
    if len(term.words) > 1:
        forms.append(f"'{joined}':*")
    if joined.isdigit() and len(joined) >= 3:
        forms.append(f"'{TURNED}{joined[::-1]}':*")
    return "(" + " | ".join(f"({form})" for form in forms) + ")"


_MATCHING = "d.tsv @@ to_tsquery('simple', :query)"
# Behind the wall nobody reads the words there; the wall looks for them itself.
_FOUND = "d.doc_id IN (SELECT f.doc_id FROM app.find(:query, NULL, NULL, 2147483647) f)"


def match(session: Session, typed: str) -> tuple[str, dict[str, Any]] | None:
    """The condition on `search_docs` (aliased `d`) for what was typed, with its parameters."""
    if session.get_bind().dialect.name == "postgresql":
        query = tsquery(typed)
        return None if query is None else (_FOUND if is_behind(session) else _MATCHING, {"query": query})
    query = fts5_query(typed)
    if query is None:
        return None
    return "d.doc_id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH :query)", {"query": query}


def head_match(session: Session, typed: str) -> str | None:
    """What was typed, as a query to the indexes of what lists show (`ticket_fts` and `client_fts`; on
    PostgreSQL `search_docs.tsv`), None when there is nothing to look for."""
    return tsquery(typed) if session.get_bind().dialect.name == "postgresql" else fts5_query(typed)
