"""From tokens to a tree, by recursive descent over a closed list of shapes.

Nothing typed is ever evaluated as code: what is not in this grammar is refused. The length of a text
is bounded before it comes here, and so are depth, digits and exponents here, so reading needs no
time limit.
"""

from fractions import Fraction

from tutor.marking.tokens import INVERSES, Token, tokenise
from tutor.marking.tree import Apply, Letter, Node, Number
from tutor.marking.verdict import Unread

MAX_DEPTH = 30
MAX_DIGITS = 60
MAX_TEN_POWER = 400

NOT_AN_EXPRESSION = "That could not be read as maths. Type it like 3x + 2 or 3/4."
HOW_TO_TYPE = "That could not be read as maths. Type a square as x^2 and multiply as *."
TOO_DEEP = "That has too many brackets or powers inside each other to mark."
CLOSING = {"(": ")", "[": "]", "{": "}"}


def read_expression(text: str) -> Node:
    """Return the tree of tidied text in which every letter is an unknown.

    Raises:
        Unread: the text is not one expression.
    """
    parser = Parser(tokenise(text, numeric=False), numeric=False)
    node = parser.sum()
    if parser.token.kind == "number":
        raise Unread(HOW_TO_TYPE)
    if parser.token.kind != "end":
        raise Unread(NOT_AN_EXPRESSION)
    return node


def read_leading_number(text: str) -> tuple[Node, str]:
    """Return the tree of the arithmetic that tidied text starts with, and the text after it.

    Raises:
        Unread: it does not start with arithmetic.
    """
    parser = Parser(tokenise(text, numeric=True), numeric=True)
    node = parser.sum()
    return node, text[parser.token.start :]


class Parser:
    """One reading of a list of tokens; each method returns the tree of what it has consumed."""

    def __init__(self, tokens: list[Token], *, numeric: bool) -> None:
        self.tokens = tokens
        self.numeric = numeric
        self.at = 0
        self.depth = 0
        self.in_bars = False

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.at]

    def sum(self) -> Node:
        """Return terms joined by plus and minus."""
        node = self.product()
        while self.token.text in {"+", "-"} and self._operand_at(self.at + 1):
            sign = self._take()
            node = Apply(sign.text, (node, self.product()))
        return node

    def product(self) -> Node:
        """Return factors joined by times, divide or nothing, from left to right."""
        node = self.signed()
        while True:
            if self._is_operator():
                sign = self._take()
                node = Apply("/" if sign.text == "/" else "*", (node, self.signed()))
            elif self._is_juxtaposed():
                node = Apply("*", (node, self.power()))
            else:
                return node

    def signed(self) -> Node:
        """Return a power with the signs before it; signs are counted, not nested."""
        negative = False
        while self.token.text in {"+", "-"}:
            negative ^= self._take().text == "-"
        node = self.power()
        return Apply("neg", (node,)) if negative else node

    def power(self) -> Node:
        """Return a base with its exponent, if it has one."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unread(TOO_DEEP)
        node = self._after(self._operand())
        if self.token.text == "^":
            self._take()
            node = self._after(Apply("^", (node, self._exponent())))
        self.depth -= 1
        return node

    def _after(self, node: Node) -> Node:
        """Return the operand with a percent or degree sign that follows it, where those are not units."""
        if self.numeric:
            return node
        if self._accept("%"):
            return Apply("/", (node, Number(Fraction(100), "100")))
        self._accept("°")
        return node

    def _exponent(self) -> Node:
        negative = False
        while self.token.text in {"+", "-"}:
            negative ^= self._take().text == "-"
        node = self.power()
        return Apply("neg", (node,)) if negative else node

    def _operand(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "letter" and not self.numeric:
            return Letter(token.text)
        if token.kind == "name":
            return self._named(token.text)
        if token.text == "|":
            return self._bars()
        if token.text in CLOSING and token.kind == "symbol":
            return self._inside(CLOSING[token.text])
        raise Unread(NOT_AN_EXPRESSION)

    def _number(self, token: Token) -> Node:
        """Return a number, a mixed number, or a number times a power of ten."""
        digits, _, power = token.text.casefold().partition("e")
        number = _plain_number(digits)
        if power:
            ten = Number(Fraction(10), "10")
            return Apply("*", (number, Apply("^", (ten, _ten_power(power)))))
        if number.value.denominator == 1 and self._fraction_follows():
            fraction = self._operand_fraction()
            whole = isinstance(fraction, Apply) and all(_is_whole(part) for part in fraction.parts)
            return Apply("mixed" if whole else "*", (number, fraction))
        return number

    def _fraction_follows(self) -> bool:
        """Tell whether a mixed number goes on here: a fraction command, or a space and digits over digits."""
        if self.token.text == "frac":
            return True
        kinds = [token.kind for token in self.tokens[self.at : self.at + 3]]
        slash = self.tokens[min(self.at + 1, len(self.tokens) - 1)].text == "/"
        return kinds == ["number", "symbol", "number"] and slash and self.token.spaced

    def _operand_fraction(self) -> Node:
        if self.token.text == "frac":
            return self._named(self._take().text)
        top, _, bottom = self._take(), self._take(), self._take()
        return Apply("/", (_plain_number(top.text), _plain_number(bottom.text)))

    def _named(self, name: str) -> Node:
        """Return a constant, a fraction, a root or a function with what it applies to."""
        if name == "pi":
            return Apply("pi")
        if name == "frac":
            return Apply("/", (self._group(), self._group()))
        if name == "cbrt":
            return Apply("root", (Number(Fraction(3), "3"), self._group()))
        if name == "sqrt":
            index = self._inside("]") if self._accept("[") else None
            return Apply("root", (index, self._group())) if index else Apply("sqrt", (self._group(),))
        return self._function(name)

    def _function(self, name: str) -> Node:
        """Return a function of what follows (`sin(x)`, `sin 2x`, `sin^2 x`), or its inverse (`sin^-1(x)`)."""
        exponent = self._exponent() if self._accept("^") else self._flat_inverse(name)
        if name in INVERSES and exponent is not None and _is_minus_one(exponent):
            name, exponent = INVERSES[name], None
        bracketed = self.token.text in CLOSING or self.token.text == "|"
        argument = self._operand() if bracketed else self._run()
        self._accept("°")
        node = Apply(name, (argument,))
        return Apply("^", (node, exponent)) if exponent else node

    def _flat_inverse(self, name: str) -> Node | None:
        """Take the power of `cos-1(0.5)`, typed without a sign for the power."""
        here = self.tokens[self.at : self.at + 3]
        if name not in INVERSES or [token.text for token in here] != ["-", "1", "("]:
            return None
        self.at += 2
        return Apply("neg", (Number(Fraction(1), "1"),))

    def _run(self) -> Node:
        """Return numbers and letters written together, as after a function without brackets."""
        node = self._group() if self.token.kind == "name" else self.signed()
        while (self.token.kind == "letter" and not self.numeric) or self.token.text == "pi":
            node = Apply("*", (node, self.power()))
        return node

    def _group(self) -> Node:
        """Return one operand, counted as a level of depth."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unread(TOO_DEEP)
        node = self._operand()
        self.depth -= 1
        return node

    def _bars(self) -> Node:
        self.in_bars = True
        node = self.sum()
        self.in_bars = False
        self._expect("|")
        return Apply("abs", (node,))

    def _inside(self, closing: str) -> Node:
        """Return what is in brackets, where a bar opens again and a degree sign is no unit."""
        outside, self.in_bars = self.in_bars, False
        node = self.sum()
        self._accept("°")
        self.in_bars = outside
        self._expect(closing)
        return node

    def _is_operator(self) -> bool:
        """Tell whether the next token multiplies or divides; between numbers, the letter x does."""
        if self.token.text in {"*", "/"}:
            return self._operand_at(self.at + 1)
        if not self.numeric or self.token.kind != "word" or self.token.text not in {"x", "X"}:
            return False
        # In `3 x -2` the sign belongs to the number; in `7x - 2` it does not, and x is an unknown.
        sign, number = self.tokens[self.at + 1], self.tokens[min(self.at + 2, len(self.tokens) - 1)]
        apart = self.token.spaced and sign.spaced and not number.spaced
        return self._operand_at(self.at + 1) and (apart or sign.text not in {"+", "-"})

    def _is_juxtaposed(self) -> bool:
        """Tell whether an operand follows without a sign; a number may only do so after a bracket."""
        if self.token.kind == "number" and (self.numeric or self.tokens[self.at - 1].text != ")"):
            return False
        return self._operand_at(self.at)

    def _operand_at(self, index: int) -> bool:
        """Tell whether an operand, signed or not, starts at a token."""
        while self.tokens[index].text in {"+", "-"} and index > self.at:
            index += 1
        token = self.tokens[index]
        if token.kind == "symbol":
            return token.text in CLOSING or (token.text == "|" and not self.in_bars)
        return token.kind in {"number", "name"} or (token.kind == "letter" and not self.numeric)

    def _take(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.at += 1
        return token

    def _accept(self, text: str) -> bool:
        if self.token.text != text:
            return False
        self.at += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise Unread("A bracket is missing its pair. Check the brackets and try again.")


def _plain_number(digits: str) -> Number:
    """Return the number that digits write, with thousands separators and a decimal comma understood."""
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        raise Unread("That number has too many digits to mark.")
    plain = digits.replace(" ", "")
    comma = plain.rpartition(",")
    if comma[1]:
        decimal = "." not in plain and (len(comma[2]) != 3 or comma[0] == "0")
        plain = plain.replace(",", "." if decimal else "")
    plain = f"0{plain}" if plain.startswith(".") else plain
    return Number(Fraction(plain), plain)


def _ten_power(digits: str) -> Node:
    size = digits.lstrip("+-").lstrip("0") or "0"
    if len(size) > len(str(MAX_TEN_POWER)) or int(size) > MAX_TEN_POWER:
        raise Unread("That number is too large to mark.")
    number = Number(Fraction(int(size)), size)
    return Apply("neg", (number,)) if digits.startswith("-") else number


def _is_whole(node: Node) -> bool:
    return isinstance(node, Number) and node.value.denominator == 1


def _is_minus_one(node: Node) -> bool:
    inside = node.parts[0] if isinstance(node, Apply) and node.name == "neg" else None
    return isinstance(inside, Number) and inside.value == 1
