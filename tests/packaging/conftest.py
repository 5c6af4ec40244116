"""The bundle in dist/, installed once for all tests of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.packaging.installed import Installed, installed, the_package


@pytest.fixture(scope="session")
def bundle() -> Iterator[Installed]:
    package = the_package()
    if package is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no bundle: make build", pytrace=False)
        pytest.skip("there is no bundle: make build")
    with installed(package) as one:
        yield one
