"""Ticket groups and types, and the workflow a type owns: versions, stages, transitions, custom fields.

More drawers than the usual five, because one version of a workflow is a value (`rows.Flow`) that many ask:
- pure: `fields.py` and `guards.py` (values and conditions), `problems.py`, `differences.py`, `mapping.py`,
  `simulation.py`, `replaying.py`, `layout.py` with `routes.py`, `naming.py`, `texts.py`, `references.py`;
- `flows.py` is between a `Flow` and its rows, `versions.py` writes drafts and publishes them;
- moves of tickets ask `rules.py` and nothing else.
"""
