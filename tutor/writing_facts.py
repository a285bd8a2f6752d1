"""What can be told of a piece of writing for certain, without judging it: counts, and what a reader sees at a glance.

Nothing here praises or marks. Each sentence says what is there and what the pupil may look at; whether it does what the
task asks is for the pupil and a teacher to say. `no_writing` tells what is plainly no piece of writing on its task.
"""

import re
from collections import Counter
from collections.abc import Iterator, Set

from content_store.answers import WritingAnswer
from content_store.items import DrawnItem
from tutor.checker import content_words
from tutor.marking.quoted import OPENING, quotations_in

LONG_SENTENCE = 40
"""Words from which on a sentence is worth a look: few in books for this age have more."""
IN_A_ROW = 3
LONG_PARAGRAPH = 200
SHOWN = 6
"""Words of a sentence that are quoted back."""
MOST_FACTS = 4
REPEATED = 3
"""Times that a sentence stands in a piece from which on it is no piece."""
VARIED = 0.3
"""The share of different words below which a text of some length only repeats itself."""
LONG_ENOUGH = 20
REAL = 0.15
"""The share of real words below which a text is keys pressed at random: low, as who spells by ear has few of them."""
COUNTED = 4
"""Letters from which on a word is looked up."""
SENTENCE_END = re.compile(r"""(?<=[.!?])["'”’)]*\s+|\n+""")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def facts(answer: WritingAnswer, text: str) -> tuple[str, ...]:
    """Return what can be told of a piece of writing for certain, a few sentences at most; its length always."""
    found = [_length(answer, text), *_long_sentences(text), *_same_openings(text), *_paragraphs(text)]
    return tuple(found[:MOST_FACTS])


def no_writing(item: DrawnItem, text: str, known: Set[str] = frozenset()) -> str:
    """Return why a text is plainly no piece of writing on its task, said to the pupil; empty where it may be one.

    Args:
        item: The item that asks for the piece.
        text: What the pupil has sent.
        known: The words that are real ones, in small letters; none to leave that out.
    """
    if not isinstance(item.answer, WritingAnswer):
        return ""
    if (times := _most_repeated(text)) >= REPEATED:
        return (
            f"The same sentence stands there {times} times. Write the piece first: every sentence says something new."
        )
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) >= LONG_ENOUGH and len(set(words)) < VARIED * len(words):
        return "The same few words stand there over and over. Write the piece first, in sentences of your own."
    looked_up = [word for word in words if len(word) >= COUNTED]
    if known and len(looked_up) >= COUNTED and sum(word in known for word in looked_up) < REAL * len(looked_up):
        return "Most of that is no words yet. Write the piece first, in sentences of your own."
    about = content_words(" ".join((item.question, item.answer.source, *item.answer.criteria)))
    if item.answer.source and not content_words(_without_quotations(text)) & about:
        return (
            "Nothing in that is about the text or the task yet. Read the text once more, and write about what it says."
        )
    return ""


def _length(answer: WritingAnswer, text: str) -> str:
    """Return how long a piece is, beside what the task asks for where it is shorter."""
    words, sentences = len(_words(text)), len(_sentences(text))
    if answer.words:
        short = f", and the task asks for at least {answer.words}" if words < answer.words else ""
        return f"It has {words} words{short}."
    short = ""
    if answer.sentences and sentences < answer.sentences:
        short = f", by its full stops; the task asks for at least {answer.sentences} sentences"
    return f"It has {words} words in {sentences} sentence{'s' * (sentences != 1)}{short}."


def _long_sentences(text: str) -> Iterator[str]:
    long = [one for one in _sentences(text) if len(_words(one)) > LONG_SENTENCE]
    if long:
        begins = " ".join(long[0].split()[:SHOWN]).strip("“”\"'‘’,;: ")
        yield (f"The sentence that begins “{begins}” has {len(_words(long[0]))} words. Read it aloud: could it be two?")


def _same_openings(text: str) -> Iterator[str]:
    openings = [words[0].casefold() for one in _sentences(text) if (words := WORD.findall(one))]
    for place in range(len(openings) - IN_A_ROW + 1):
        if len(set(openings[place : place + IN_A_ROW])) == 1:
            yield f"Three sentences in a row begin with “{openings[place].capitalize()}”. Is that meant?"
            return


def _paragraphs(text: str) -> Iterator[str]:
    if any(len(_words(one)) >= LONG_PARAGRAPH for one in re.split(r"\n\s*\n|\n", text.strip())):
        yield f"{LONG_PARAGRAPH} words or more stand there without a new paragraph. Where does something new begin?"


def _most_repeated(text: str) -> int:
    """Return how often the sentence stands in a text that stands in it most often."""
    same = Counter(
        " ".join(word.casefold() for word in WORD.findall(_without_quotations(one))) for one in _sentences(text)
    )
    counts = [times for sentence, times in same.items() if len(sentence.split()) > 1]
    return max(counts, default=0)


def _without_quotations(text: str) -> str:
    for quotation in quotations_in(text):
        text = text.replace(quotation, " ")
    return text.translate(dict.fromkeys(map(ord, "".join({*OPENING, *OPENING.values()} - {"'", "’"}))))


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, and its lines; what stops at a title or initial is not divided."""
    kept = re.sub(r"\b(Mr|Mrs|Ms|Dr|St|Prof|[A-Z])\.", r"\1", text)
    return [one.strip() for one in SENTENCE_END.split(kept) if WORD.search(one)]


def _words(text: str) -> list[str]:
    return [one for one in text.split() if any(map(str.isalnum, one))]
