"""The store as a service: a read-only API over the curriculum, for a school's other tools.

Knows the curriculum, and of the records the keys only: nothing about pupils can be reached from here. A contract in
pyproject.toml and a test hold its modules to that. It reads no cookie and sets none.
"""
