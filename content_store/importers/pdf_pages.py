"""A program of its own: reads a PDF from standard input and writes the text of its pages as JSON.

Started by `pdf_file`, with limits to memory and time, because a PDF can be made to take any amount of both.
"""

import io
import json
import resource
import sys

from pypdf import PdfReader

MOST_PAGES = 1_000
MEMORY = 2_000_000_000
SECONDS = 100
REFUSED = 3
"""The exit code that says that the last line of standard error is the reason."""


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page.

    Raises:
        ValueError: it is encrypted or has too many pages; pypdf raises errors of its own for a broken one.
    """
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise ValueError("the PDF is encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise ValueError(f"the PDF has more than {MOST_PAGES:,} pages")
    return [page.extract_text() for page in reader.pages]


def main() -> int:
    """Return the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        pages = pages_of(sys.stdin.buffer.read())
    except ValueError as error:
        sys.stderr.write(f"\n{error}\n")
        return REFUSED if str(error).startswith("the PDF") else 1
    except Exception:  # whatever is wrong with it, it cannot be read
        return 1
    sys.stdout.write(json.dumps(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
