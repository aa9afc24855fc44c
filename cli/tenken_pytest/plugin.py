"""What pytest is told of at its start: the options. Everything else is imported when cases are named."""

from __future__ import annotations

import pytest

CASES = "tenken_cases"
POLICIES = "tenken_policies"
AS_OF = "tenken_as_of"
LANG = "tenken_lang"

_HELP = {
    POLICIES: "付属のポリシーに重ねる、自治体のポリシー / a municipality's own policies, layered over those shipped",
    AS_OF: "この日の法令で判定する / judge under the law of this date",
    LANG: "結果を書く言葉（ja か en、既定は ja） / language of the findings (ja or en, ja by default)",
}
_CASES_HELP = "点検する案件のファイルかフォルダ（何度でも） / case files or folders of them; may be repeated"
_METAVARS = {POLICIES: "DIR", AS_OF: "DATE", LANG: "ja|en"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, each also a key of pytest.ini: `--tenken-cases` is `tenken_cases` there."""
    group = parser.getgroup("tenken", "点検 / Tenken")
    group.addoption("--tenken-cases", action="append", dest=CASES, metavar="PATH", help=_CASES_HELP)
    parser.addini(CASES, _CASES_HELP, type="paths")
    for name, said in _HELP.items():
        group.addoption(f"--{name.replace('_', '-')}", dest=name, metavar=_METAVARS[name], help=said)
        parser.addini(name, said)


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Raises UsageError where syrupy is missing, before its options are found to be unknown."""
    named = getattr(early_config.known_args_namespace, CASES, None)
    if (named or early_config.getini(CASES)) and not early_config.pluginmanager.hasplugin("syrupy"):
        raise pytest.UsageError(
            "--tenken-cases には syrupy が要ります。\n  対処: pip install 'tenken[pytest]'\n"
            "--tenken-cases needs syrupy.\n  remedy: pip install 'tenken[pytest]'"
        )


def pytest_configure(config: pytest.Config) -> None:
    """Take on the cases that are named. Raises UsageError where the options are wrong."""
    if config.getoption(CASES) or config.getini(CASES):
        from tenken_pytest.cases import Cases  # noqa: PLC0415 - a run without cases must not pay for it

        Cases.of(config)
