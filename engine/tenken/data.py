"""Where the shipped policies and precedents are: in the checkout while developing, else in the package."""

from __future__ import annotations

from pathlib import Path

from tenken.errors import PolicyError
from tenken.policy.folders import COMPLETE
from tenken.texts import text

_CHECKOUT = Path(__file__).resolve().parents[2]
_PACKAGED = Path(__file__).resolve().parent / "_data"


def _root() -> Path:
    """The checkout comes first; a folder counts only with a vocabulary in it, so that a stale copy cannot hide it."""
    for root in (_CHECKOUT, _PACKAGED):
        if any((root / "policies" / "vocabulary").glob("*.yaml")):
            return root
    raise PolicyError(
        text("付属のポリシーが見つかりません。", "the shipped policies are not to be found"),
        remedy=text(
            "インストールし直すか、--policies で指定してください。", "install again, or name a folder with --policies"
        ),
    )


def policies_folder() -> Path:
    """The shipped policies."""
    return _root() / "policies"


def layers(folder: Path | None) -> tuple[Path, ...]:
    """The folders that make up a policy: the shipped one alone, or with a municipality's own folder over it.

    A folder with a default municipality stands by itself.
    """
    if folder is None:
        return (policies_folder(),)
    return (folder,) if (folder / COMPLETE).is_file() else (policies_folder(), folder)


def precedents_folder() -> Path:
    """The real consultation items of the minutes."""
    root = _root()
    return root / "cases" / "precedents" if (root / "cases").is_dir() else root / "precedents"
