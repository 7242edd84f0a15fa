"""Run by Alembic: the migrations go through the connection that `migrate` hands over."""

from __future__ import annotations

from alembic import context

from sayso.ledger.migrate import VERSION_TABLE
from sayso.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
