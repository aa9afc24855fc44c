"""Reading files: encodings, YAML 1.2 scalars, duplicate keys, and the place of what is wrong."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tenken.documents import MAX_BYTES, decode, parse_json, read_text, writing_whole
from tenken.errors import CaseError, Place, PolicyError, TenkenError
from tenken.yaml12 import locate, parse_yaml


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "off",
        "NO",
        "Yes",
        "y",
        "n",
        "2018-01-01",
        "2018-01",
        "12:30",
        "1_000",
        "007",
        ".nan",
        ".inf",
        "<<",
        "=",
    ],
)
def test_what_only_yaml_1_1_reads_otherwise_stays_text(written: str) -> None:
    assert parse_yaml(f"a: {written}\nb: [{written}]", "f.yaml") == {"a": written, "b": [written]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("2.5", 2.5),
        ("-.5", -0.5),
        ("1.0e3", 1000.0),
        ('"5"', "5"),
        ("'true'", "true"),
        ("第1条", "第1条"),
    ],
)
def test_scalars_of_yaml_1_2(written: str, value: Any) -> None:
    found = parse_yaml(f"a: {written}", "f.yaml")["a"]
    assert found == value
    assert type(found) is type(value)


def test_an_empty_value_is_null() -> None:
    # BUG: it is read as the empty text.
    assert parse_yaml("a:\nb: 1", "f.yaml") == {"a": None, "b": 1}


def test_an_empty_file_is_nothing() -> None:
    assert parse_yaml("", "f.yaml") is None
    assert parse_yaml("# only a comment\n", "f.yaml") is None


def test_a_duplicate_key_in_yaml_is_refused_at_its_second_place() -> None:
    with pytest.raises(PolicyError, match="'b' is written twice") as caught:
        parse_yaml("a:\n  b: 1\n  c: 2\n  b: 3\n", "f.yaml")
    assert caught.value.place == Place("f.yaml", 4, 3)


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert parse_yaml("- {a: 1}\n- {a: 2}", "f.yaml") == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: [1, 2\nb: 3", 2),
        ("a: 1\n b: 2", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: 1\nb: *nowhere", 2),
        ("a: 1\n5: 2", 2),
        ("a: 1\n? [x]\n: 2", 2),
        ("a: 1\nb: !!python/object:os.system x", 2),
        ("a: 1\n---\nb: 2", 2),
        ("a: 1\nb: !!int abc", 2),  # BUG: ValueError
        ("a: 1\nb: !!bool maybe", 2),  # BUG: KeyError
        ("a: 1\nb: !!timestamp never", 2),  # BUG: AttributeError
        ("a: 1\nb: " + "1" * 5000, 2),  # BUG: ValueError, more digits than Python converts
    ],
)
def test_malformed_yaml_is_refused_with_its_place(content: str, line: int) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_yaml(content, "f.yaml")
    assert caught.value.place is not None
    assert caught.value.place.file == "f.yaml"
    assert caught.value.place.line == line
    assert caught.value.place.column is not None


def run(program: str) -> subprocess.CompletedProcess[str]:
    """A program in a process of its own, because a crash of libyaml would take the tests with it."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)


REFUSED = """
from tenken.documents import parse_json
from tenken.yaml12 import parse_yaml
from tenken.errors import TenkenError
try:
    {call}
except TenkenError as error:
    print("refused:", error)
"""


def test_yaml_nested_too_deeply_is_refused() -> None:
    # BUG: libyaml's parser recurses in C, and the process dies of a segmentation fault.
    done = run(REFUSED.format(call="parse_yaml('[' * 100_000 + ']' * 100_000, 'f.yaml')"))
    assert done.returncode == 0, f"the process ended with {done.returncode}"
    assert "refused:" in done.stdout


def test_a_duplicate_key_beside_deep_nesting_is_refused() -> None:
    # BUG: the place of the duplicate is looked for with libyaml, which dies of the nesting that JSON never reached.
    content = "'{\"a\": {\"b\": 1, \"b\": 2}, \"c\": ' + '[' * 100_000 + ']' * 100_000 + '}'"
    done = run(REFUSED.format(call=f"parse_json({content}, 'f.json')"))
    assert done.returncode == 0, f"the process ended with {done.returncode}"
    assert "refused: the key 'b' is written twice" in done.stdout


def test_json_with_its_place() -> None:
    with pytest.raises(CaseError) as caught:
        parse_json('{\n  "a": 1,\n  "b": \n}', "f.json")
    assert caught.value.place == Place("f.json", 4, 1)


@pytest.mark.parametrize(
    "content", ["not json", "{", "[1,]", "{'a': 1}", '{"a": 01}', '{"a": tru}', '"', '{"a" 1}', "{} {}"]
)
def test_not_json(content: str) -> None:
    with pytest.raises(CaseError, match="not valid JSON") as caught:
        parse_json(content, "f.json")
    assert caught.value.place is not None
    assert caught.value.place.line == 1


@pytest.mark.parametrize("content", ["", " ", "\n\n\t"])
def test_an_empty_json_file_says_so_and_what_to_do(content: str) -> None:
    with pytest.raises(CaseError, match="empty") as caught:
        parse_json(content, "f.json")
    assert caught.value.remedy is not None


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_refused_with_its_place(constant: str) -> None:
    with pytest.raises(CaseError, match=constant) as caught:
        parse_json(f'{{\n  "{constant} in a text": "{constant}",\n  "b": {constant}}}', "f.json")
    assert caught.value.place == Place("f.json", 3, 8)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5000])
def test_a_number_beyond_all_bounds_is_refused(number: str) -> None:
    """Else the JSON report would hold `Infinity`, which is not JSON."""
    with pytest.raises(CaseError):
        parse_json(f'{{"a": {number}}}', "f.json")


def test_a_duplicate_key_in_json_is_refused_at_its_second_place() -> None:
    with pytest.raises(CaseError, match="'b' is written twice") as caught:
        parse_json('{\n "b": 1,\n "a": {\n  "b": 1,\n  "b": 2}}', "f.json")
    assert caught.value.place == Place("f.json", 5, 3)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("depth", [10_000, 100_000])
def test_json_nested_too_deeply_is_refused(opening: str, closing: str, depth: int) -> None:
    with pytest.raises(CaseError, match="nested too deeply"):
        parse_json(opening * depth + "1" + closing * depth, "f.json")


def test_json_keeps_texts_and_numbers() -> None:
    assert parse_json('{"a": "諮問", "b": [1, 2.5, true, null]}', "f.json") == {"a": "諮問", "b": [1, 2.5, True, None]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_text_of_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "f.json"
    file.write_bytes('{"title": "生活保護①レセプト～髙"}'.replace("～", "－").encode(encoding))
    assert parse_json(read_text(file, CaseError), str(file)) == {"title": "生活保護①レセプト－髙"}


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(CaseError, match="neither UTF-8 nor CP932") as caught:
        decode(b"\x81\x20\xff", "f.json", CaseError)
    assert caught.value.remedy is not None


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(CaseError, match="too large"):
        decode(b" " * (MAX_BYTES + 1), "f.json", CaseError)


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(CaseError, match=r"cannot be read|not to be found") as caught:
            read_text(path, CaseError)
        assert caught.value.place == Place(str(path))


YAML = "a:\n  b:\n    - x: 1\n    - x: 2\n      y: 3\nc: {d: [1, 2]}\n"


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [
        ((), 1, 1),
        (("a",), 1, 1),
        (("a", "b"), 2, 3),
        (("a", "b", 1), 4, 7),
        (("a", "b", 1, "y"), 5, 7),
        (("c", "d", 1), 6, 12),
        (("a", "b", 1, "missing"), 4, 7),
        (("a", "b", 9), 2, 3),
        (("nowhere",), 1, 1),
    ],
)
def test_locate_finds_the_key_or_the_nearest_above(at: tuple[str | int, ...], line: int, column: int) -> None:
    assert locate(YAML, "f.yaml", at) == Place("f.yaml", line, column)


@pytest.mark.parametrize(
    "title",
    [
        "plain",
        "諮問: [72-u] {a} # x",
        "a\\/b",
        "\\u8aee\\u554f",
        "\\ud842\\udfb7",  # BUG: libyaml refuses surrogate pairs, so a file with 𠮷 written escaped loses all places
    ],
)
@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_places_in_json(title: str, indent: str) -> None:
    content = f'{{\n{indent}"title": "{title}",\n{indent}"facts": {{\n{indent}"link": 1}}}}'
    assert parse_json(content, "f.json")["facts"] == {"link": 1}
    assert locate(content, "f.json", ("facts", "link")) == Place("f.json", 4, 1 + len(indent))


def test_a_place_reads_as_editors_write_it() -> None:
    assert str(Place("f.yaml", 3, 7)) == "f.yaml:3:7"
    assert str(Place("f.yaml", 3)) == "f.yaml:3"
    assert str(Place("f.yaml")) == "f.yaml"


class TestWritingWhole:
    """Binary files are there whole or not at all."""

    def test_what_was_there_is_replaced_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        target = tmp_path / "out.bin"
        target.write_bytes(b"old and longer")
        target.chmod(0o640)
        with writing_whole(target) as out:
            out.write(b"new")
        assert target.read_bytes() == b"new"
        assert target.stat().st_mode & 0o777 == 0o640
        assert list(tmp_path.iterdir()) == [target]

    def test_a_writer_that_fails_leaves_the_old_file(self, tmp_path: Path) -> None:
        target = tmp_path / "out.bin"
        target.write_bytes(b"old")
        with pytest.raises(ZeroDivisionError), writing_whole(target) as out:
            out.write(b"half")
            raise ZeroDivisionError
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_link_stays_one(self, tmp_path: Path) -> None:
        (tmp_path / "far").mkdir()
        link = tmp_path / "link"
        link.symlink_to(tmp_path / "far" / "file")
        with writing_whole(link) as out:
            out.write(b"x")
        assert link.is_symlink()
        assert (tmp_path / "far" / "file").read_bytes() == b"x"

    def test_what_cannot_be_written_is_told_with_a_remedy(self, tmp_path: Path) -> None:
        with pytest.raises(TenkenError) as caught, writing_whole(tmp_path / "no" / "out.bin") as out:
            out.write(b"x")
        assert "先にフォルダを作ってください" in caught.value.render("ja")
        with pytest.raises(TenkenError), writing_whole(tmp_path) as out:
            out.write(b"x")

    @pytest.mark.skipif(not Path("/dev/null").exists(), reason="/dev/null is of Unix")
    def test_a_device_is_written_to_and_stays(self) -> None:
        with writing_whole(Path("/dev/null")) as out:
            out.write(b"x")
        assert Path("/dev/null").is_char_device()
