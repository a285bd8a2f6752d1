import time

import pytest

from tutor.language_model import LanguageModel, ModelUnavailable, NoModel, Prompt, Reason

PROMPT = Prompt("Be brief.", "Item: expand 3(x + 4).", "Hint: multiply both terms.")


def test_the_system_message_begins_with_the_rules():
    assert PROMPT.system == "Be brief.\n\nItem: expand 3(x + 4)."


def test_no_model_says_why():
    model: LanguageModel = NoModel("the file is damaged")
    model.warm(PROMPT)
    with pytest.raises(ModelUnavailable, match="no model is loaded: the file is damaged") as caught:
        model.complete(PROMPT, deadline=time.monotonic() + 1, max_tokens=8)
    assert caught.value.reason is Reason.NOT_LOADED
    model.close()
