"""How long what is typed into a field may be, and what is said of more."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length


def at_most(most: int) -> Length:
    """Return a validator that lets through texts of at most so many characters."""
    return Length(max=most, message=_l("Shorten this to %(max)d characters"))
