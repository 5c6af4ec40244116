"""What Alembic runs: migrations on the connection that migrate.py brings."""

from alembic import context

from microblog_server.db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
