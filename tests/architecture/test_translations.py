"""Each language says every sentence of the client, with the same fields."""

from __future__ import annotations

import pytest

from tests.architecture.catalogues import LANGUAGES, extracted, fields_of, forms_of, key, template, translated

_HOW = "run `make translations`, then translate"


def test_the_template_has_the_sentences_of_the_source() -> None:
    assert template() == extracted(), _HOW


def test_korean_is_complete_from_the_first_version_on() -> None:
    assert "ko" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    done = {key(message) for message in translated(language) if message.id and all(forms_of(message))}
    assert sorted(extracted() - done) == [], _HOW


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_guessed(language: str) -> None:
    assert [message.id for message in translated(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_sentence(language: str) -> None:
    # A form may leave out the number that it says in words ("a post"), but it may not invent a field.
    wrong = []
    for message in translated(language):
        if not message.id:
            continue
        offered = [fields_of(form) for form in key(message).forms]
        for form in forms_of(message):
            if not fields_of(form) <= set.union(*offered) or (len(offered) == 1 and fields_of(form) != offered[0]):
                wrong.append((message.id, form))
    assert wrong == []
