"""What Python compiled once is used again, and is the same."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from course.kept import Store
from steps import kept_compiling
from steps.kept_compiling import keeping_compiled

PATTERNS: list[tuple[str | bytes, int]] = [
    (r"(?P<week>\d+)주차?|(?P<rest>[가-힣々ぁ-ヿ]+)", 0),
    (r"^\s*(a|b)(?=c)\1*$", re.MULTILINE | re.IGNORECASE),
    (rb"(?x) ( [a-f] {2} )  # two", 0),
]
TEXTS = ["3주차", "12주 글", "A\nbc", "bcb", "a c", "ab"]


def _seen(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[object]:
    texts = [text.encode() if isinstance(pattern.pattern, bytes) else text for text in TEXTS]
    found = [
        [(each.span(), each.groups(), each.groupdict(), each.lastgroup) for each in pattern.finditer(text)]  # type: ignore[arg-type]
        for text in texts
    ]
    return [found, pattern.flags, pattern.groups, dict(pattern.groupindex)]


def _compiled() -> list[object]:
    re.purge()
    return [_seen(re.compile(*each)) for each in PATTERNS]


def _failing() -> None:
    _compiled()
    re.compile("(a")


def _made() -> type:
    fields = [("number", int), ("name", str, dataclasses.field(default="x"))]
    return dataclasses.make_dataclass("Usual", fields, frozen=True, order=True)


def test_the_same_is_made_of_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns with names, looks ahead and letters of all scripts; the second time nothing is compiled."""
    store, usual = Store(tmp_path), _compiled()
    with keeping_compiled(store):
        assert _compiled() == usual
        _made()
    monkeypatch.setattr(kept_compiling, "_made", lambda *_: pytest.fail("compiled again"))
    monkeypatch.setattr(kept_compiling, "compile", lambda *_, **__: pytest.fail("compiled again"), False)
    with keeping_compiled(store):
        assert _compiled() == usual
        kind = _made()
    one, two = kind(1), kind(2, "y")
    assert (one < two, one == kind(1), hash(one) == hash(kind(1)), repr(two)) == (
        *(True, True, True),
        "Usual(number=2, name='y')",
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.number = 3


def test_what_is_spoilt_is_compiled_anew(tmp_path: Path) -> None:
    """And Python is as it was afterwards, also where a build failed."""
    store, usual = Store(tmp_path), _compiled()
    with pytest.raises(re.error, match="unterminated"), keeping_compiled(store):
        _failing()
    kept = next(path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-9])
    with keeping_compiled(store):
        assert _compiled() == usual
    assert "exec" not in vars(dataclasses)


def test_an_unknown_python_compiles_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_compiling, "_TRIED", ())
    with keeping_compiled(Store(tmp_path)):
        _compiled()
    assert [*tmp_path.rglob("*")] == []
