"""What the model is given: the rules first, because they never change, then what does.

The model is handed finished content and asked only to join it into one message: measured with the default model, asking
it to build the message from parts made it invent a cause in three of seven replies (docs/log.md, 2026-11-23).
"""

from dataclasses import dataclass

from tutor.language_model import Prompt

VERSION = "prompt-1"
MAX_TOKENS = 110

HINT_RULES = """Rewrite the DRAFT as one short, plain message to a pupil aged 14 in England. \
Speak to the pupil as "you". Keep every fact, number and question of the draft, in the same order. Join the sentences \
so that they read well. Add nothing new. No praise. Never say "I".

DRAFT: You wrote 4/12. The bottom numbers say what size the parts are, so they are not added. Write both fractions in \
eighths. What does 3/4 become?
MESSAGE: You wrote 4/12, but the bottom numbers only say what size the parts are, so they are not added. Write both \
fractions in eighths: what does 3/4 become?

DRAFT: You wrote x = 11, from the working “2x = 22”. To undo adding 5, subtract 5 from both sides. Take 5 away from \
both sides first. What is left on the right?
MESSAGE: Look again at your working “2x = 22”. To undo adding 5, subtract 5 from both sides first: what is left on the \
right?

DRAFT: You wrote 25. Find 10% of the price first, then 5%. What are they?
MESSAGE: You wrote 25. Find 10% of the price first, and then 5%: what are they?"""

EXPLAIN_RULES = """Answer the QUESTION of a pupil aged 14 in England in one or two short sentences. Use only the \
NOTES, in their own words. Add nothing that is not in the notes. No praise. Never say "I".

NOTES: The heart is a muscle that pumps blood around the body. Valves in the heart stop blood from flowing backwards.
QUESTION: what are valves for
ANSWER: Valves in the heart stop blood from flowing backwards."""

QUOTED = 80
"""How many characters of the pupil's own words are quoted back to them."""


@dataclass(frozen=True)
class HintParts:
    """What a hint is made of: what the pupil wrote (None where nothing was), why it is wrong, and the rung's text."""

    pupil: str | None
    working: str | None
    correction: str
    hint: str
    chosen: bool = False
    """Whether the pupil chose among options rather than wrote."""

    @property
    def authored(self) -> str:
        """The words shown when the model's may not be: authored, apart from the quotation."""
        return " ".join(part for part in (self.correction, self.hint) if part)

    @property
    def draft(self) -> str:
        """The finished content that the model joins into one message."""
        quoted = ""
        if self.pupil:
            working = f", from the working “{_quotable(self.working)}”" if self.working else ""
            said = f"chose “{_quotable(self.pupil)}”" if self.chosen else f"wrote {_quotable(self.pupil)}"
            quoted = f"You {said}{working}."
        return " ".join(part for part in (quoted, self.correction, self.hint) if part)


def hint_prompt(parts: HintParts) -> Prompt:
    """Return the prompt that words a hint around the pupil's own working."""
    return Prompt(rules=HINT_RULES, item="", turn=f"DRAFT: {parts.draft}\nMESSAGE:")


def explain_prompt(question: str, passages: tuple[str, ...]) -> Prompt:
    """Return the prompt that words an explanation from passages."""
    notes = " ".join(passages)
    return Prompt(rules=EXPLAIN_RULES, item="", turn=f"NOTES: {notes}\nQUESTION: {_quotable(question, 200)}\nANSWER:")


def standing_prompts() -> tuple[Prompt, ...]:
    """Return prompts whose rules every pupil's reply begins with: read once when the service starts."""
    return Prompt(HINT_RULES, "", ""), Prompt(EXPLAIN_RULES, "", "")


def _quotable(text: str, length: int = QUOTED) -> str:
    """Return a pupil's words on one line, short, and unable to look like a part of the prompt."""
    line = " ".join(text.replace(":", " ").split()).rstrip(".?! ")
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
