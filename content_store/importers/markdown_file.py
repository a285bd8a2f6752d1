"""A Markdown file as sections: headings, paragraphs, lists and maths between dollars.

Knows Markdown; HTML within it is left out.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from content_store.importers.found import Unfit, refused
from content_store.importers.limits import as_text
from content_store.importers.sections import Sections
from content_store.importers.wording import clean, escaped, inline_maths

READER = MarkdownIt("commonmark").use(dollarmath_plugin, allow_space=False, double_inline=True).use(front_matter_plugin)
MOST_BYTES = 2_000_000
LEFT_OUT = {"html_block": "HTML is not imported", "fence": "program code is not imported", "code_block": "program code"}


def read_markdown(content: bytes, name: str) -> Sections:
    """Return the sections of a Markdown file.

    Raises:
        InvalidContent: it is not text, or too long.
    """
    if len(content) > MOST_BYTES:
        raise refused(name, f"the file is larger than {MOST_BYTES // 1_000_000} MB", "split it into smaller files")
    found = Sections()
    heading = False
    for token in READER.parse(as_text(content, name)):
        where = f"{name}:{token.map[0] + 1}" if token.map else name
        if token.type == "heading_open":
            heading = True
        elif token.type == "inline":
            _add_inline(found, token, heading, where)
            heading = False
        elif token.type == "math_block":
            found.add(_maths(token.content))
        elif token.type in LEFT_OUT:
            found.skip("block", where, LEFT_OUT[token.type])
    return found


def _add_inline(found: Sections, token: Token, heading: bool, where: str) -> None:
    """Add a heading or a paragraph, or note why it is left out."""
    try:
        text = clean(_text(token.children or ()))
    except Unfit as reason:
        found.skip("paragraph", where, str(reason))
        return
    if heading:
        found.begin(" ".join(text.split()))
    else:
        found.add(text)


def _text(tokens: Sequence[Token]) -> str:
    """Return the text of a paragraph; emphasis and links lose their marks.

    Raises:
        Unfit: it holds an image.
    """
    parts = []
    for token in tokens:
        if token.type == "image":
            raise Unfit("it holds an image")
        if token.type in ("math_inline", "math_inline_double"):
            parts.append(inline_maths(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type in ("text", "code_inline"):
            parts.append(escaped(token.content))
    return "".join(parts)


def _maths(latex: str) -> str:
    try:
        return inline_maths(latex)
    except Unfit:
        return ""
