"""Whether code blocks parse: as lecturers write them, with placeholders, elisions, prompts and output."""

from __future__ import annotations

import re

import pytest

from course.checks.syntax.data_syntax import check_json, check_yaml
from course.checks.syntax.shell_syntax import check_shell, find_bash

BASH = find_bash()
needs_bash = pytest.mark.skipif(BASH is None, reason="no bash here: shell blocks are not looked at")

GOOD_YAML = (
    "a: 1\nb: [1, 2]\n",
    "name: <pod-name>\n",
    "a: 1\n...\nb: 2\n",
    "a:\n  - 1\n  # 중략\n  - ...\n",
    "{{ if .a }}\nb: [\n",
    "a: 1\n\n  b: 2\n",
    "$ kubectl get pod -o yaml\na: 1\n",
    "cat <<EOF\na: 1\nEOF\n",
    "- a: 1\n+ b: 2\n",
    "a: <a name that is longer>\n",
    "a: 1\n---\nb: 2\n",
)
BAD_YAML = {
    "a: [1\nb: 2\n": 2,
    "a: 1\n  b: 2\n": 2,
    "a: 1\n\tb: 2\n": 2,
    "a: 'x\n": 2,
    "a: b: c\n": 1,
    "a: 1\n\nb: [\n": 4,
}
GOOD_JSON = (
    '{"a": 1}',
    '{"a": 1}\n{"b": 2}',
    '"a": 1,\n"b": [1, 2],',
    "1,\n2",
    '{"a": 1, // 말\n"b": 2, # 말\n"c": /* 말 */ 3}',
    '{"a": "x // y # z", "b": 1}',
    '{"a": <number>, "b": "<name>"}',
    '{"a": 1, ...}',
    '{"a": [1, …], "b": 2}',
    '{"a": $A, "b": ${B}, "c": xxx}',
    '$ curl -s a.example\n{"a": 1}',
    'HTTP/1.1 200 OK\nDate: x\n\n{"a": 1}',
    "{% if a %}{",
    '# 말\n{"a": 1}',
)
BAD_JSON = {
    '{"a": 1': 1,
    '{"a": 1,}': 1,
    '{"a": 1\n "b": 2}': 2,
    '{"a": 1,\n "b": }': 2,
    "{'a': 1}": 1,
    '{"a": "x // y}': 1,
}
GOOD_SHELL = (
    "kubectl get pods | grep <name> > out.txt",
    "if true; then\n  ls\nfi",
    "$ ls\na  b\n$ pwd\n/root",
    "user@host:~$ for i in 1 2; do\n  echo $i\ndone\n1\n2",
    "kubectl get pods\nNAME   READY (x",
    "docker run ... image",
    "cmd1\n…\ncmd2",
    "for i in 1 2; do\n...\ndone",
    "kubectl [flags] <a b c> {x|y} (z)",
    "cat <<EOF\n(a\nEOF",
    "ls (옵션)",
    "# 말 (",
    "echo 'a(' \"b(\" \\(",
    "$ for f in *.dat\n> do\n>     head $f\n> done\nCOMMON NAME: a (b\n",
    "for f in *.dat\n> do\n> head $f\n> done",
    "$ cat <<EOF\n> 하나 (\n> EOF\n하나 (",
    "$ if true; then\n> ls\n>\n> fi",
    "% for f in *; do\nfor> ls $f\nfor> done",
    "$ while read line\n> do\n>   case $line in\n>     a) ls;;\n>   esac\n> done < a.txt",
    "$ echo 'a\nquote> b (c'\na\nb (c",
)
BAD_SHELL: dict[str, int] = {
    "if true; then\n  ls\n": 3,
    "echo 'a\n": 1,
    "ls\nfor i in 1 2; do\n  echo $i\n": 4,
    "echo $(ls\n": 2,
    "$ echo 'a\n": 1,
    "$ ls\na\n$ if true; then\nb\n": 3,
    "ls | | wc\n": 1,
    "$ if true; then\n> ls\n> done\n": 1,
}


@pytest.mark.parametrize("code", GOOD_YAML)
def test_yaml_that_is_meant_so(code: str) -> None:
    """Templates, patches, placeholders, elisions, commands above it, pieces moved to the right."""
    assert check_yaml(code) is None


@pytest.mark.parametrize(("code", "line"), BAD_YAML.items())
def test_yaml_that_does_not_parse(code: str, line: int) -> None:
    """Is told at its line, with what the parser says, on one line."""
    fault = check_yaml(code)
    assert fault is not None
    assert fault[0] == line
    assert re.fullmatch(r"\w.+", fault[1])


@pytest.mark.parametrize("code", GOOD_JSON)
def test_json_that_is_meant_so(code: str) -> None:
    """Several values, what stands inside of one, comments, elisions, placeholders, headers above it."""
    assert check_json(code) is None


@pytest.mark.parametrize(("code", "line"), BAD_JSON.items())
def test_json_that_does_not_parse(code: str, line: int) -> None:
    """Is told at its line, with what the parser says, on one line."""
    fault = check_json(code)
    assert fault is not None
    assert fault[0] == line
    assert re.fullmatch(r"\w.+", fault[1])


@needs_bash
@pytest.mark.parametrize("code", GOOD_SHELL)
def test_shell_that_is_meant_so(code: str) -> None:
    """Prompts with output below them, output among commands, elisions, what a manual leaves open."""
    assert BASH is not None
    assert check_shell(code, BASH) is None


@needs_bash
@pytest.mark.parametrize(("code", "line"), BAD_SHELL.items())
def test_shell_that_does_not_parse(code: str, line: int) -> None:
    """Is told at the line that bash names."""
    assert BASH is not None
    fault = check_shell(code, BASH)
    assert fault is not None
    assert fault[0] == line


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ('gcc -c a.c\nprintf("%d", sizeof(struct A));\n', 2, "syntax error near unexpected token"),
        (
            "if true; then\ncat > a <<'EOF'\nls\nEOF  \nfi\n",
            2,
            "here-document that begins here never ends: no line is just EOF",
        ),
        ("if true; then\n  cat <<END\n  a\n  END\nfi\n", 2, "no line is just END"),
    ],
)
def test_what_bash_says_is_told_in_words(code: str, line: int, words: str) -> None:
    """Not the line that it cites, nor a warning; and of lines, that of the source alone."""
    bash = find_bash()
    fault = check_shell(code, bash) if bash else None
    assert fault is not None
    assert fault[0] == line
    assert words in fault[1]
    assert not re.search(r"warning|at line", fault[1])
