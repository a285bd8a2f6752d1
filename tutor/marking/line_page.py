"""What stands on a page of working so far, and whether the next statement follows from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.marking.chain_pairs import all_solutions, compared, covers, has_run_on, pairs
from tutor.marking.line_expressions import Expressions
from tutor.marking.line_reading import Chain, Line, Piece, Reading, is_letter, read_lines
from tutor.marking.line_relations import Fact, Loss, Stated, Wrong, judge
from tutor.marking.polynomial import near
from tutor.marking.solution_set import Compared, Solutions
from tutor.marking.sum_checks import comes_out, is_bare, runs_on, unrounded, values
from tutor.marking.tree import Node, letters
from tutor.marking.value import Real
from tutor.marking.wrong_rules import SLIP, rule_for_expression

REWRITE = re.compile(
    r"(?i)\b(?:expand|simplif\w+|factori[sz]\w+|multiply out|work out|evaluate|calculate|rationali[sz]e"
    r"|write .{0,40} as)\b"
)
SOLVE = re.compile(r"(?i)\b(?:solv\w+|find|rearrang\w+|subject|work out|values? of|what is|inequality|equations?)\b")
LENGTHS = re.compile(
    r"(?i)\b(?:lengths?|sides?|areas?|radius|triangle|circle|square of side|perimeter|height|width|volume|distance|cm"
    r"|metres?"
    r"|positive|negative|reject\w*|ignore|cannot|can't|years?|people|hypotenuse)\b"
)
SQUARES = re.compile(r"\d\s*\^\s*\{?2")
"""A number squared, as in Pythagoras' theorem: what is worked out is a length."""

LENGTH_LETTERS = frozenset("cdhlrwACVPL")
PERCENTAGE = re.compile(r"[\d.,]+\s*%")
BOTH_SIDES = re.compile(r"(?i)\b(?:both|each|two) sides\b")
MOST_FACTS = 12


@dataclass(frozen=True)
class Placed:
    """A loss of solutions and the line that it is on."""

    number: int
    loss: Loss


@dataclass(frozen=True)
class Outcome:
    """What a statement would add to the page, and what is wrong with it."""

    wrong: Wrong | None = None
    facts: tuple[Fact, ...] = ()
    sides: tuple[tuple[Node, str, bool], ...] = ()
    loss: Loss | None = None


class Page:
    """A page of working: the relations and expressions on it, and the solutions lost on the way."""

    def __init__(self, question: str) -> None:
        """Begin with what the question gives, where that is certain."""
        self.question = question
        self.facts: list[Fact] = []
        self.losses: list[Placed] = []
        self.seen: list[Solutions] = []
        self.last_is_relation = False
        self.worked: list[Real] = []
        self.text = ""
        given = [piece for line in read_lines(question) for piece in line.pieces]
        self.letters = frozenset(
            name
            for piece in given
            for reading in piece.readings[:1]
            for chain in reading
            if chain.signs
            for name in chain.letters
        ) | frozenset(re.findall(r"\$([A-Za-z])\$", question))
        self.expressions = Expressions(self._given_expressions(given))
        self._give_relations(given)

    def read(self, piece: Piece, number: int) -> Wrong | None:
        """Add a statement to the page, or return what is wrong with it in every way that it can be read."""
        self.text += f" {piece.text}"
        outcomes: list[Outcome] = []
        for reading in piece.readings:
            outcome = self._outcome(piece, reading)
            if outcome.wrong is None:
                self._add(outcome, number)
                return None
            outcomes.append(outcome)
        return outcomes[0].wrong

    def losses_not_made_good(self, later: Sequence[Line]) -> Iterator[tuple[int, Wrong]]:
        """Yield the lines that lose solutions which no other line has, unless what is asked for may exclude them."""
        rest = [s for line in later for piece in line.pieces for s in all_solutions(piece)]
        words = BOTH_SIDES.sub("", f"{self.question} {' '.join(line.text for line in later)}")
        for placed in self.losses:
            old = placed.loss.fact
            lost = [
                root
                for root in placed.loss.lost
                if not any(covers(s, root, old.solutions) for s in (*self.seen, *rest))
            ]
            if lost and not self._may_be_excluded(old, lost, words):
                zero = all(near(root, 0 * root) for root in lost)
                yield placed.number, Wrong(old.text, "zero-root-lost" if zero else "root-lost")

    def _may_be_excluded(self, old: Fact, lost: Sequence[Real], words: str) -> bool:
        """Tell whether the solutions lost may be left out: no length is negative or zero."""
        if any(root > 0 for root in lost):
            return False
        asked = any(fact.given for fact in self.facts)
        worded = bool(self.question.strip()) and not asked
        if not asked and any(SQUARES.search(fact.text) for fact in self.facts):
            return True
        return worded or bool(LENGTHS.search(words)) or bool(old.solutions.letters & LENGTH_LETTERS and not asked)

    def _add(self, outcome: Outcome, number: int) -> None:
        for fact in outcome.facts:
            self.facts.append(fact)
            self.seen.append(fact.solutions)
            single = len(fact.solutions.letters) == 1 and fact.solutions.is_equation
            self.worked += (fact.solutions.roots or ()) if single else ()
        self.facts = self.facts[:1] + self.facts[1:][-MOST_FACTS:]
        if outcome.loss is not None:
            self.losses.append(Placed(number, outcome.loss))
        for node, text, established in outcome.sides:
            self.expressions.add(node, text, established)
        if outcome.facts:
            self.last_is_relation = True
        elif any(letters(node) for node, _, _ in outcome.sides):
            self.last_is_relation = False

    def _outcome(self, piece: Piece, reading: Reading) -> Outcome:
        wrong = next((wrong for chain in reading if (wrong := self._false_sum(piece, chain)) is not None), None)
        if wrong is not None:
            return Outcome(wrong)
        if len(reading) > 1:
            return self._judged(piece, Solutions(tuple(compared(chain) for chain in reading)))
        return self._of_chain(piece, reading[0])

    def _of_chain(self, piece: Piece, chain: Chain) -> Outcome:
        """Judge a chain: its pairs that say two expressions are the same, then those that are equations."""
        if piece.continues and chain.sides[0] is None:
            if not self.last_is_relation:
                return self._continued(piece, chain)
            chain = Chain(chain.sides[1:], chain.signs[1:], chain.texts[1:])
            if not chain.signs:
                return Outcome(self._result_of_subject(piece, chain.sides[0]))
        if not chain.signs:
            side = chain.sides[0]
            if side is None or not piece.whole or piece.assumed:
                return Outcome()
            return self._expression(piece, side, chain.texts[0])
        return self._of_pairs(piece, chain)

    def _of_pairs(self, piece: Piece, chain: Chain) -> Outcome:
        sides: list[tuple[Node, str, bool]] = []
        relations: list[Compared] = []
        for at, (one, text) in enumerate(pairs(chain)):
            if not one.letters:
                continue
            if one.sign == "=" and self.expressions.same(one.left, one.right):
                known = self.expressions.knows(one.left)
                sides += [(one.left, text[0], known), (one.right, text[1], known or at > 0)]
            elif self._is_false_rewriting(piece, one, at):
                return Outcome(Wrong(text[0], self.expressions.rule(one.left, one.right)))
            else:
                relations.append(one)
        if has_run_on(chain) and relations:
            return Outcome()
        return (
            self._of_relations(piece, relations, tuple(sides))
            if relations
            else self._of_same(piece, chain, tuple(sides))
        )

    def _is_false_rewriting(self, piece: Piece, one: Compared, at: int) -> bool:
        """Tell whether an equals sign joins two forms of one expression that differ, and makes no right equation."""
        if one.sign != "=" or not self.expressions.meant_as_same(one, at, self._sides_of_last()):
            return False
        related = any(fact.solutions.letters == one.letters for fact in self.facts)
        return (
            not related
            or self.expressions.gives(one.left)
            or self._judged(piece, Solutions(((one,),))).wrong is not None
        )

    def _of_same(self, piece: Piece, chain: Chain, sides: tuple[tuple[Node, str, bool], ...]) -> Outcome:
        """Judge a chain whose sides are all the same: its first side may be a wrong rewriting of the line above."""
        first, last = chain.sides[0], chain.sides[-1]
        if first is None or last is None or not piece.whole or self.last_is_relation:
            return Outcome(sides=sides)
        wrong = self.expressions.judge_first_of_chain(first)
        if wrong is not None:
            return Outcome(wrong)
        return Outcome(sides=sides or ((last, chain.texts[-1], self.expressions.knows(first)),))

    def _of_relations(
        self, piece: Piece, relations: list[Compared], sides: tuple[tuple[Node, str, bool], ...]
    ) -> Outcome:
        if all(one.sign != "=" for one in relations):
            return self._judged(piece, Solutions((tuple(relations),)))
        first, *rest = [Solutions(((one,),)) for one in relations]
        outcome = self._judged(piece, first)
        named = [
            side for one in relations if is_letter(one.left) or is_letter(one.right) for side in (one.left, one.right)
        ]
        more = tuple((side, piece.text, False) for side in named if not is_letter(side) and letters(side))
        others = tuple(Fact(piece.text, one) for one in rest)
        return replace(outcome, facts=(*outcome.facts, *others), sides=(*sides, *more))

    def _judged(self, piece: Piece, solutions: Solutions) -> Outcome:
        if not solutions.letters:
            return Outcome()
        verdict = judge(Stated(piece.text, solutions, piece.assumed, piece.rounded), self.facts)
        fact = Fact(piece.text, solutions)
        if isinstance(verdict, Wrong):
            return Outcome(verdict)
        return Outcome(facts=() if piece.assumed and solutions.is_result else (fact,), loss=verdict)

    def _continued(self, piece: Piece, chain: Chain) -> Outcome:
        """Judge a line that begins with an equals sign after an expression."""
        side = chain.sides[1]
        if side is None:
            return Outcome()
        wrong = self.expressions.judge_continued(side, rounded=piece.rounded, units=piece.units)
        if wrong is not None:
            return Outcome(wrong)
        rest = Chain(chain.sides[1:], chain.signs[1:], chain.texts[1:])
        outcome = self._of_pairs(piece, rest) if rest.signs else Outcome()
        return replace(outcome, sides=((side, chain.texts[1], True), *outcome.sides))

    def _expression(self, piece: Piece, side: Node, text: str) -> Outcome:
        if self.last_is_relation:
            return Outcome(sides=((side, text, False),) if letters(side) else ())
        wrong = self.expressions.judge_alone(side, rounded=piece.rounded)
        return Outcome(wrong) if wrong else Outcome(sides=((side, text, self.expressions.knows(side)),))

    def _result_of_subject(self, piece: Piece, side: Node | None) -> Wrong | None:
        """Judge "= 40" below "x = 48 - 7"."""
        only = self.facts[-1].solutions.only if self.facts else None
        if side is None or letters(side) or only is None or only.subject is None:
            return None
        value = only.subject[1]
        if letters(value) or is_bare(value) or comes_out(value, side, rounded=piece.rounded, units=piece.units):
            return None
        return None if runs_on(value, side) else Wrong(self.facts[-1].text, rule_for_expression(value, side) or SLIP)

    def _false_sum(self, piece: Piece, chain: Chain) -> Wrong | None:
        """Return the first pair of a chain that is a sum and does not come out."""
        for at, (one, text) in enumerate(pairs(chain)):
            number_alone = is_bare(one.left) or PERCENTAGE.fullmatch(text[0])
            if one.letters or one.sign != "=" or (number_alone and (is_bare(one.right) or not (at or piece.whole))):
                continue
            if self._sum_is_right(piece, one):
                continue
            rule = rule_for_expression(one.left, one.right)
            return Wrong(text[0] if rule or len(chain.sides) > 2 else None, rule or SLIP)
        return None

    def _sum_is_right(self, piece: Piece, one: Compared) -> bool:
        """Tell whether a sum comes out, as written or with what a rounded value in it stands for."""
        tried = (one.left, unrounded(one.left, self.worked[-MOST_FACTS:]))
        right = any(comes_out(side, one.right, rounded=piece.rounded, units=piece.units) for side in tried)
        self.worked += values(tried[1]) if right and not is_bare(one.left) else ()
        return right or runs_on(one.left, one.right)

    def _sides_of_last(self) -> tuple[Node, ...]:
        only = self.facts[-1].solutions.only if self.facts else None
        return (only.left, only.right) if only is not None else ()

    def _given_expressions(self, given: Sequence[Piece]) -> list[tuple[Node, str]]:
        """Return the one expression that the question asks to rewrite, if there is one."""
        if not REWRITE.search(self.question):
            return []
        chains = [piece.readings[0][0] for piece in given]
        found = [(chain.sides[0], chain.texts[0]) for chain in chains if not chain.signs]
        sums = [(side, text) for side, text in found if side is not None and not is_bare(side) and not is_letter(side)]
        return sums if len(sums) == 1 and all(not chain.signs for chain in chains) else []

    def _give_relations(self, given: Sequence[Piece]) -> None:
        """Take the equations of a question: the only one in its letter, or several in several letters."""
        if not SOLVE.search(self.question):
            return
        stated = [
            (piece.text, solutions)
            for piece in given
            if not piece.assumed and not piece.continues
            for solutions in all_solutions(piece)[:1]
            if not (solutions.is_equation and solutions.is_result)
        ]
        for text, solutions in stated:
            alike = [other for _, other in stated if other.letters == solutions.letters]
            if len(alike) == 1 or len(solutions.letters) > 1:
                self.facts.append(Fact(text, solutions, given=True))
        self.last_is_relation = bool(self.facts)
