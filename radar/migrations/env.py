"""Alembic's entry point: runs the migrations on the connection it is handed, inside its transaction."""

from alembic import context
from sqlalchemy import Connection


def run(connection: Connection) -> None:
    """Run the migrations."""
    context.configure(connection=connection, render_as_batch=True)
    context.run_migrations()


run(context.config.attributes["connection"])
