"""Office files without a clock: the parts of the archive all bear one day, so that the same content is the same file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can tell."""


def timeless(archive: bytes) -> bytes:
    """The archive with the same parts in the same order, and no trace of when and where they were packed."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(packed, "w") as out:
        for name in given.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0
            out.writestr(part, given.read(name))
    return packed.getvalue()
