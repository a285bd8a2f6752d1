"""An item's definition as the fields of a form, and the fields as a definition again: what is typed is never lost."""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from content_store.item_spec import ItemSpec
from content_store.items import KeptSpec
from web.item_fields import DIAGRAM, NUMBERS, YAML_AT_THE_TOP, Entry, answer_entries, has_reveals

Fields = Mapping[str, str]
Errors = dict[str, str]

MOST_ROWS = 12
SPARE_ROWS = 2
FEWEST_ROWS = 4
TOLD = {
    ("question", "too_short"): _l("Write the question: at least ten letters."),
    ("hints", "too_short"): _l("Write at least three hints, one on each line."),
    ("hints", "too_long"): _l("Write at most five hints, one on each line."),
    ("steps", "too_short"): _l("Write the worked solution, one step on each line."),
    ("difficulty", "missing"): _l("Choose how hard it is."),
}
"""What is said of the commonest mistakes, in place of the reader's own words."""


class _NoAliases(yaml.SafeLoader):
    """Reads YAML without aliases: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("a name after * stands for something else here: write it out")
        return super().compose_node(parent, index)


class _Readable(yaml.SafeDumper):
    """Writes text of several lines as such, and without the empty line at its end."""

    def written_text(self, text: str) -> yaml.Node:
        """Return how a text is written."""
        text = text.strip()
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _Readable.written_text)


def read_form(fields: Fields, kind: str, item_id: str) -> tuple[ItemSpec | None, Errors]:
    """Return the item that a form describes, or what is wrong with it, by the field that it is wrong in."""
    errors: Errors = {}
    made: dict[str, Any] = {"id": item_id, "kind": kind, "difficulty": fields.get("field-difficulty", "")}
    made["question"] = _text(fields, "question")
    made |= _numbers(fields, errors)
    made["answer"] = _answer(fields, kind, errors)
    if has_reveals(kind):
        made["reveals"] = _reveals(fields)
    made |= {name: _lines(fields, name) for name in ("hints", "steps")}
    if diagram := _yaml(fields, DIAGRAM, errors):
        made["diagram"] = diagram
    if question := _text(fields, "twin_question"):
        made["twin"] = {"question": question, "steps": _lines(fields, "twin_steps")}
    if errors:
        return None, errors
    try:
        return KeptSpec.model_validate(made), {}
    except ValidationError as error:
        return None, _told(error)


def written(spec: ItemSpec) -> str:
    """Return an item as `Item.definition` holds it."""
    return spec.model_dump_json(by_alias=True, exclude_defaults=True)


def _text(fields: Fields, name: str) -> str:
    return fields.get(f"field-{name}", "").replace("\r\n", "\n").strip()


def _lines(fields: Fields, name: str) -> list[str]:
    return [line.strip() for line in _text(fields, name).splitlines() if line.strip()]


def _yaml(fields: Fields, entry: Entry, errors: Errors) -> Any:
    """Return what a field says in YAML, None for nothing; where it cannot be read the error is told at the field."""
    text = _text(fields, entry.name)
    try:
        return yaml.load(text, Loader=_NoAliases) if text else None  # noqa: S506 - a safe loader with less
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = ", " + _("line %(number)s", number=mark.line + 1) if mark else ""
        errors[entry.id] = f"{entry.label}{where}: {getattr(error, 'problem', None) or error}. " + _(
            "Put such values in quotes."
        )
        return None


def _numbers(fields: Fields, errors: Errors) -> dict[str, Any]:
    found = _yaml(fields, NUMBERS, errors)
    if found is None:
        return {}
    if not isinstance(found, dict) or not set(found) <= set(YAML_AT_THE_TOP):
        errors[NUMBERS.id] = _(
            "%(field)s: write only %(names)s, each with a colon.",
            field=NUMBERS.label,
            names=", ".join(YAML_AT_THE_TOP),
        )
        return {}
    return found


def _answer(fields: Fields, kind: str, errors: Errors) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for entry in answer_entries(kind):
        value: Any
        if entry.shape == "yaml":
            value = _yaml(fields, entry, errors)
        elif entry.shape == "lines":
            value = _lines(fields, entry.name)
        elif entry.shape == "tick":
            value = bool(_text(fields, entry.name))
        else:
            value = _text(fields, entry.name)
        if value and not (entry.name == "form" and value == "any"):
            made[entry.name] = value
    if kind in ("choice", "several"):
        made["choices"] = _choices(fields)
    if kind == "matching":
        made["pairs"] = [(one["left"], one["right"]) for one in _rows(fields, "pair") if one.get("left")]
    return made


def _rows(fields: Fields, name: str) -> list[dict[str, str]]:
    """Return the rows of fields that begin with a name, in their order."""
    pattern = re.compile(rf"{name}-([0-9]{{1,2}})-([a-z_]+)")
    found: dict[int, dict[str, str]] = {}
    for key, value in fields.items():
        if match := pattern.fullmatch(key):
            found.setdefault(int(match[1]), {})[match[2]] = value.strip()
    return [found[number] for number in sorted(found)]


def _choices(fields: Fields) -> list[dict[str, Any]]:
    return [
        {
            "text": one["text"],
            **({"right": True} if one.get("right") else {}),
            **({"misconception": one["misconception"]} if one.get("misconception") else {}),
        }
        for one in _rows(fields, "option")
        if one.get("text")
    ]


def _reveals(fields: Fields) -> list[dict[str, Any]]:
    return [
        {
            "misconception": one.get("misconception", ""),
            "value": one["value"],
            **({"by_rule": True} if one.get("rule") else {}),
        }
        for one in _rows(fields, "wrong")
        if one.get("value")
    ]


def _told(error: ValidationError) -> Errors:
    """Return each thing that a definition's reader found wrong, at the field in which it was typed."""
    errors: Errors = {}
    for one in error.errors(include_url=False, include_input=False):
        place = [part for part in one["loc"] if isinstance(part, str)] or _named_in(one["msg"])
        first = place[0] if place else ""
        name = place[1] if first == "answer" and len(place) > 1 else first
        kind = "too_short" if "should have at least" in one["msg"] else one["type"].removeprefix("string_")
        known = TOLD.get((name, kind)) or TOLD.get((name, one["type"]))
        rule = one["msg"].removeprefix("Value error, ")
        errors.setdefault(_field_of(place), known or f"{_label(name)}{rule[:1].lower()}{rule[1:]}")
    return errors


def _named_in(message: str) -> list[str]:
    """Return the field that a message about the whole item begins with, such as `hints`."""
    named = re.match(r"Value error, `(\w+)` should have", message)
    return [named[1]] if named else []


def _label(name: str) -> str:
    return f"{name.replace('_', ' ').capitalize()}: " if name else "The item: "


def _field_of(place: list[str]) -> str:
    first = place[0] if place else "question"
    if first in YAML_AT_THE_TOP:
        return NUMBERS.id
    if first == "answer":
        name = place[1] if len(place) > 1 else "question"
        return {"choices": "option-0-text", "pairs": "pair-0-left"}.get(name, f"field-{name}")
    return {"reveals": "wrong-0-value", "twin": "field-twin_question"}.get(first, f"field-{first}")


def form_of(spec: ItemSpec) -> dict[str, str]:
    """Return an item as the fields of the form, so that sending them back unchanged gives the same item."""
    whole: dict[str, Any] = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    answer = whole["answer"]
    fields = {"field-difficulty": str(spec.difficulty), "field-question": spec.question.strip()}
    fields |= {f"field-{name}": "\n".join(_one_line(text) for text in whole[name]) for name in ("hints", "steps")}
    fields["field-numbers"] = as_yaml({name: whole[name] for name in YAML_AT_THE_TOP if whole.get(name)})
    if spec.diagram:
        fields[DIAGRAM.id] = as_yaml(whole["diagram"])
    for entry in answer_entries(spec.kind):
        fields[entry.id] = _as_typed(entry, answer.get(entry.name))
    if spec.twin:
        fields["field-twin_question"] = spec.twin.question.strip()
        fields["field-twin_steps"] = "\n".join(map(_one_line, spec.twin.steps))
    return fields | _rows_of(whole)


def _rows_of(whole: dict[str, Any]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, one in enumerate(whole.get("reveals", [])):
        fields |= {f"wrong-{number}-value": str(one["value"]), f"wrong-{number}-misconception": one["misconception"]}
        fields |= {f"wrong-{number}-rule": "yes"} if one.get("by_rule") else {}
    for number, one in enumerate(whole["answer"].get("choices", [])):
        fields |= {
            f"option-{number}-text": one["text"],
            f"option-{number}-misconception": one.get("misconception") or "",
        }
        fields |= {f"option-{number}-right": "yes"} if one.get("right") else {}
    for number, (left, right) in enumerate(whole["answer"].get("pairs", [])):
        fields |= {f"pair-{number}-left": left, f"pair-{number}-right": right}
    return fields


def _as_typed(entry: Entry, value: Any) -> str:
    if value is None or value is False:
        return ""
    if entry.shape == "yaml":
        return as_yaml(value)
    if entry.shape == "tick":
        return "yes"
    return "\n".join(str(one) for one in value) if entry.shape == "lines" else str(value).strip()


def as_yaml(value: Any) -> str:
    """Return a part of a definition as a person reads and types it; empty for nothing."""
    return yaml.dump(value, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=100).strip() if value else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def row_count(fields: Fields, name: str) -> int:
    """Return how many rows to show: those filled in and some spare."""
    used = len([one for one in _rows(fields, name) if one.get("text") or one.get("value") or one.get("left")])
    return max(FEWEST_ROWS, min(MOST_ROWS, used + SPARE_ROWS), used)
