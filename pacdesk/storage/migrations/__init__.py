"""Schema migrations (Alembic). Additive; each runs in one transaction on both engines."""
