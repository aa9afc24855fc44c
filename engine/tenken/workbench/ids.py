"""How ids are written."""

from __future__ import annotations

import re

LONGEST_ID = 60
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Ids of rules, families, concepts, riders, laws, provisions and cities."""

SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
"""Names of facts, their groups, fields and values."""


def styled(id_: str, style: re.Pattern[str] = KEBAB) -> bool:
    """Is the id written in the style, and not too long?"""
    return len(id_) <= LONGEST_ID and style.fullmatch(id_) is not None
