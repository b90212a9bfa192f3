"""Placeholders are what a reader must fill in; what only looks like one is left as it is."""

from __future__ import annotations

import pytest

from course.markdown.reading.placeholders import find_placeholders, without_placeholders

MEANT = {
    "kubectl get pod <pod-name>": ["pod-name"],
    "ssh <user>@<host>": ["user", "host"],
    "echo <이름> <네임 스페이스>": ["이름", "네임 스페이스"],
    "cp <원본/사본> <a.b> <a:b> <a|b> <a / b>": ["원본/사본", "a.b", "a:b", "a|b", "a / b"],
    "image: <registry>/<app>:<tag>": ["registry", "app", "tag"],
    "cat <in> out": ["in"],
    "echo <a b> c": ["a b"],
    "x<Y>": [],
    "x<y>": ["y"],
}
NOT_MEANT = (
    "STATUS <none> <pending> <unknown> <Not Set>",
    "press <Enter>, <ctrl-c>, <F5>",
    "<html><body></body></html>",
    "<widget>text</widget>",
    "List<String> Map<T>",
    "#include <stdio.h>",
    "#include <sys/types.h> <vector.hpp>",
    "cat <<EOF",
    "a <b>> c",
    "echo <in>out",
    "sort <in 2>err",
    "sort <a b>c",
    "sort <a b>/tmp/x",
    'sort <a b>"x"',
    "sort <a b>$x",
    "(?P<name>x) (?<name>x) $<name> &<a>",
    "if a < b and c > d",
    "<1> <-> <>",
    "<a-> <a. > <a/>",
    "<no limit> <no limits> <no value>",
)


@pytest.mark.parametrize(("text", "names"), MEANT.items())
def test_what_is_to_be_filled_in(text: str, names: list[str]) -> None:
    """Each with its place in the text."""
    found = list(find_placeholders(text))
    assert [each.name for each in found] == names
    assert [text[each.start : each.end] for each in found] == [f"<{name}>" for name in names]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_what_only_looks_so(text: str) -> None:
    """What tools print, keys, tags, types, redirections, groups of patterns, comparisons."""
    assert list(find_placeholders(text)) == []
    assert without_placeholders(text) == text


def test_a_word_takes_the_place_of_each() -> None:
    """It is as long, so that all else stands where it stood."""
    text = "kubectl logs <pod-name> -c <이름> | head"
    assert without_placeholders(text) == f"kubectl logs {'x' * 10} -c {'x' * 4} | head"
