"""What keeps a text from being YAML, told in words: which line, what stands there, what to write instead.

libyaml notices a slip of the hand only where nothing fits any more, often a line further down. So the lines
around that place are looked at for what is usually wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from tenken.errors import Place, PolicyError
from tenken.slips import WIDE_BLANK, mended
from tenken.texts import Text, text

LINES_ABOVE = 3
"""So far above the place that libyaml gives the slip is looked for."""

_KEY = r"[A-Za-z_][A-Za-z0-9_.-]*"
_INDENT = re.compile(r"\s*")
_WIDE_COLON = re.compile(rf"[\s-]*({_KEY})\s*：")
_NO_BLANK = re.compile(rf"[\s-]*({_KEY}):(?=[^\s/])")
_WIDE_BLANK = re.compile(rf"[\s-]*({_KEY}):(?=\u3000)")
_WIDE_MARK = re.compile(r"""(?:[:\[{,-]\s+|["'\]}]\s*)([｛［｝］“”，])""")
_QUOTED = re.compile(r"""(?:^|[\s:\[{,-])"(?:[^"\\]|\\.)*"|(?:^|[\s:\[{,-])'(?:[^']|'')*'""")
_OPEN_QUOTE = re.compile(r"""(?:^|:\s+|[\[{,]\s*|-\s+)(["'])""")
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class _Slip:
    column: int
    said: Text
    remedy: Text


def marked_fault(problem: yaml.MarkedYAMLError, content: str, file: str) -> PolicyError:
    """What the reader of YAML could not read, with the line where the slip is."""
    lines = content.split("\n")
    mark = problem.problem_mark or problem.context_mark
    if problem.context == "while scanning a simple key" or problem.problem == "found unexpected end of stream":
        mark = problem.context_mark or mark
    if mark is None:
        return _unread(*_in_words(problem, ""), Place(file))
    for number, slip in _slips(lines, problem, mark.line):
        return _unread(slip.said, slip.remedy, Place(file, number + 1, slip.column + 1))
    line = lines[min(mark.line, len(lines) - 1)]
    return _unread(*_in_words(problem, line), Place(file, mark.line + 1, mark.column + 1))


def unmarked_fault(content: str, file: str) -> PolicyError:
    """A text with a character that no YAML may hold."""
    found = _NOT_PRINTABLE.search(content)
    start = found.start() if found else 0
    before = content[:start]
    return _unread(
        text("目に見えない制御文字があります。", "there is an invisible control character"),
        text("その文字を消してください。", "delete that character"),
        Place(file, before.count("\n") + 1, start - before.rfind("\n")),
    )


def _unread(said: Text, remedy: Text, place: Place) -> PolicyError:
    return PolicyError(text(f"YAML として読めません。{said.ja}", f"not valid YAML: {said.en}"), place, remedy)


def _slips(lines: Sequence[str], problem: yaml.MarkedYAMLError, at: int) -> Iterator[tuple[int, _Slip]]:
    """The lines with a slip, the likeliest first."""
    above = problem.context_mark.line if problem.context_mark else 0
    at = min(at, len(lines) - 1)
    for number in range(at, max(above, at - LINES_ABOVE) - 1, -1):
        slip = _slip(lines[number])
        if slip:
            yield number, slip
    last = min(problem.problem_mark.line if problem.problem_mark else at, len(lines) - 1)
    for number in range(last, above - 1, -1):
        slip = _open_quote(lines[number])
        if slip and not _closed_below(lines[number][slip.column], lines[number + 1 :]):
            yield number, slip


def _slip(line: str) -> _Slip | None:
    indent = _INDENT.match(line)
    start = indent[0] if indent else ""
    if "\t" in start:
        return _Slip(
            start.index("\t"),
            text("行の初めにタブがあります。", "the line is indented by a tab"),
            text("字下げは、タブではなく半角の空白にしてください。", "indent by plain blanks, not by a tab"),
        )
    if line.strip() and WIDE_BLANK in start:
        return _Slip(
            start.index(WIDE_BLANK),
            text("行の初めに全角の空白があります。", "the line is indented by a full-width blank"),
            text("字下げは半角の空白にしてください。", "indent by plain blanks"),
        )
    return _bad_colon(line) or _wide_mark(line)


def _bad_colon(line: str) -> _Slip | None:
    for pattern, ja, en in (
        (_WIDE_COLON, " の後のコロン「：」が全角です。", "is followed by a full-width colon"),
        (_WIDE_BLANK, ": の後の空白が全角です。", "and its colon are followed by a full-width blank"),
        (_NO_BLANK, ": の後に空白がありません。", "and its colon are not followed by a blank"),
    ):
        found = pattern.match(line)
        if found:
            right = mended(line.strip().lstrip("- "))
            return _Slip(
                found.start(1),
                text(f"{found[1]}{ja}", f"'{found[1]}' {en}"),
                text(
                    f"`{right}` と、半角のコロンと空白で書いてください。",
                    f"write `{right}`, with a plain colon and blank",
                ),
            )
    return None


_PLAIN_COLON = text(
    "キーの後には、半角のコロンと半角の空白を書いてください。", "after a key write a plain colon and a blank"
)


def _wide_mark(line: str) -> _Slip | None:
    found = _WIDE_MARK.search(line)
    if found is None:
        return None
    return _Slip(
        found.start(1),
        text(f"「{found[1]}」が全角です。", f"'{found[1]}' is full-width"),
        text("かっこ、コンマ、引用符は半角で書いてください。", "write brackets, commas and quotes half-width"),
    )


def _open_quote(line: str) -> _Slip | None:
    """A quote that is opened in the line and not closed there."""
    rest = _QUOTED.sub(lambda found: "x" * len(found[0]), line)
    found = _OPEN_QUOTE.search(rest)
    if found is None or rest.lstrip().startswith("#"):
        return None
    return _Slip(
        found.start(1),
        text(f"引用符 {found[1]} が閉じられていません。", f"the quote {found[1]} is not closed"),
        text(f"文の終わりに半角の {found[1]} を書いてください。", f"write a plain {found[1]} at the end of the text"),
    )


def _unclosed(line: int) -> tuple[Text, Text]:
    return (
        text(
            f"{line}行目のかっこが閉じられていないか、間のコンマがありません。",
            f"the bracket of line {line} is not closed, or a comma is missing inside it",
        ),
        text(
            "[…] や {…} を閉じ、間を半角の「, 」で区切ってください。",
            "close […] or {…}, and put `, ` between what is inside",
        ),
    )


def _closed_below(quote: str, lines: Sequence[str]) -> bool:
    """Does a text that goes on over several lines end on one of these?"""
    found = next((line for line in lines if quote in line), "")
    return re.fullmatch(rf"[^{quote}]*{quote}\s*([,\]}}#].*)?", found) is not None


def _in_words(problem: yaml.MarkedYAMLError, line: str) -> tuple[Text, Text]:
    if problem.problem == "did not find expected key" and problem.problem_mark is not None:
        return _MISALIGNED if not line[: problem.problem_mark.column].strip() else _LEFT_OVER
    if (problem.context or "").startswith("while parsing a flow") and problem.context_mark is not None:
        return _unclosed(problem.context_mark.line + 1)
    for phrase, said, remedy in _PHRASES:
        if phrase in f"{problem.context} {problem.problem}":
            return said, remedy
    return _UNREADABLE, _LOOK


_UNREADABLE = text("書き方が正しくありません。", "something is written as it cannot be")
_LOOK = text(
    "この行とすぐ上の行の、字下げ・コロン・引用符・かっこを確かめてください。",
    "look at this line and the one above: indentation, colons, quotes, brackets",
)
_MISALIGNED = (
    text("字下げが上の行とそろっていません。", "the indentation does not match the lines above"),
    text("同じ組のキーを縦にそろえてください。", "align the keys that belong together"),
)
_LEFT_OVER = (
    text("引用符やかっこを閉じた後に、文字が続いています。", "something follows a closed quote or bracket"),
    text('文の中の引用符「"」は「\\"」と書くか、「」にしてください。', 'inside a text write the quote " as \\"'),
)
_QUOTE_IT = text('値を "…" で囲んでください。', 'put the value into quotes: "…"')
_PHRASES: tuple[tuple[str, Text, Text], ...] = (
    (
        "could not find expected ':'",
        text("キーの後に「: 」がありません。", "a key is not followed by `: `"),
        _PLAIN_COLON,
    ),
    (
        "mapping values are not allowed",
        text("ここに「キー: 値」は書けません。", "`key: value` cannot stand here"),
        text(
            '字下げをそろえてください。文の中に「: 」があるときは、文全体を "…" で囲んでください。',
            'align it with the lines around; a text that holds `: ` itself is put into quotes: "…"',
        ),
    ),
    (
        "did not find expected '-'",
        text("列（- で始まる行）の字下げがそろっていません。", "the lines of a list (with -) are not aligned"),
        text("同じ列の「- 」を縦にそろえてください。", "align the `- ` of one list"),
    ),
    (
        "cannot start any token",
        text("この文字から値は始められません。", "no value begins with this character"),
        _QUOTE_IT,
    ),
    (
        "unexpected end of stream",
        text("引用符かかっこが閉じられないまま終わっています。", "a quote or bracket is never closed"),
        text("閉じる引用符かかっこを書いてください。", "close it"),
    ),
    ("undefined alias", text("「*」で始まる値は書けません。", "a value cannot begin with *"), _QUOTE_IT),
    (
        "constructor for the tag",
        text("「!」で始まる型の印は使えません。", "type tags (with !) cannot be used"),
        _QUOTE_IT,
    ),
    (
        "unknown escape",
        text("引用符の中の「\\」の使い方が違います。", "a \\ inside quotes is not used as it must be"),
        text("「\\」を「\\\\」と書いてください。", "write \\\\ for \\"),
    ),
    (
        "is not a text",
        text("キーが文字ではありません。", "the key is not a text"),
        text('キーを "…" で囲んでください。', 'put the key into quotes: "…"'),
    ),
    (
        "another document",
        text("「---」で分けた二つ目の文書があります。", "there is a second document after `---`"),
        text("「---」の行を消してください。", "delete the line `---`"),
    ),
)
"""What libyaml says, in words, with the remedy."""
