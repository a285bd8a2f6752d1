import time

import pytest

from tutor.language_model import LanguageModel, ModelUnavailable, NoModel, Prompt, Reason, Sampling

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


def test_the_first_candidate_is_drawn_as_settings_say_and_others_more_freely():
    sampling = Sampling(temperature=0.2, seed=7, freer=0.6)
    assert sampling.of(0) == sampling
    assert (sampling.of(1).temperature, sampling.of(1).seed) == (0.6, 8)
    assert sampling.of(2).seed != sampling.of(1).seed
    assert Sampling(temperature=0.9).of(1).temperature == 0.9
