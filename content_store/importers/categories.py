"""Where a question of a question bank belongs, by the path of its category.

Knows how Moodle writes such paths.
"""

import re

NOT_NAMES = frozenset(["top", "$course$", "$system$", "$module$", ""])


def place_of(path: str) -> tuple[str, str]:
    """Return the unit and the lesson that a category's path names; both empty where it names none.

    The last part is the lesson, those before it are the unit.
    """
    plain = re.sub(r"<[^>]*>", "", path).replace("//", "\0")
    parts = [part.replace("\0", "/").strip() for part in plain.split("/")]
    names = [part for part in parts if part not in NOT_NAMES and not re.fullmatch(r"\$cat\d+\$", part)]
    if not names:
        return "", ""
    return ": ".join(names[:-1]) or names[0], names[-1]
