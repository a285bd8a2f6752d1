"""Readers of other people's formats: each returns the rows of content.db and a list of what it left out, with why.

What they read was written by others, and may be broken or meant to harm: every file comes through `limits`.
"""
