"""The bundle in dist/, unpacked once for all tests of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.packaging.unpacked import Unpacked, the_package, unpacked


@pytest.fixture(scope="session")
def bundle() -> Iterator[Unpacked]:
    package = the_package()
    if package is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no bundle: make build", pytrace=False)
        pytest.skip("there is no bundle: make build")
    with unpacked(package) as one:
        yield one
