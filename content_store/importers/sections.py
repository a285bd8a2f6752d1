"""What every reader of a teacher's file returns: its sections in order, and what of it was left out.

Knows no format.
"""

from dataclasses import dataclass, field


@dataclass
class Sections:
    """A file's title, its sections as headings with paragraphs, and what was left out as kind, place and reason."""

    title: str = ""
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str, str]] = field(default_factory=list)

    def begin(self, heading: str) -> None:
        """Begin a section; the first heading of a file is its title as well."""
        self.title = self.title or heading
        self.sections.append((heading, []))

    def add(self, paragraph: str) -> None:
        """Add a paragraph to the section that was begun last."""
        if not self.sections:
            self.sections.append(("", []))
        if paragraph.strip():
            self.sections[-1][1].append(paragraph)

    def skip(self, kind: str, where: str, reason: str) -> None:
        """Note something that was left out."""
        self.skipped.append((kind, where, reason))
