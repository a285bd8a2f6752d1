"""What a draft is checked against, and what came of it, as plain values."""

from dataclasses import dataclass

from content_store.answers import Answer
from tutor.wording_rules import MAX_WORDS


@dataclass(frozen=True)
class Facts:
    """What a draft is checked against.

    `answer` is what must not be given away (None when the move tells it); `allowed` are the texts whose numbers and
    operations may be used; `must_keep` is the authored text that a rewording must stay true to; `passages` are what
    an explanation must rest on; `right` is the verdict that the pupil has seen.

    `earlier` is what the tutor has already said on this item: together with it the draft may not spell the answer.
    `later` are the rungs and steps that the pupil has not reached: the draft may not run ahead to them.

    `asking` is the sentence that a question must rest on: with it the draft must be one such question and nothing
    else, and not `asked`, which is the pupil's own, nor one that `quoted` has just answered: the sentences of the notes
    that stand before it. `year` is the pupil's year group, which sets the reading level.

    `diagram` is what can be read off the item's diagram, in words. It may be quoted like what is allowed,
    but the answer may not be told because it can be read there: reading it off may be what the item asks for.

    `most_words`, `simple` and `wishes` are what a teacher has asked for with this pupil: how long a reply may be, that
    it is no harder to read than the authored text, and in what way it is put. No draft may speak of a wish itself.
    """

    right: bool | None = None
    answer: Answer | None = None
    allowed: tuple[str, ...] = ()
    must_keep: str = ""
    passages: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    asking: str = ""
    asked: str = ""
    quoted: str = ""
    year: int = 9
    diagram: str = ""
    most_words: int = MAX_WORDS
    simple: bool = False
    wishes: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The texts that a pupil has before them: those allowed, and the diagram in words."""
        return (*self.allowed, self.diagram) if self.diagram else self.allowed


@dataclass(frozen=True)
class Verdict:
    """Which rules were applied, and the first that the draft broke (None: it may be shown)."""

    broken: str | None
    checked: tuple[str, ...]
