"""Diagrams as authors describe them: what each kind may say, and what it says once its numbers are drawn.

Knows numbers, letters and texts; not how anything is drawn, and never what the item's answer is.
"""
