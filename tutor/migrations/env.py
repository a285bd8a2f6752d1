"""How Alembic reaches the records: through the connection that `tutor.database.migrate` hands it."""

from alembic import context
from sqlmodel import SQLModel

from tutor import api_keys, class_records, curation_records, people_records, records, teaching_records  # noqa: F401 - they register themselves

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
