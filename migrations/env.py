"""Where Alembic meets our tables; the caller gives the address of the database."""

from alembic import context
from sqlalchemy import NullPool, create_engine

from pipeline.tables import Base


def migrate() -> None:
    """Run the migrations asked for, all in one transaction."""
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
