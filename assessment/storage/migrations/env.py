"""Run by Alembic for every command: uses the connection, and the transaction, that `open_store` hands over."""

from alembic import context

from assessment.storage.tables import metadata

# No connection of its own: without the lock of `open_store`, two processes could migrate at the same time.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
