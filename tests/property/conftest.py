"""What the property tests share."""

from __future__ import annotations

import pytest
from random_cases import Facts


@pytest.fixture(scope="session")
def facts_from() -> type[Facts]:
    """Makes facts from a random source."""
    return Facts
