"""How pupils put an answer, a guess or an option in the middle of a message: the patterns of `message_attempts`."""

import re

LEAD = re.compile(
    r"(?:(?:so|um+|er+m*|well|ok|okay|wait|like|hmm+|oh|and|but|then|maybe|probably|possibly|because|cos|coz|"
    r"dunno|idk|"
    r"i(?:'d| would)? (?:think|reckon|guess|got|get|put|say|said|did|choose|chose|pick|picked|go|went)|with|for|that|"
    r"i'?m (?:going|guessing|thinking)|my answer|the answers?|answers?|it|it'?s|its|they|this|is|was|be|would|"
    r"could|must|"
    r"definitely|prob|either|option|letter|number|a guess|ans|innit|=|:)[\s,:]+)+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"[\s,]*(?:(?:i think|i guess|i reckon|i'?m not sure|not sure|innit|right|is (?:that|it|this) (?:right|"
    r"correct|ok)|correct|yeah|maybe|or something|"
    r"probably|please|pls|lol|bro|mate|sir|miss|then)[\s,]*)*[?!.\s]*$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:because|cos|coz|cuz|bc|since|after|when|if i|is it|is that|by \w+ing|i did(?:n'?t| not))\b", re.IGNORECASE
)
"""What comes after it gives reasons for the answer before it."""
WORDS = (
    "zero|nought|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves|"
    "third|thirds|quarter|quarters|fifths?|sixths?|eighths?|tenths?|point|minus|negative"
)
UNITS = (
    r"(?:(?:centi|milli|kilo)(?:metres?|meters?|grams?|litres?)|quid|cm|mm|km|kg|mg|ml|m|g|s|l|p|mph|m/s|"
    r"newtons?|joules?|watts?|volts?|amps?|hours?|mins?|minutes?|seconds?|pounds?|"
    r"pence|degrees|metres?|meters?|grams?|litres?|percent|each|°c?|%|hz|n|j|w|v|pa)(?:\^?[23]|[²³])?"
)
IN_WORDS = re.compile(
    rf"(?:one|(?:(?:a|one) )?(?:{WORDS}))(?:(?: and (?:a )?|[ -])(?:one|{WORDS}))*(?:\s+{UNITS})?", re.IGNORECASE
)
TOKEN = re.compile(
    rf"(?P<number>\d+\s+\d+/\d+|[£$€]?\s?\d+(?:[.,:]\d+)*(?:\s?{UNITS}(?![a-z\d(]))?|[£$€]?\.\d+|[½¼¾⅓⅔])"
    r"|(?P<sign>[-−–+*/×÷=^²³√()<>≤≥:]|\bx(?=\s*[£$€(]?\s?\d)|\b(?:sqrt|root|plus|minus|times|divided by)\b)"
    r"|(?P<letter>\bpi\b|π|(?<![A-Za-z'’])[A-Za-z](?![A-Za-z'’]))|(?P<space>\s+)|(?P<other>\w+|.)",
    re.IGNORECASE,
)
RESULT = (
    r"(?:is|are|be|so|answer|got|gets?|equals?|makes?|gives?|comes to|would need|will be|it'?s|left|have|had|costs?|"
    r"paid|total of)"
)
VALUE_WORDS = r"(?:is|be|equals?|got|get|=|answer is|so|it'?s|think|maybe|put|to)"
CHECKING = re.compile(
    r"(?:(?:just|can|could|will|you|u|pls|plz|please)\s+)*(?:check\b|(?:see|confirm|tell me|say) (?:if|whether|"
    r"that)\b)"
    r"|if i (?:say|put|said|type|write)\b",
    re.IGNORECASE,
)
"""Asks for a check of whatever number follows."""
GUESSES = re.compile(
    r"(?:(?:do|should|shall|can) i (?:put|write|say)|(?:does|would|do|will) (?:it|x|that|this|you|we) "
    r"(?:equal|make|come to|get)|(?:is|isnt|isn't|are|would|could|was|might|wud|cud)(?=\s))\s*"
    r"(?:(?:it|that|this|they|[a-z]|(?:the|my) (?:final |right |correct )?(?:answer|one|option|area|length|value|"
    r"total))\s+)?"
    r"(?:(?:just|maybe|not|about|actually|be|is|equal to|equal|=|option|answer)\s+)*",
    re.IGNORECASE,
)
"""Opens a question whether the number that follows is the answer."""
NO_GUESS = re.compile(
    r"\b(?:bigger|smaller|more|less|greater|higher|lower|between|above|below|over|under|odd|even|same|why|how|"
    r"what|when|mean|"
    r"digits?|options|decimal places?|number \d)\b",
    re.IGNORECASE,
)
LETTER = re.compile(r"\(?([a-h])\)?[.:)]?", re.IGNORECASE)
NAMED_LETTER = re.compile(
    r"\b(?:option|answer|letter|right one|choose|chose|pick|picked|think|it'?s|is it|go with|put|say|probably|"
    r"definitely|maybe|not|be)"
    r"\s+(?:it'?s |is )*\(?([a-h])\)?(?=\s*(?:$|[?.!,)]|\b(?:or|because|cos|innit|right|is|then|but|and)\b))",
    re.IGNORECASE,
)
PLACES = {"first": 0, "top": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "bottom": -1}
PLACED = re.compile(rf"\bthe ({'|'.join(PLACES)}) (?:one|option|answer|sentence)\b", re.IGNORECASE)
