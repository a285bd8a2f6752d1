"""Passages found by meaning.

Knows embeddings and the index; not who asks, nor what is done with a hit.
"""
