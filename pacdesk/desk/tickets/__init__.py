"""Tickets: what clients ask, and everything that happens to it.

More drawers than the usual five, since tickets are most of the desk:
- `rows.py` (what questions answer) and `dossier.py` (the rows of the printed history);
- `events.py` (the chained history, which import, undo and reactions record to as well), `checking.py`
  (whether it still holds) and `undoing.py` (what taking back means for it);
- the handlers by what they do: `moves.py`, `advancing.py`, `amending.py`, `understanding.py`,
  `referrals.py`, `remapping.py`, `registers.py`, and `common.py` that they share;
- `staging.py`, `field_changes.py` and `entering.py` stand between a ticket's rows and the stage engine;
- the queries by what they read: `queue.py` with `paging.py`, `searching.py`, `history.py`, `dossiers.py`;
- imports: `imported.py` (their values and commands), `importing.py`, `import_lookup.py`,
  `import_queries.py` and `import_undo.py`: a history import (D13) writes hundreds of rows a transaction
  with Core inserts and asks no rule, unlike every other handler.
- tickets and versions of their flow: `flow_questions.py` (the commands and questions), `remapping.py` (moving
  open tickets to another version) and `replays.py` (what a version says of past ones).
"""
