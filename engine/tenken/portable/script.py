"""JavaScript modules joined into one script that needs no loader: for a page that is a single file.

The modules are written as ECMAScript modules, so that editors and linters know them. Here each becomes a function of its
own; only two forms are used, and understood: `import { a, b } from "…";` and `export` before a function, class or const.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

READING = Path(__file__).parent / "javascript"
"""The reading of portable policies; what other folders import as `tenken/….js`."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(tenken|\.)/([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\*? (\w+))", re.MULTILINE)


def script(*entries: Path) -> str:
    """Some modules and all that they import, each once, as statements that leave `modules` behind.

    Raises ValueError where modules import each other, or two have the same name.
    """
    modules: dict[Path, str] = {}
    for entry in entries:
        _add(entry, modules)
    return "const modules = {};\n" + "".join(modules.values())


def _add(module: Path, modules: dict[Path, str]) -> None:
    """Put a module's statements after those of the modules it imports. Modules are known by their names alone."""
    if module in modules:
        if not modules[module]:
            raise ValueError(f"{module.name} imports itself by a detour")
        return
    if module.stem in {other.stem for other in modules}:
        raise ValueError(f"there are two modules called {module.name}")
    modules[module] = ""
    source = module.read_text(encoding="utf-8")
    needed = {match[0]: _found(module, match[2], match[3]) for match in _IMPORT.finditer(source)}
    for other in needed.values():
        _add(other, modules)
    del modules[module]  # to stand behind those
    modules[module] = _wrapped(module.stem, _IMPORT.sub(lambda match: _taken(match, needed), source))


def _found(module: Path, root: str, name: str) -> Path:
    return (READING if root == "tenken" else module.parent) / name


def _taken(match: re.Match[str], needed: Mapping[str, Path]) -> str:
    names = " ".join(match[1].split())
    return f'const {{ {names} }} = modules["{needed[match[0]].stem}"];\n'


def _wrapped(name: str, source: str) -> str:
    exported = ", ".join(match[1] for match in _EXPORT.finditer(source))
    return f'modules["{name}"] = (() => {{\n{_EXPORT.sub("", source)}return {{ {exported} }};\n}})();\n'
