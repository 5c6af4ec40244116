"""The sentences of the client, as extracted from its source and as translated."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.tree import CLIENT, ROOT

LANGUAGES = sorted(file.parts[-3] for file in (ROOT / "translations").glob("*/LC_MESSAGES/*.po"))


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """What is translated: its context (empty if it has none) and its forms, one or singular and plural."""

    context: str
    forms: tuple[str, ...]


def extracted() -> set[Sentence]:
    """Return every sentence that the client's source hands to the translation."""
    found = extract_from_dir(CLIENT, method_map=[("**.py", "python")], keywords=DEFAULT_KEYWORDS)
    return {_sentence(message, context or "") for _file, _line, message, _comments, context in found}


def template() -> set[Sentence]:
    """Return the sentences of the catalogue template, from which a new language starts."""
    with (ROOT / "translations" / "microblog_desktop.pot").open("rb") as file:
        return {_sentence(message.id, message.context or "") for message in read_po(file) if message.id}


def translated(language: str) -> Catalog:
    """Return the catalogue of the language."""
    with (ROOT / "translations" / language / "LC_MESSAGES" / "microblog_desktop.po").open("rb") as file:
        return read_po(file, locale=language)


def key(message: Message) -> Sentence:
    return _sentence(message.id, message.context or "")


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translations, one for each plural form of the language."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def fields_of(text: str) -> set[str]:
    """Return the names in `{braces}`."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _sentence(message: object, context: str) -> Sentence:
    forms = (message,) if isinstance(message, str) else tuple(message) if isinstance(message, tuple | list) else ()
    return Sentence(context, tuple(str(form) for form in forms if form))
