from __future__ import annotations

from microblog_desktop.domain.secret import Secret
from microblog_desktop.viewmodels.session.new_password import repetition_complaint


def test_a_new_password_is_typed_the_same_twice() -> None:
    assert repetition_complaint(Secret("one"), Secret("one")) == ""
    assert repetition_complaint(Secret("one"), Secret("One")) == "The two passwords are not the same."
