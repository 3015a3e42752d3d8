"""Tickets: what clients ask, and everything that happens to it.

More drawers than the usual five: `rows.py` (what questions answer), `events.py` (the chained history,
which import, undo and reactions record to as well), and for imports `imported.py` (their values and
commands), `importing.py`, `import_lookup.py`, `import_queries.py` and `import_undo.py`: a history
import (D13) writes hundreds of rows a transaction with Core inserts and asks no rule, unlike every
other handler.
"""
