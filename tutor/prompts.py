"""What the model is given: the rules first, because they never change, then what does.

The model is handed finished content and asked only to join it into one message, or to ask one question about a sentence
of the notes. Asked to build a message from parts, the default model invented a cause in three of seven
replies; asked to explain from notes, it added to them in one of seven (docs/log.md, 2026-11-23).
"""

import re
from dataclasses import dataclass

from tutor.language_model import Prompt
from tutor.sentence_signs import is_dangling
from tutor.spoken_maths import meets, telling_words, word_stems
from tutor.wording_rules import sentences

VERSION = "prompt-4"
MAX_TOKENS = 110

HINT_RULES = """Rewrite the DRAFT as one short, plain message to a pupil aged 14 in England. \
Speak to the pupil as "you". Keep every fact, number and question of the draft, in the same order. Copy what stands \
between “ and ” and between $ and $ exactly. Join the sentences so that they read well. Work nothing out. Add nothing \
new, and stop where the draft stops. No praise. Never say "I".

DRAFT: You wrote 4/12. The bottom numbers say what size the parts are, so they are not added. Write both fractions in \
eighths. What does 3/4 become?
MESSAGE: You wrote 4/12, but the bottom numbers only say what size the parts are, so they are not added. Write both \
fractions in eighths: what does 3/4 become?

DRAFT: You wrote x = 11. Look at line 2 of your working: “2x = 22”. To undo adding 5, subtract 5 from both sides. What \
is left on the right?
MESSAGE: You wrote x = 11. Look again at line 2 of your working, “2x = 22”: to undo adding 5, subtract 5 from both \
sides. What is left on the right?

DRAFT: You wrote 25. Work out 10% of the price first. Write down what 5% is too.
MESSAGE: You wrote 25. Work out 10% of the price first, and then write down what 5% is too."""

ASK_RULES = """Turn the SENTENCE into one short question that a pupil aged 14 in England can answer from it. Use the \
words of the sentence and add no others. Begin as BEGIN says. Leave the answer out. Write the question and nothing else.

SENTENCE: Valves in the heart stop blood from flowing backwards.
BEGIN: What
QUESTION: What do valves in the heart stop?

SENTENCE: A cake rises in the oven because the bubbles of gas in it expand.
BEGIN: Why
QUESTION: Why does a cake rise in the oven?

SENTENCE: The distance travelled in each unit of time.
BEGIN: Which word means
QUESTION: Which word means the distance travelled in each unit of time?

SENTENCE: The Romans built straight roads, so that soldiers could march quickly.
BEGIN: Why
QUESTION: Why did the Romans build straight roads?

SENTENCE: Writers use short sentences to build tension.
BEGIN: What
QUESTION: What do writers use to build tension?"""

WISH = "The teacher also wishes, for the wording only: “{}”"
QUOTED = 80
"""How many characters of the pupil's own words are quoted back to them."""
PLAIN = str.maketrans({"*": "×", "_": None, "`": None})
"""What the page would take for its own signs, as the pupil meant it."""
UNQUOTED = str.maketrans({"“": "‘", "”": "’", '"': "’", "$": None})
LABEL = re.compile(r"\b([A-Z]{2,})\s*:")


MOST_OF_WHAT_WAS_ASKED = 0.5
REASON = re.compile(r"\bbecause\b|, so\b|\bso that\b")


@dataclass(frozen=True)
class HintParts:
    """What a hint is made of: what the pupil wrote (None where nothing was), why it is wrong, and the rung's text."""

    pupil: str | None
    working: str | None
    correction: str
    hint: str
    chosen: bool = False
    """Whether the pupil chose among options rather than wrote."""
    located: bool = False
    """Whether the correction points to a line of the working, which it then quotes."""

    @property
    def authored(self) -> str:
        """The words shown when the model's may not be: authored, apart from a quoted line."""
        return " ".join(part for part in (self.correction, self.hint) if part)

    @property
    def draft(self) -> str:
        """The finished content that the model joins into one message."""
        quoted = ""
        if self.pupil:
            lines = (self.working or "").split("\n") if not self.located else []
            last = next((line for line in reversed(lines) if line.strip()), "")
            working = f", from the working “{_quotable(last)}”" if last else ""
            text = _quotable(self.pupil)
            said = f"chose “{text}”" if self.chosen else f"wrote “{text}”" if ";" in text else f"wrote {text}"
            quoted = f"You {said}{working}."
        return " ".join(part for part in (quoted, self.authored) if part)


def plain_text(quoted: str) -> str:
    """Return a pupil's words with nothing in them that a page would take for emphasis: 7*3k is 7×3k."""
    return quoted.translate(PLAIN)


def hint_prompt(parts: HintParts, wishes: tuple[str, ...] = ()) -> Prompt:
    """Return the prompt that words a hint, or points to a line of working, around what the pupil wrote.

    `wishes` are what a teacher has asked for with this pupil: data between quotation marks, on a line of their own.
    """
    wished = "\n".join(WISH.format(_wish(one)) for one in wishes)
    return Prompt(rules=HINT_RULES, item=wished, turn=f"DRAFT: {parts.draft}\nMESSAGE:")


def _wish(text: str) -> str:
    """Return a teacher's words on one line, unable to look like a part of the prompt or to end their quotation."""
    return _quotable(text.translate(UNQUOTED), len(text))


def asking_prompt(sentence: str) -> Prompt:
    """Return the prompt that turns one sentence of the notes, which gives a reason, into a question about it.

    The pupil's own question is not in it: shown it, the default model asks it again.
    """
    return Prompt(rules=ASK_RULES, item="", turn=f"SENTENCE: {sentence}\nBEGIN: Why\nQUESTION:")


def unsaid(passage: str, quoted: str, asked: str = "") -> str:
    """Return the sentence of a passage to ask about: the first that gives a reason and was not quoted, empty for none.

    Of a sentence without a reason the default model makes garbled questions ("What does a wave transfer energy?"). One
    that answers what the pupil has asked would hand the question back; one that begins with "it" is about nothing.
    """
    said = " ".join(quoted.split())
    own = sentences(" ".join(passage.split()))
    fit = [one for one in own if REASON.search(one) and "$" not in one and not one.startswith("Example")]
    fit = [one for one in fit if not is_dangling(one) and not _answers(one, asked)]
    return next((one for one in fit if one not in said), "")


def _answers(sentence: str, asked: str) -> bool:
    """Return whether a sentence has most of the words that a question is about."""
    telling, stems = telling_words(asked), word_stems(sentence)
    return sum(meets(word, stems) > 0 for word in telling) > MOST_OF_WHAT_WAS_ASKED * len(telling) > 0


def standing_prompts() -> tuple[Prompt, ...]:
    """Return prompts whose rules every pupil's reply begins with: read once when the service starts."""
    return Prompt(HINT_RULES, "", ""), Prompt(ASK_RULES, "", "")


def _quotable(text: str, length: int = QUOTED) -> str:
    """Return a pupil's words on one line, short, and unable to look like a part of the prompt or like markup."""
    plain = text.translate(PLAIN)
    line = LABEL.sub(r"\1", " ".join(plain.split())).rstrip(".?! ")
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
