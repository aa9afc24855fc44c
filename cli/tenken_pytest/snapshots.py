"""Where the accepted findings of a case are kept: `__snapshots__/<case>.txt` beside it, through syrupy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from syrupy.data import SnapshotCollections
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from tenken_pytest.settings import SNAPSHOTS

SUFFIX = "txt"


class FindingsExtension(SingleFileSnapshotExtension):
    """One text file a case. What is compared is a function that gives the text, so that its errors fail the test."""

    _write_mode = WriteMode.TEXT
    file_extension = SUFFIX
    snapshot_dirname = SNAPSHOTS

    def serialize(self, data: Callable[[], str], **_: Any) -> str:
        """The findings as text. Raises what judging raises: the assertion then fails, and its snapshot stays."""
        return data()

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: Any = 0) -> str:  # noqa: ARG003 - syrupy's
        """The name of the case's file: a case has one snapshot."""
        return test_location.basename

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Beside the case."""
        return str(Path(test_location.filepath).parent / SNAPSHOTS)

    def discover_snapshots(self, *, test_location: PyTestLocation, **_: Any) -> SnapshotCollections:
        """The snapshots of cases that are gone: only these may be called unused and deleted.

        A case that could not be read, or was not run this time, keeps its own.
        """
        found = SnapshotCollections()
        if test_location.modulename == _MODULE:
            folder = Path(test_location.filepath).parent
            cases = {path.stem for path in folder.iterdir() if path.is_file()}
            for path in sorted((folder / SNAPSHOTS).glob(f"*.{SUFFIX}")):
                if path.stem not in cases:
                    found.add(self.read_snapshot_collection(snapshot_location=str(path)))
        return found


_MODULE = "tenken_pytest.cases"
"""Where the tests of cases are defined: snapshots of others are none of ours."""
