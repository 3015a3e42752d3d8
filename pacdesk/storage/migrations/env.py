"""Alembic's entry: runs on the connection that `storage/migrate.py` hands over."""

from alembic import context

from pacdesk.storage.schema import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata", Base.metadata),
    transactional_ddl=True,
    render_as_batch=False,
)
context.run_migrations()
