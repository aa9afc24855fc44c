"""Files: bytes in, text and plain data out, and text written, with the place of what is wrong."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from types import ModuleType
from typing import IO, Any, TextIO

from tenken.errors import CaseError, Fault, Place, TenkenError
from tenken.texts import Text, text

MAX_DIGITS = 15
"""Longer numbers are refused: none that a case can mean is as long."""

MAX_BYTES = 20_000_000
"""Larger files are refused: a case or a policy is a few kilobytes."""


class _DuplicateKeyError(Exception):
    pass


class _NotANumberError(Exception):
    pass


def read_text(path: Path, error: type[TenkenError]) -> str:
    """The text of a file: UTF-8 with or without BOM, else CP932. Raises `error` if it is neither."""
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size  # 0 of what is no regular file; room for the largest is costly
            data = file.readall() if 0 < size <= MAX_BYTES else _up_to_too_much(file)
    except OSError as problem:
        raise error(cannot_read(problem), Place(str(path))) from None
    return decode(data, str(path), error)


def _up_to_too_much(file: FileIO) -> bytes:
    with BufferedReader(file) as buffered:
        return buffered.read(MAX_BYTES + 1)


def cannot_read(problem: OSError) -> Text:
    """What to say of a file or folder that the system refuses."""
    if isinstance(problem, FileNotFoundError):
        return text("見つかりません。", "is not to be found")
    return text(f"読めません（{problem.strerror}）。", f"cannot be read ({problem.strerror})")


@contextmanager
def writing(path: Path, exclusive: bool = False, folders: bool = False) -> Iterator[TextIO]:
    """A file to be written as UTF-8. Raises TenkenError where the system refuses it.

    `exclusive`: a file that is there is never written over. `folders` are made where they are missing.
    """
    with _told(path):
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x" if exclusive else "w", encoding="utf-8", errors="replace", newline="\n") as out:
            yield out


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if isinstance(problem, FileExistsError) and path.exists():
            raise already_there(path) from None
        raise _cannot_write(problem, path) from None


@contextmanager
def writing_whole(path: Path, exclusive: bool = False) -> Iterator[IO[bytes]]:
    """A binary file to be written whole or not at all. Raises TenkenError where the system refuses it.

    What is written is gathered in memory, put into a file beside, and moved into place. `exclusive`: see `writing`.
    """
    gathered = BytesIO()
    yield gathered
    with _told(path):
        if exclusive and path.exists():
            raise already_there(path)
        _put(gathered.getvalue(), path)


def _put(content: bytes, path: Path) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        path.write_bytes(content)
        return
    target = path.resolve()
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        if target.exists():
            with target.open("r+b"):  # what may not be written to may not be replaced either
                beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, content: str, exclusive: bool = False, folders: bool = False) -> None:
    """Write a whole file, see `writing`."""
    with writing(path, exclusive, folders) as out:
        out.write(content)


def already_there(path: Path) -> TenkenError:
    """What to say of a file that is not written over."""
    return TenkenError(
        text("すでにあるファイルです。書き換えません。", "is there already, and is not written over"),
        Place(str(path)),
        text("別の名前にするか、このファイルを直してください。", "choose another name, or edit this file"),
    )


def _cannot_write(problem: OSError, path: Path) -> TenkenError:
    return TenkenError(
        text(f"書き込めません（{problem.strerror}）。", f"cannot be written ({problem.strerror})"),
        Place(str(path)),
        _how_to_write(problem, path),
    )


def _how_to_write(problem: OSError, path: Path) -> Text | None:
    match problem:
        case IsADirectoryError():
            return text("フォルダではなく、ファイルの名前を書いてください。", "name a file, not a folder")
        case NotADirectoryError() | FileExistsError():
            return text(
                "途中の名前がファイルです。別のフォルダにしてください。",
                "a part of the path is a file: choose another folder",
            )
        case FileNotFoundError() if not path.parent.exists():
            return text("先にフォルダを作ってください。", "make the folder first")
        case PermissionError() if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where nobody may look
            return text(
                "ほかのソフトで開いていれば閉じるか、別の名前にしてください。",
                "close it where another program has it open, or choose another name",
            )
        case PermissionError():
            return text("書き込める場所にしてください。", "choose a place where you may write")
        case _:
            return None


def decode(data: bytes, name: str, error: type[TenkenError]) -> str:
    """Bytes as text, see `read_text`."""
    if len(data) > MAX_BYTES:
        raise error(text("大きすぎます（20MBまで）。", "is too large (20 MB at the most)"), Place(name))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:1000]:
        raise error(
            text("UTF-16 など、読めない文字コードです。", "is in UTF-16 or another encoding that is not read"),
            Place(name),
            text("UTF-8 で保存し直してください。", "save it again as UTF-8"),
        )
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise error(
        text("文字コードが読み取れません。", "is neither UTF-8 nor CP932"),
        Place(name),
        text("UTF-8 で保存し直してください。", "save it again as UTF-8"),
    )


def parse_json(content: str, file: str) -> Any:
    """The data of a JSON text. Raises CaseError with the place of what is wrong."""
    if not content.strip():
        raise CaseError(
            text("空のファイルです。", "is empty"),
            Place(file),
            text("`tenken schema case` の形で書いてください。", "write a case as `tenken schema case` describes"),
        )
    try:
        data = json.loads(
            content, object_pairs_hook=_unique, parse_constant=_reject, parse_int=_whole, parse_float=_decimal
        )
        json.dumps(data, ensure_ascii=False).encode()
        return data
    except UnicodeEncodeError:
        raise CaseError(
            text("文字として成り立たない \\u の列があります。", "holds a \\u escape that is no character"), Place(file)
        ) from None
    except json.JSONDecodeError as problem:
        raise CaseError(
            text(f"JSON として読めません（{problem.msg}）。", f"not valid JSON ({problem.msg})"),
            Place(file, problem.lineno, problem.colno),
        ) from None
    except _DuplicateKeyError as problem:
        yaml12 = _yaml12()
        key = str(problem)
        raise CaseError(yaml12.duplicate(key), yaml12.find_duplicate(content, file, key)) from None
    except _NotANumberError as problem:
        found = re.search(rf"(?<![\w\"]){re.escape(str(problem))}(?![\w\"])", content)
        raise CaseError(
            text(
                f"「{_short(problem)}」は数として書けません。",
                f"{_short(problem)} is not a number that can be used here",
            ),
            _place_of_offset(content, file, found.start()) if found else Place(file),
        ) from None
    except RecursionError:
        raise CaseError(_yaml12().too_deep(), Place(file)) from None


def at_place(fault: Fault, content: str, file: str, error: type[TenkenError]) -> TenkenError:
    """A fault inside a document, told with file, line and column."""
    return error(fault.message, _yaml12().locate(content, file, fault.at), fault.remedy)


def _yaml12() -> ModuleType:
    """Only what is wrong needs places, so the YAML reader is imported only then."""
    return import_module("tenken.yaml12")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKeyError(key)
        result[key] = value
    return result


def _reject(constant: str) -> Any:
    raise _NotANumberError(constant)


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _NotANumberError(digits)
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if not abs(number) < 10**MAX_DIGITS:
        raise _NotANumberError(digits)
    return number


def _short(problem: Exception) -> str:
    shown = str(problem)
    return shown if len(shown) <= MAX_DIGITS else f"{shown[:MAX_DIGITS]}…"


def _place_of_offset(content: str, file: str, offset: int) -> Place:
    before = content[:offset]
    return Place(file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
