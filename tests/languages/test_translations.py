"""Translations kept in step: structure compared with the original, and told where they lag behind."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from lxml import html

from course.languages.code_shape import same_but_comments
from course.languages.diagram_shape import same_but_labels
from course.languages.parity import PageUnits, check_quizzes
from course.languages.standing import Standing, read_standing
from course.languages.units import marks_of, read_units
from course.markdown.files.source import parse_tokens
from course.markdown.reading.quizzes import find_quizzes
from course.settings.course_settings import Settings
from support.courses import SAMPLE, Course, Ran, run_module
from support.search_index import read_text

KOREAN = """# 제목

글 **하나**.

## 실습 (10분)

- 하나
   - 안쪽
- 둘

1. [ ] 할 일

| 가 | 나 |
|----|----|
| 다 | ![그림](a.png) |

```bash
# 보기
kubectl get pods  # 모두
```

```mermaid
graph LR
    A["파드<br/>하나"] --> B{나뉨}
    B -- 예 --> C
    style A fill:#fff
```

## 핵심 키워드

- **Pod**: 단위
"""
ENGLISH = """# Title

Text *one*.

## Lab (10 min)

- One
   - Inside
- Two

1. [ ] To do

| A | B |
|---|---|
| C | ![Figure](a.png) |

```bash
# Look
kubectl get pods  # all of them
```

```mermaid
graph LR
    A[Pod 1] --> B{Branch}
    B -- yes --> C
    style A fill:#fff
```

## Keywords

- **Pod**: unit
"""


def standing(korean: str, english: str, accepted: str | None = None) -> Standing:
    """An English page beside a Korean one; `accepted` is the Korean text that it was made from."""
    original, translation = (
        PageUnits(f"docs/{code}/a.md", read_units(text)) for code, text in (("ko", korean), ("en", english))
    )
    marks = None if accepted is None else marks_of(read_units(accepted))
    return read_standing(original, translation, marks, Settings())


def test_a_careful_translation_has_no_fault() -> None:
    """Other words, comments, labels and emphasis are no difference in structure."""
    assert standing(KOREAN, ENGLISH).faults == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Lab", "### Lab", "docs/en/a.md:5: heading h3 stands where docs/ko/a.md:5 has heading h2"),
        ("10 min", "12 min", "docs/en/a.md:5: the heading says 12 minutes, docs/ko/a.md:5 says 10 minutes"),
        (" (10 min)", "", "docs/en/a.md:5: the heading says no minutes, docs/ko/a.md:5 says 10 minutes"),
        ("   - Inside\n", "", "docs/en/a.md:8: item 2 of docs/ko/a.md:8 is not here"),
        ("- Two\n", "- Two\n- Three\n", "docs/en/a.md:9: item 1 is not in docs/ko/a.md:9"),
        ("[ ] To", "[x] To", "docs/en/a.md:11: task box is checked, in docs/ko/a.md:11 open"),
        ("[ ] To", "To", "docs/en/a.md:11: task box is none, in docs/ko/a.md:11 open"),
        ("a.png", "b.png", "docs/en/a.md:15: image is b.png, in docs/ko/a.md:15 a.png"),
        ("get pods", "get pod", "docs/en/a.md:19: the code differs from docs/ko/a.md:19"),
        ("B -- yes", "C -- yes", "docs/en/a.md:25: the diagram differs from docs/ko/a.md:25"),
        ("#fff", "#eee", "docs/en/a.md:26: the diagram differs from docs/ko/a.md:26"),
        ("- **Pod**: unit", "- Pod unit", "docs/en/a.md:1: the page has 0 keywords, docs/ko/a.md:31 has 1"),
    ],
)
def test_every_difference_in_structure_is_told_with_both_lines(old: str, new: str, expected: str) -> None:
    """Headings, lists, tasks, images, code, diagrams, minutes, keywords: each at its place in both files."""
    assert old in ENGLISH
    told = [str(fault) for fault in standing(KOREAN, ENGLISH.replace(old, new)).faults]
    assert [line.split(";")[0] for line in told] == [expected]


def test_a_column_more_is_told() -> None:
    """A table of another shape is another structure."""
    wider = ENGLISH.replace("| A | B |\n|---|---|", "| A | B | E |\n|---|---|---|")
    assert "cell 2" in str(standing(KOREAN, wider).faults[0])


def test_a_text_compared_with_itself_is_in_step() -> None:
    """The given session and its own marks: nothing lags, nothing is wrong, every block counts."""
    text = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    found = standing(text, text, text)
    assert (found.lags, found.faults) == ((), ())
    assert found.in_step == len(found.original.units) == 141


@pytest.mark.parametrize(
    ("old", "new", "lags"),
    [
        ("글 **하나**.", "글 *하나* .", []),  # emphasis and spacing say the same
        ("글 **하나**.", "글 **둘**.", [("changed", 1, 1)]),
        ("- 둘\n", "- 둘\n- 셋\n", [("new", 5, 6)]),
        ("   - 안쪽\n", "", [("gone", 4, -1)]),
        ("# 보기", "# 다시 보기", [("changed", 11, 11)]),
        ("# 제목\n", "새 글\n\n# 제목\n", [("new", -1, 0)]),
    ],
)
def test_what_changed_since_is_told_block_by_block(old: str, new: str, lags: list[object]) -> None:
    """A change of the original marks that block alone, and is no fault of the translation."""
    assert old in KOREAN
    found = standing(KOREAN.replace(old, new, 1), ENGLISH, KOREAN)
    assert [(lag.how, lag.at, lag.original) for lag in found.lags] == lags
    assert found.faults == ()


def test_a_section_that_moved_in_both_is_in_step() -> None:
    """It says what it said: only what is new where it stood, or now stands, is told."""
    lab, table = KOREAN.index("## 실습"), KOREAN.index("| 가")
    korean = KOREAN[:lab] + KOREAN[table:] + "\n" + KOREAN[lab:table]
    lab, table = ENGLISH.index("## Lab"), ENGLISH.index(ENGLISH[ENGLISH.index("| ") :][:4])
    english = ENGLISH[:lab] + ENGLISH[table:] + "\n" + ENGLISH[lab:table]
    found = standing(korean, english, KOREAN)
    assert (found.lags, found.faults) == ((), ())


QUIZ = "## Quiz\n\nWhat?\n\n- [x] a\n- [ ] b\n\nWhich? <!-- answer: c -->\n"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[ ] b", "[x] b", 5),
        ("- [ ] b\n", "", 5),
        (" <!-- answer: c -->", "", 5),
        ("Which? <!-- answer: c -->", "- [ ] d\n- [x] e", 5),
    ],
)
def test_a_quiz_with_other_answers_is_told(old: str, new: str, line: int) -> None:
    """Other right answers, other numbers of answers or of questions."""

    def page(text: str) -> PageUnits:
        return PageUnits("a.md", (), find_quizzes(text, ["Quiz"], parse_tokens).questions)

    told = [*check_quizzes(page(QUIZ), page(QUIZ.replace(old, new)))]
    assert [(each.code, each.line) for each in told] == [("translation-quiz", line)]
    assert not [*check_quizzes(page(QUIZ), page(QUIZ.replace("What", "Was")))]


def test_a_translation_half_mended_is_told_what_is_left() -> None:
    """While the translator catches up, what he has done is no fault and what he has not is still told."""
    korean = KOREAN.replace("- 둘\n", "- 둘\n- 셋\n").replace("글 **하나**.", "글 **둘**.")
    english = ENGLISH.replace("- Two\n", "- Two\n- Three\n")
    found = standing(korean, english, KOREAN)
    assert [lag.how for lag in found.lags] == ["changed", "changed"]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("info", "wanted", "got", "same"),
    [
        ("python", "x = 1  # 하나\n", "x = 1  # one\n", True),
        ("python", 'x = "# 하나"\n', 'x = "# one"\n', False),
        ("yaml:deploy.yaml", "a: 1 # 하나\n", "a: 1 # one\n", True),
        ("js", "// 하나\nf()\n", "f()\n", True),
        ("sql", "-- 하나\nselect 1\n", "-- one\nselect 2\n", False),
        ("bash", "#!/bin/sh\n", "#!/bin/bash\n", False),
        ("", "결과: 3\nok\n", "Result: 3\nok\n", True),
        ("text", "결과\nok\n", "Result\nno\n", False),
        ("text", "결과\n", "Result\nmore\n", False),
        ("no-such-language", "# 하나\na\n", "# one\na\n", True),
    ],
)
def test_code_is_the_same_but_for_comments(info: str, wanted: str, got: str, same: bool) -> None:
    """Comments as the language has them; in plain text, lines with words are prose."""
    assert (same_but_comments(wanted, got, info) is None) == same


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("graph TD\n A[파드] --> B", "graph TD\n A[Pod] --> B", True),
        ("graph TD\n A[파드] --> B", 'graph TD\n A["Pod (1)"] --> B', True),
        ("graph TD\n A[파드] --> B", "graph TD\n A(Pod) --> B", False),
        ("graph TD\n A -->|예| B", "graph TD\n A -->|yes| B", True),
        ("graph TD\n 파드 --> 서비스", "graph TD\n Pod --> Service", True),
        ("graph TD\n A --> B", "graph TD\n A --> B --> C", False),
        ("graph TD\n A --> B", "graph TD\n A --> B\n B --> C", False),
        ("graph TD\n %% 주석\n A --> B", "graph TD\n A --> B", True),
        ("sequenceDiagram\n A->>B: 요청", "sequenceDiagram\n A->>B: Ask", True),
        ("sequenceDiagram\n A->>B: 요청", "sequenceDiagram\n A-->>B: Ask", False),
        (
            "sequenceDiagram\n loop 매초\n A->>B: 요청\n end",
            "sequenceDiagram\n loop each\n A->>B: x\n end",
            True,
        ),
        ("mindmap\n  root((중심))\n    가지 하나", "mindmap\n  root((Centre))\n    Branch one", True),
        ("mindmap\n  root((중심))\n    가지", "mindmap\n  root((Centre))\n  Branch", False),
        ('pie\n "가" : 40', 'pie\n "A" : 40', True),
        ('pie\n "가" : 40', 'pie\n "A" : 41', False),
        ("stateDiagram-v2\n [*] --> A\n A --> B: 끝", "stateDiagram-v2\n [*] --> A\n A --> B: end", True),
        ("", "graph TD", False),
        ("\ufffd[[[", "((", False),
    ],
)
def test_diagrams_are_the_same_but_for_labels(wanted: str, got: str, same: bool) -> None:
    """Boxes, edges, their shapes, styles and numbers stay; labels and Korean names are translated."""
    assert (same_but_labels(wanted, got) is None) == same


# ---------------------------------------------------------------- the command and the pages


@pytest.fixture
def pair(course: Course) -> Course:
    """A course with one page in both languages, in git."""
    course.write({"docs/ko/a.md": KOREAN, "docs/ko/b.md": "# 둘\n\n글\n", "docs/en/a.md": ENGLISH})
    for picture in ("ko", "en"):
        course.write({f"docs/{picture}/a.png": b"\x89PNG"})
    return course


def translate(course: Course, *words: str) -> Ran:
    return run_module("hooks", "translate", *words, cwd=course.folder)


def commit(course: Course) -> None:
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "docs"], [*name, "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=course.folder, check=True)


def test_a_translation_without_its_original_is_told(pair: Course) -> None:
    """One that was accepted; a page that one language alone has is none."""
    pair.write({"docs/en/own.md": "# Own\n\nText.\n"})
    assert translate(pair, "accept", "docs/en/a.md").status == 0
    (pair.folder / "docs/ko/a.md").unlink()
    (pair.folder / "docs/ko/a.png").unlink()
    ran = pair.check("--hints", "--format", "text")
    told = [line for line in ran.lines if "[translation-orphan]" in line]
    assert len(told) == 1
    assert told[0].startswith("docs/en/a.md:1: this was translated from a page that is gone")


def test_the_given_session_s_translation_is_in_step(sample: Course) -> None:
    """The session and the front page are accepted, and say what their originals say now."""
    ran = run_module("hooks", "translate", "status", cwd=sample.folder)
    rows = {line.split()[0]: line.split()[2:] for line in ran.lines if line.startswith("docs/en/")}
    assert rows["docs/en/week_03/day3/session_1.md"] == ["141", "0", "0"]
    assert rows["docs/en/index.md"][1:] == ["0", "0"]


def test_accept_notes_every_block_of_the_original(pair: Course) -> None:
    """The ledger lists the original's blocks in order, and accepting twice changes no byte of it."""
    assert translate(pair, "accept", "docs/en/a.md").status == 0
    ledger = pair.folder / "translations.json"
    first = ledger.read_bytes()
    assert json.loads(first) == {"docs/en/a.md": marks_of(read_units(KOREAN))}
    assert translate(pair, "accept", "docs/en/a.md").status == 0
    assert ledger.read_bytes() == first


def test_accept_refuses_another_structure_and_strangers(pair: Course) -> None:
    """What is not in step with its original is not noted; each reason is one line."""
    pair.write({"docs/en/a.md": ENGLISH.replace("10 min", "9 min"), "docs/en/c.md": "# c\n"})
    ran = translate(pair, "accept", "docs/en/a.md")
    assert ran.status == 1
    assert "docs/en/a.md:5: the heading says 9 minutes, docs/ko/a.md:5 says 10 minutes" in ran.output
    for stranger in ("docs/en/c.md", "docs/ko/a.md", "docs/en/none.md", "README.md"):
        ran = translate(pair, "accept", stranger)
        assert (ran.status, len(ran.lines)) == (1, 1)
        assert ran.output.startswith(f"{stranger}:1: ")
        assert ran.output.rstrip().endswith("[translation-unknown]")
    assert not (pair.folder / "translations.json").exists()


def test_status_counts_and_shows_what_changed(pair: Course) -> None:
    """A table of blocks in step, stale and missing; below it the old and the new text, from git."""
    translate(pair, "accept", "docs/en/a.md")
    commit(pair)
    pair.write(
        {"docs/ko/a.md": KOREAN.replace("글 **하나**.", "글 **둘**.").replace("- 둘\n", "- 둘\n- 셋\n")}
    )
    ran = translate(pair, "status")
    rows = [line.split() for line in ran.lines[:5]]
    assert rows[0] == ["page", "language", "in", "step", "stale", "missing"]
    assert rows[2] == ["docs/en/a.md", "en", "14", "1", "1"]
    assert rows[3] == ["docs/en/b.md", "en", "0", "0", "2", "not", "translated"]
    assert "docs/en/a.md:3 (docs/ko/a.md:3) changed\n-글 하나.\n+글 둘.\n  Text one.\n" in ran.output
    assert "docs/en/a.md:9 (docs/ko/a.md:10) new\n+셋\n" in ran.output
    assert ran.status == 0
    assert translate(pair, "status", "--strict-translations").status == 1


def test_status_tells_pages_never_accepted(pair: Course) -> None:
    """Without an entry in the ledger nothing is known to be in step."""
    line = translate(pair, "status").lines[2]
    assert line.split() == ["docs/en/a.md", "en", "0", "0", "0", "never", "accepted"]


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b'["a"]', b'{"a": "b"}', b"\xff"])
def test_a_broken_ledger_is_one_line(pair: Course, content: bytes) -> None:
    """A ledger that a merge broke stops with its line, and never with a traceback."""
    pair.write({"translations.json": content})
    ran = translate(pair, "status")
    assert (ran.status, len(ran.lines)) == (1, 1)
    assert ran.output.startswith("translations.json:1: ")
    assert "[ledger-unreadable]" in ran.output


def test_a_page_shows_what_changed_and_is_published(pair: Course) -> None:
    """The lecturer goes on; the English page stands, each place marked, the Korean text folded under it."""
    translate(pair, "accept", "docs/en/a.md")
    changed = KOREAN.replace("글 **하나**.", "글 **둘**.").replace("- 둘\n", "- 둘\n- 셋\n")
    changed = changed.replace("   - 안쪽\n", "").replace("# 보기", "# 다시").replace("| 다 |", "| 라 |")
    pair.write({"docs/ko/a.md": changed.replace("graph LR", "graph TD"), "docs/en/index.md": "# Front\n"})
    ran = pair.publish("--no-strict")
    assert ran.status == 0, ran.output
    assert "docs/ko/a.md has gone on since this was translated: 4 changed, 1 new, 1 gone" in ran.output
    article = html.fromstring((pair.folder / "site/en/a/index.html").read_bytes()).xpath("//article")[0]
    stale = [element.tag for element in article.xpath(".//*[contains(@class, 'translation-stale')]")]
    assert stale == ["p", "li", "td", "pre", "div"] or stale == ["p", "li", "td", "pre", "figure"]
    folds = article.xpath(".//details[@data-added]")
    assert [fold.xpath("string(./div[@lang='ko'])").strip()[:3] for fold in folds][:2] == ["글 둘", "셋"]
    assert article.xpath("string(.//p[@class='translation-notice'])").startswith(
        "The original has changed in 6"
    )
    assert "글 둘" not in read_text(pair.folder / "site/en")


def test_strict_translations_publishes_nothing_that_lags(pair: Course) -> None:
    """`run.py site --strict-translations` stops with one line for each page that lags."""
    translate(pair, "accept", "docs/en/a.md")
    pair.write({"docs/ko/a.md": KOREAN.replace("하나**", "둘**")})
    before = pair.site()
    ran = pair.publish("--strict-translations")
    assert ran.status == 1
    assert ran.lines[0].startswith(
        "docs/en/a.md:3: docs/ko/a.md has gone on since this was translated: 1 changed;"
    )
    assert pair.site() == before


def test_a_fault_in_a_translation_stops_a_strict_build(pair: Course) -> None:
    """Structure that differs where nothing has changed is a mistake, told with both places."""
    pair.write(
        {"docs/en/a.md": ENGLISH.replace("## Keywords", "### Keywords"), "docs/en/index.md": "# Front\n"}
    )
    ran = pair.publish()
    assert ran.status == 1
    assert "docs/en/a.md:29: heading h3 stands where docs/ko/a.md:29 has heading h2" in ran.output


@pytest.mark.long
def test_faults_of_translations_are_accepted_like_all_others(pair: Course) -> None:
    """The check tells them, --accept notes them, a strict build goes through, and what is mended is told."""
    sound = ENGLISH
    pair.write(
        {"docs/en/a.md": ENGLISH.replace("## Keywords", "### Keywords"), "docs/en/index.md": "# Front\n"}
    )
    ran = pair.check()
    assert ran.status == 1
    assert "[translation-structure]" in ran.output
    assert "[translation-structure]" in pair.check("docs/en/a.md").output
    assert "[translation-structure]" not in pair.check("docs/ko/a.md").output
    assert pair.check("--accept").status == 0
    assert pair.check().status == 0
    ran = pair.publish()
    assert ran.status == 0, ran.output
    pair.write({"docs/en/a.md": sound})
    assert "[accepted-mended]" in pair.check().output
    ran = pair.publish()
    assert ran.status == 1
    assert "mended since it was accepted: docs/en/a.md [translation-structure]" in ran.output


def test_the_check_skips_what_marks_add(pair: Course) -> None:
    """A page with marks is still whole: what the build added is none of its content."""
    translate(pair, "accept", "docs/en/a.md")
    pair.write({"docs/ko/a.md": KOREAN.replace("하나**", "둘**").replace("단위", "가장 작은 단위")})
    pair.write({"docs/en/index.md": (pair.folder / "docs/ko/index.md").read_text(encoding="utf-8")})
    ran = pair.publish()
    assert ran.status == 0, ran.output
    assert "nothing is missing" in ran.output


def test_course_without_ledger_or_second_language(tmp_path: Path) -> None:
    """One language alone: an empty table, and no complaint."""
    course = Course(tmp_path / "one")
    ran = translate(course, "status")
    assert (ran.status, len(ran.lines)) == (0, 2)
