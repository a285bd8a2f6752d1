"""The tutor's words that are always the same, whatever the item: verdicts confirmed, requests, where to find help."""

import re
from dataclasses import dataclass, field
from typing import Any

from tutor.assembly import Tutor
from tutor.records import TutoringSession

WHO_ARE_YOU = re.compile(
    r"\bare (?:you|u) (?:a |an )?(?:real|human|person|robot|bot|ai|alive|computer)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Words:
    """Authored words; with `to_word` the model may word them better from the facts."""

    authored: str
    to_word: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


FIXED = {
    "confirm": "That is right. Next comes another one: try it without hints first.",
    "confirm unaided": "That is right. Here is another question.",
    "confirm check": "That is right, and without help.",
    "confirm aided": "That is right. Another question will show whether it stays without help.",
    "confirm question": "That is right. How could you check it another way?",
    "confirm review": "That is right, some days later and without help: it has stayed.",
    "attempt_first": (
        "Have a try first: write down any part that can be done, even one line. "
        "What does the question tell you, and what does it ask for?"
    ),
    "attempt_first 2": (
        "Help goes on from what you write, right or wrong, and a wrong try costs nothing. What is the first thing in "
        "the question that you are sure of? Write that down."
    ),
    "attempt_first 3": (
        "Nothing more can be said before there is a try. Write down what is given, and under it what is asked for: "
        "what could lead from one to the other?"
    ),
    "attempt_first 4": (
        "Still no try is here. Write any one line, even if you doubt it: then the help fits what you wrote. If you "
        "would rather talk it through first, ask your teacher."
    ),
    "attempt_first begun": (
        "There is a beginning, and it stays in the box. Say aloud what a reader should hear next, write that one "
        "sentence, and go on from there; it need not be good yet. Your teacher can help with it in the lesson."
    ),
    "tries_first": (
        "Your teacher has asked for two tries of your own before a hint. Read the question once more, write down the "
        "first thing that you are sure of, and give the answer that it leads to. A wrong try costs nothing."
    ),
    "working_first": (
        "There are no more hints for this. Write at least one line of working, even one that may be wrong, and the "
        "answer that it leads to: then the full solution can be shown."
    ),
    "attempt_first answered": (
        "That does not answer the question yet. Write down what the question gives and what it asks for, then one line "
        "of working, and the answer that it leads to."
    ),
    "attempt_first hinted": (
        "That does not add anything to what is there. Change one thing: use the hint, write one line of working, "
        "and give the answer that it leads to."
    ),
    "attempt_first again": (
        "That is what was there before. Change one thing: write one line of working, "
        "and give the answer that it leads to."
    ),
    "attempt_first again with words": (
        "The answer is the one that was there before, and the reason beside it is new. Test that reason: is it true "
        "here? Then write the line that follows from it."
    ),
    "attempt_first again in words": "That is what was there before. Which part of it may be wrong? Change that part.",
    "attempt_first again option": (
        "That has been chosen already. Say to yourself in a few words why it does not fit, then read what else can be "
        "chosen: what is different about each?"
    ),
    "attempt_first given": (
        "That number stands in the question. What has to be done with it? Write that as one line of working, "
        "and give the answer that it leads to."
    ),
    "working_first in words": (
        "There are no more hints for this. Write a whole sentence of your own, even one that may be wrong: then the "
        "full solution can be shown."
    ),
    "working_first alone": (
        "There are no hints for this question. Write at least one line of working, even one that may be wrong, and the "
        "answer that it leads to: then the full solution can be shown."
    ),
    "offer_solution alone": (
        "There are no hints for this question. The full solution can be shown; then this question does not count, and "
        "another follows without help. Try once more first, or ask for the solution."
    ),
    "offer_solution": (
        "There are no more hints for this. The full solution can be shown; then this question does not count, and one "
        "of the same kind follows without help. Try once more first, or ask for the solution."
    ),
    "offer_solution again": (
        "Not yet. Change one step and try again, or ask for the full solution: a question of the same kind follows it."
    ),
    "ask_leave": "Your teacher decides when full solutions are shown, and has been asked. Try once more meanwhile.",
    "guess_limit": (
        "Several answers have been checked without any working. "
        "Write a line of working with the next one: what was the first step?"
    ),
    "hand_over": (
        "This question now goes to your teacher, who can see what was tried. Nothing is lost by it. Meanwhile: read "
        "the lesson notes on it, write down the one place where it stops making sense, and ask your teacher about that."
    ),
    "hand_over untried": (
        "This question now goes to your teacher. Without a try it does not count as done, and it comes back later: a "
        "first line of it is enough to go on from. Meanwhile, the lesson notes are a good place to find that line."
    ),
    "finish handed over": (
        "That is all for now. Your teacher can see what was tried. The question stays on your page under “From your "
        "teacher”: come back to it after you have talked about it."
    ),
    "refocus": "That is not part of this lesson. Back to the question: read it once more. What does it ask for?",
    "no_help": (
        "There is no help here, and questions wait until later: this part only finds out where to start. “I do not "
        "know” is a good answer, and the button skips the question."
    ),
    "time_up": (
        "That is all the time for today, and what you wrote is kept. The next question is put on another day, or when "
        "your teacher gives you more time."
    ),
    "no_help test": (
        "There is no help in this one: your teacher wants to see what you can do by yourself. “I do not know” is a "
        "good answer, and the button skips the question. Afterwards all of it can be practised with help."
    ),
    "test done": (
        "That was the last question. What you did is kept, and your teacher can see it. Now you can see which of your "
        "answers were right."
    ),
    "once_more": (
        "This work comes with less help, so there is no hint yet. Go through it once more: which part are you least "
        "sure of? If it still does not come out, try it, or ask for a hint."
    ),
    "placed": "That is all of it. The questions that suit you best are now first on your page.",
    "placed high": (
        "That is all of it. You are likely to know everything that was asked about: choose for yourself on your page, "
        "and it is checked as you go."
    ),
    "program": "Attain is a computer program, not a person. Back to the question: what does it ask for?",
    "signpost": (
        "This tutor is a program and cannot help with that, but people can. Please talk to an adult whom you trust, at "
        "home or at school, today. Childline listens at any hour, free: 0800 1111. In an emergency, call 999."
    ),
    "compared": "Thank you: your teacher will see your answer and what you found in it. It does not count as wrong.",
    "compared writing": (
        "This piece is practised now. Your teacher will see it and what you found in it, and says whether it does what "
        "it should: no program can. One thing to do meanwhile: read it aloud to somebody, and change what they stumble "
        "over."
    ),
    "not_covered": (
        "The lesson notes do not cover that. Ask about something in this lesson, or take the question to a teacher."
    ),
    "into_the_box": "That sounds like an answer to the question: put it into the answer box, and it is checked.",
    "among_the_options": "That sounds like an answer to the question: choose the option that says it.",
    "which_question": "Is one of these your question? Choose it, or ask again in other words.",
    "nearest_question": "The nearest question in this lesson is “{question}” {answer}",
    "near_questions": (
        "No answer to that was found. Is one of these near to what you wonder about? If not, ask again in other "
        "words, or take the question to a teacher."
    ),
}


def fixed(name: str, tutor: Tutor, session: TutoringSession, question: str = "") -> Words:
    """Return the words of a move that the pupil's answer does not change; `question` is what was asked, if anything."""
    if name == "finish":
        return finished(tutor, session)
    if name == "not_covered":
        heading = tutor.nearest_heading(question, session.objective_id)
        near = f" The nearest part of the notes is “{heading}”." if heading else ""
        return Words(FIXED[name] + near)
    if name == "confirm" and session.purpose == "question":
        name = "confirm question"
    if name == "confirm" and session.phase == "check":
        name = "confirm review" if session.purpose == "review" else "confirm check"
        name = "confirm aided" if session.aided else name
    if name == "refocus" and WHO_ARE_YOU.search(question):
        name = "program"
    return Words(FIXED[_variant(name, session)])


def _variant(name: str, session: TutoringSession) -> str:
    """Return the name of the words that fit where the session stands."""
    if name == "no_help" and session.purpose == "test":
        return "no_help test"
    if name == "confirm" and not session.aided:
        return "confirm unaided"
    if name == "offer_solution" and session.offered:
        return "offer_solution again"
    if name == "hand_over" and not session.attempts:
        return "hand_over untried"
    if f"{name} alone" in FIXED and not session.rung and session.purpose != "question":
        return f"{name} alone"
    return name


def finished(tutor: Tutor, session: TutoringSession, solved: bool = True) -> Words:
    """Return the words that end a session; only what has been `solved` can be explained to somebody."""
    if session.purpose == "placement":
        return Words(FIXED["placed"])
    if session.purpose == "test":
        return Words(FIXED["test done"])
    if session.purpose == "question":
        return Words("That is the end of this question." + " Explain it to somebody without looking at it." * solved)
    objective = tutor.catalogue.objective(session.objective_id)
    title = objective.title if objective else "this objective"
    if not session.items_done:
        return Words(f"This set on “{title}” stops here. The lesson notes are a good place to begin again.")
    end = f"That is the end of this set: {session.items_done} question{'s' * (session.items_done != 1)} on “{title}”."
    explain = " Explain one of them to somebody without looking: that shows what has stayed."
    return Words(end + explain * solved)


def with_owed(words: Words, count: int) -> Words:
    """Return the last words of a set with how many questions went to the teacher without a try, at least one."""
    went = "One question has gone" if count == 1 else f"{count} questions have gone"
    does = "it does not count as done, and comes" if count == 1 else "they do not count as done, and come"
    return Words(f"{words.authored} {went} to your teacher without a try: {does} back next time.")


def no_items() -> Words:
    """Return what a session says on an objective that has notes but no questions yet."""
    return Words("This lesson has no practice questions yet. Ask about it, and the answer comes from its notes.")
