"""What Alembic runs: the migrations, on the connection and in the transaction that `ledger/migrate.py` hands over.

Without a connection (offline) the SQL of a dialect is written instead of run.
"""

from alembic import context

attributes = context.config.attributes
if context.is_offline_mode():
    context.configure(dialect_name=attributes["dialect"], version_table=attributes["version_table"], transactional_ddl=True)
else:
    context.configure(connection=attributes["connection"], version_table=attributes["version_table"], transactional_ddl=True)

with context.begin_transaction():
    context.run_migrations()
