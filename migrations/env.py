"""Where Alembic meets our tables.

The caller gives the address of the database; Alembic's own command takes it from VEILLE_DATABASE.
"""

import os

from alembic import context
from sqlalchemy import NullPool, create_engine

from pipeline.tables import Base


def migrate() -> None:
    """Run the migrations asked for, all in one transaction."""
    url = context.config.attributes.get("url") or os.environ["VEILLE_DATABASE"]
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
