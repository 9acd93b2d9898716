"""Where Alembic meets our tables.

The caller gives the address of the database; Alembic's own command takes it from VEILLE_DATABASE.
"""

import os

from alembic import context
from sqlalchemy import create_engine

from pipeline.tables import Base


def migrate() -> None:
    """Run the migrations asked for, all in one transaction."""
    engine = create_engine(context.config.attributes.get("url") or os.environ["VEILLE_DATABASE"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


migrate()
