"""The tutor: marking, mastery, policy, wording, the checker and pupils' records.

Knows what to do next for one pupil and why. Does not know Flask, and does not estimate effects.
"""
