"""The folders of policy files: which files there are, layer by layer, and their data.

The first folder is complete; each further one is layered over those before it. Files are read in one order,
so that the same content always has the same digest.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tenken.documents import cannot_read, read_text
from tenken.errors import Place, PolicyError
from tenken.policy import cache
from tenken.policy.files import Document, each
from tenken.texts import text
from tenken.version import VERSION

DATA_FOLDERS = ("vocabulary", "laws", "concepts", "riders", "municipalities", "families")
"""Every other folder is a family of rules."""

COMPLETE = Path("municipalities") / "default.yaml"
"""A folder that holds this file stands by itself; any other is layered over the shipped policies."""


class Sources:
    """All files of a policy as documents, and the digest of their content."""

    def __init__(self, documents: Sequence[Document], digest: str):
        self.documents = documents
        self.digest = digest

    def of(self, folder: str) -> list[Document]:
        """The documents in the subfolders of one name, the lowest layer first."""
        return [doc for doc in self.documents if doc.folder == folder]

    @property
    def families(self) -> list[str]:
        """The subfolders that hold rules."""
        return sorted({doc.folder for doc in self.documents} - set(DATA_FOLDERS))


def read_sources(folders: Sequence[Path]) -> Sources:
    """The documents of folders laid out as `policies/`, the lowest first. Raises PolicyError."""
    listed = _all_files(folders)
    return _sources(listed, _digest(listed), dict(zip(map(_key, listed), each(listed, _parsed), strict=True)))


def judging_sources(folders: Sequence[Path]) -> tuple[Sources, Callable[[], None]]:
    """The same as far as cases are judged by them, and how to remember them once they have proved sound.

    They come without the examples of rules, from the cache also without those of concepts; `read_sources` reads all.
    Raises PolicyError.
    """
    listed = _all_files(folders)
    digest = _digest(listed)
    remembered = cache.load(digest)
    if remembered is not None:
        return _sources(listed, digest, remembered), lambda: None
    data = dict(zip(map(_key, listed), each(listed, _judging_part), strict=True))

    def remember() -> None:
        cache.store(digest, {_key(one): _untested(one, data[_key(one)]) for one in listed})

    return _sources(listed, digest, data), remember


def _all_files(folders: Sequence[Path]) -> list[_File]:
    return [file for layer, folder in enumerate(folders) for file in _files(folder, layer)]


def _sources(listed: Sequence[_File], digest: str, data: Mapping[str, Any]) -> Sources:
    documents = [
        Document(file.path, file.name.removesuffix(_SUFFIX), file.content, data[_key(file)], file.folder, file.layer)
        for file in listed
    ]
    return Sources(documents, f"sha256:{digest}")


class _File(NamedTuple):
    """A policy file as it was found; its parts are kept as texts, since paths are slow to take apart."""

    layer: int
    path: str
    folder: str
    name: str
    content: str


_SUFFIX = ".yaml"


def _key(file: _File) -> str:
    return f"{file.layer}/{file.folder}/{file.name}"


def _files(folder: Path, layer: int) -> Iterator[_File]:
    found = False
    for inner in _listed(folder):
        if not inner.is_dir():
            _misplaced(Path(inner.path))
            continue
        for entry in _listed(Path(inner.path)):
            if entry.is_dir():
                for deeper in sorted(Path(entry.path).rglob("*.y*ml")):
                    _misplaced(deeper)
            elif os.path.splitext(entry.name)[1] == _SUFFIX:  # noqa: PTH122 - a path is slow to take apart
                _regular(entry)
                found = True
                content = read_text(Path(entry.path), PolicyError)
                yield _File(layer, entry.path, inner.name, entry.name, content)
            else:
                _misplaced(Path(entry.path))
    if not found:
        raise PolicyError(
            text(
                "ポリシーのフォルダではありません（*.yaml がありません）。",
                "is not a policy folder: it holds no *.yaml",
            ),
            Place(str(folder)),
            text(
                "vocabulary、laws、分野などのフォルダを持つフォルダを指定してください。",
                "name a folder with folders such as vocabulary, laws or a family in it",
            ),
        )


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What a folder holds, by name; the entries know without asking again whether they are folders or files."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as problem:
        raise PolicyError(cannot_read(problem), Place(str(folder))) from None


def _regular(entry: os.DirEntry[str]) -> None:
    """A pipe would be waited for."""
    if not entry.is_file():
        raise PolicyError(
            text("ファイルではありません。", "is no regular file"),
            Place(entry.path),
            text("普通のファイルにしてください。", "put a regular file in its place"),
        )


def _misplaced(path: Path) -> None:
    """A policy file that would not be read is an error: its author believes that it holds."""
    if path.suffix.lower() in (".yaml", ".yml"):
        raise PolicyError(
            text("読まれないポリシーのファイルです。", "is a policy file that would not be read"),
            Place(str(path)),
            text(
                "分野などのフォルダの中に、.yaml で終わる名前で置いてください。",
                "put it into one of the folders, under a name that ends in .yaml",
            ),
        )


def _digest(files: Sequence[_File]) -> str:
    """The hash of the program's version and of every file: what a policy is known by."""
    digest = hashlib.sha256(VERSION.encode())
    for file in files:
        digest.update(f"{_key(file)}\0{file.content}\0".encode())
    return digest.hexdigest()


def _parsed(file: _File) -> Any:
    from tenken.yaml12 import parse_yaml  # noqa: PLC0415 - a run with a warm cache reads no YAML

    return parse_yaml(file.content, file.path)


def _judging_part(file: _File) -> Any:
    """A rule without its examples, two thirds of the text, where they are the last key; anything else whole."""
    if file.folder not in DATA_FOLDERS:
        judging, key, examples = file.content.partition(_EXAMPLES)
        if key and _INDENTED.fullmatch(examples):
            try:
                return _parsed(file._replace(content=judging + "\n"))
            except PolicyError:
                pass  # told from the whole text, as always
    return _parsed(file)


_EXAMPLES = "\nexamples:\n"
_INDENTED = re.compile(r"(?:[ #-].*\n|\n)*")
"""Lines that belong to the key above them."""


def _untested(file: _File, body: Any) -> Any:
    """A rule, or the concepts of a file, without what only tests them."""
    folder = file.folder
    if folder == "concepts" and isinstance(body, dict):
        return {id_: _without_examples(concept) for id_, concept in body.items()}
    return body if folder in DATA_FOLDERS else _without_examples(body)


def _without_examples(body: Any) -> Any:
    return {key: value for key, value in body.items() if key != "examples"} if isinstance(body, dict) else body
