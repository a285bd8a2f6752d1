"""Proofs of a pack: what can be shown of content without a person reading it.

Each module knows one kind of slip and yields what it finds, as a sentence that names the item or objective. None of
them shows that the authors are right: two people who read every item do that.
"""
