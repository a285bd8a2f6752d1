"""Migrations of the records, in order; each works on SQLite and PostgreSQL."""
