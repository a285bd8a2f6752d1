"""Pictures of diagrams as SVG, and their tables as HTML.

Knows where lines and words go; not Flask, nor what any item asks. Every text is escaped by the library that writes the
markup, and nothing is drawn that the drawn diagram does not say.
"""
