"""Fixtures of these widgets' tests: the same world as that of the view-models."""

from tests.viewmodels.conftest import message_sync as message_sync
from tests.viewmodels.conftest import world as world
