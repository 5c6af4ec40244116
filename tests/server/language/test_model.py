"""Our own reader of py3langid's statistics says what py3langid says, without numpy."""

from __future__ import annotations

import subprocess
import sys

import pytest
from py3langid.langid import LanguageIdentifier

from microblog_server.demo.data import community
from microblog_server.language import model
from microblog_server.language.model import ModelUnreadableError

_LANGUAGES = frozenset(("en", "de", "es", "fr", "sr", "tr", "vi"))
_ODD = ["", "é", "OK", "THE BUS IS LATE", "\ud800", "日本", "0", "Prvi dan u školi", "Добар дан"]


def test_each_text_gets_the_language_and_the_chance_that_py3langid_gives_it() -> None:
    ours = model.load({"some": _LANGUAGES})["some"]
    theirs = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    theirs.set_languages(_LANGUAGES)
    for text in [*_ODD, *sorted({post.body for post in community().posts})[::4]]:
        language, chance = ours.classify(text)
        expected, likely = theirs.classify(text)
        assert chance == pytest.approx(likely, abs=0.01), text
        assert language == expected or chance < 0.5, text


def test_numpy_is_not_loaded() -> None:
    program = (
        "import sys; from microblog_server.language.identification import identify_now;"
        "assert identify_now('The bus is late again today.') == 'en'; assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_without_the_package_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_PACKAGE", "no_such_package")
    with pytest.raises(ModelUnreadableError, match="not installed"):
        model.load({"some": _LANGUAGES})
