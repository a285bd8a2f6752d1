"""Words of the tutor's layers that pages show as their own: plain English here, marked so that they can be translated.

Knows no other language. A page looks the words up; where they hold values, the words and the values travel apart.
"""


def to_translate(words: str) -> str:
    """Return the words as they are: what collects the words to translate finds them by this name."""
    return words


class Told(str):
    """English words that know what they are made of: `words` with places for `values`, as `%(name)s`."""

    words: str
    values: dict[str, object]

    def __new__(cls, words: str, **values: object) -> "Told":
        """Return the words with the values in their places."""
        made = super().__new__(cls, words % values if values else words)
        made.words, made.values = words, values
        return made
