"""${message}."""

import sqlalchemy as sa
from alembic import op

from pacdesk.storage.migrations import scripts
from pacdesk.storage.types import Json, SortKey, Uid, UtcTime

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    ${upgrades if upgrades else "pass"}
