"""The cards for Anki, imported by the real Anki: fronts, backs, tags, and what a second import does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from course.markdown.files.source import Source
from course.model.sessions.course_tree import parse_course
from course.model.terms.terms import glossary_terms
from course.pages.glossary.glossary_exports import render_anki
from course.settings.course_settings import Settings
from support.courses import ROOT

HERE, VENV = Path(__file__).parent / "anki", ROOT / ".cache" / "anki"
DECK = "과정: 용어집"
SESSION = """# Week 3 Day 1 Session 1: 시험

## 핵심 키워드

### 네트워크 기초

- **R&D**: `a<b>` 그리고 "말"
- **#해시**: {}
"""


@pytest.fixture(scope="module")
def anki() -> Path:
    """A Python with Anki (40 MB), made once; the test is left out where the package cannot be had."""
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True, capture_output=True)
    lock = HERE / "requirements.txt"
    install = ["-m", "pip", "install", "-q", "--only-binary", ":all:", "--require-hashes", "-r", lock]
    done = subprocess.run([python, *install], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the package anki cannot be had: {done.stderr.strip().splitlines()[-1]}")
    return python


def cards(definition: str) -> str:
    """The file of cards of a session of two keywords."""
    uri = "week_03/day1/session_1.md"
    course = parse_course([Source(uri, f"docs/ko/{uri}", SESSION.format(definition))], Settings())
    return render_anki(glossary_terms(course, ("HANGUL", "LATIN")), DECK)


def by_front(notes: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {note["fields"][0]: note for note in notes}


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ko", "ja", "de", "fr", "es", "zh-CN", "zh-TW"])
def test_real_anki_imports_the_cards(anki: Path, tmp_path: Path, language: str) -> None:
    """Front is the term, back the definition, tags groups and place; a second import updates the same notes.

    What the importing student last used, a cloze, does not matter, nor does the language of his Anki.
    """
    files = []
    for name, definition in (("first", "옛 뜻"), ("second", "새 뜻")):
        files.append(tmp_path / f"{name}.tsv")
        files[-1].write_text(cards(definition), encoding="utf-8", newline="")
    command = [anki, HERE / "imported.py", tmp_path, language, *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    assert [note["fields"] for note in first] == [
        ["#해시", "옛 뜻"],
        ["R&amp;D", '<code>a&lt;b&gt;</code> 그리고 "말"'],
    ]
    for note in first:
        assert sorted(note["tags"]) == ["week3::day1", "네트워크_기초"]
        assert note["decks"] == [DECK]
    assert [note["id"] for note in second] == [note["id"] for note in first]
    assert by_front(second)["#해시"]["fields"] == ["#해시", "새 뜻"]
