"""`run.py export markdown`: the course as GitHub Markdown, its diagrams as SVG files."""

from __future__ import annotations

import random
import re
import zipfile
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from course.checks.agreement.readings import github_html
from course.diagrams.build import start_drawer
from course.diagrams.svg_file import file_palette, render_svg_file
from course.diagrams.wording import DiagramText, describe_diagram
from course.fonts import character_widths
from course.markdown.files.front_matter import blank_front_matter
from course.markdown.files.source import Source, decode_source
from course.markdown.reading.instructor import blank_notes
from course.publish.markdown import edition as markdown_edition
from course.publish.markdown.check import check_drawing, check_page, check_targets
from course.publish.markdown.notes import ends_openly
from course.publish.markdown.page import Image, diagrams_of, export_page
from course.verbs import export as export_command
from support.courses import ROOT, Course, Ran, run_module, tree, write_files
from support.diagram_samples import samples
from support.words import KOREAN as WORDS

DIAGRAM = "graph LR\n    A[시작] --> B[veth]\n"
KOREAN = """---
title: 앞
---
# Week 1 Day 1 Session 1: 네트워킹 <!-- instructor: SECRET1 -->

라우팅 테이블을 배웁니다.
```mermaid title="그림"
graph LR
    A[시작] --> B[veth]
```
---

- 항목
  ~~~~Mermaid
  sequenceDiagram
      accTitle: 요청 [둘]
      accDescr: 앱이 묻는다
      앱->>서버: 안녕
  ~~~~
- 다음 항목

> ```mermaid
> graph LR
>     A[시작] --> B[veth]
> ```
뒤의 글

<details>
<summary>더</summary>

```mermaid
graph LR
    A[그리다 --> B
```

</details>

<!-- instructor:
SECRET2
-->

![그림](img/클러스터.png) [파일](deploy.yaml) [둘째](<세션 2.md#veth>)

```bash
kubectl get pods   \t
```
"""
#: What becomes of it, line by line, from the second line of the page on.
EXPORTED = """라우팅 테이블을 배웁니다.

![흐름도: 상자 2개, 연결 1개](diagrams/session_1-diagram-1.svg)

---

- 항목

  ![요청 \\[둘\\]. 앱이 묻는다](diagrams/session_1-diagram-2-2.svg)
- 다음 항목

> ![흐름도: 상자 2개, 연결 1개](diagrams/session_1-diagram-3.svg)
>
뒤의 글
"""
CORRECTIONS = """session_1.md:
  - quote: "- 다음 항목"
    verdict: wrong
    note: {ko: "1. *새* 판은\n 다르다", en: "Not so."}
    source: https://example.org/a(b)
    checked: 2026-02-01
  - quote: 라우팅 테이블
    verdict: outdated
    note: {ko: 지금은 아니다.}
    source: "#-veth"
    checked: 2026-02-01
세션 2.md:
  - quote: "# 둘"
    verdict: disputed
    note: {ko: 아무도 모른다.}
    source: "#veth"
    checked: 2026-02-01
"""
NOTES = """
---

## 편집자 주

1. **지난 내용**: “라우팅 테이블”

   지금은 아니다.

   [근거: 이 세션의 본문](#-veth) · 2026-02-01 확인

2. **사실과 다름**: “다음 항목”

   1\\. \\*새\\* 판은 다르다

   [근거: example.org](https://example.org/a%28b%29) · 2026-02-01 확인
"""
FILES: dict[str, str | bytes] = {
    "docs/ko/week_01/day1/session_1.md": KOREAN,
    "docs/ko/week_01/day1/세션 2.md": ("\ufeff# 둘\n\n## veth\n\n```mermaid\n" + DIAGRAM + "```").replace(
        "\n", "\r\n"
    ),
    "docs/ko/week_01/day1/solutions.md": "# 해설\n\nSECRET3\n",
    "docs/ko/week_01/day1/corrections.yml": CORRECTIONS,
    "docs/ko/week_01/day1/img/클러스터.png": b"png",
    "docs/ko/week_01/day1/deploy.yaml": "kind: Pod\n",
    "docs/ko/week_01/day1/key.pem": "SECRET4\n",
    "docs/ko/week_01/day1/diagrams/Session_1-diagram-2.svg": "<svg/>",
    "docs/en/index.md": "# Front\n\nText.\n\n!!! note\n    ```mermaid\n    graph LR\n    ```\n",
    "docs/en/week_01/day1/session_1.md": (
        "# Networking\n\n![Cluster](img/클러스터.png)\n\n[Two](<세션 2.md>)\n\n```mermaid\n"
        + DIAGRAM
        + "```\n"
    ),
}
TOP = "course-markdown"


class Edition:
    """The Markdown edition of a small course in two languages."""

    def __init__(self, course: Course, ran: Ran, before: dict[str, str]) -> None:
        self.course = course
        self.ran = ran
        self.before = before
        """The course's sources before."""
        self.archive = course.folder / "export" / f"{TOP}.zip"
        with zipfile.ZipFile(self.archive) as archive:
            self.files = {name.removeprefix(f"{TOP}/"): archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        """A file of the edition."""
        return self.files[name].decode()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Exported once; the words say --no-strict, because one diagram is faulty."""
    course = Course(tmp_path_factory.mktemp("export") / "강의 과정")
    course.write(FILES)
    before = tree(course.folder / "docs")
    environment = {"SOURCE_DATE_EPOCH": "1770000000", "COURSE_INSTRUCTOR": "1"}
    words = ("export", "markdown", "--no-strict")
    ran = run_module("hooks", *words, cwd=course.folder, environment=environment)
    assert ran.status == 0, ran.output
    return Edition(course, ran, before)


def test_it_says_what_it_made(edition: Edition) -> None:
    """The file, its size and what is in it; a faulty diagram is told at its line, and counted with one that
    stands in a block of Material's; no source is changed.
    """
    held = "it holds 5 pages and 5 diagrams; 2 more stay as text"
    told = rf"export/course-markdown\.zip \(\d+ KB\): unpack it; {held}"
    assert re.fullmatch(told, edition.ran.lines[-1].replace("\\", "/"))
    faults = [line for line in edition.ran.lines if "[diagram-" in line]
    assert [fault.split(": ")[0] for fault in faults] == ["docs/ko/week_01/day1/session_1.md:33"]
    assert tree(edition.course.folder / "docs") == edition.before


def test_pages_are_the_lecturers(edition: Edition) -> None:
    """Each line is as he wrote it, front matter too; diagrams are images, set apart where need be; what an
    editor notes stands at the end, in words for the page's language.
    """
    page = edition.text("ko/week_01/day1/session_1.md")
    head, rest = page.split("\n\n", 1)
    assert head == "---\ntitle: 앞\n---\n# Week 1 Day 1 Session 1: 네트워킹 "
    assert rest.startswith(EXPORTED)
    tail = KOREAN.partition("뒤의 글\n")[2].replace("<!-- instructor:\nSECRET2\n-->", "\n\n")
    assert rest.removeprefix(EXPORTED) == tail + NOTES
    other = edition.files["ko/week_01/day1/세션 2.md"].decode()
    image = "![흐름도: 상자 2개, 연결 1개](diagrams/세션%202-diagram-1.svg)"
    ending = "\r\n\r\n---\r\n\r\n## 편집자 주\r\n\r\n1. **근거 확인 필요**: “둘”\r\n"
    assert other.startswith(f"\ufeff# 둘\r\n\r\n## veth\r\n\r\n{image}{ending}")


def test_drawings_and_their_sources(edition: Edition) -> None:
    """Beside each drawing stands what it was drawn from; a lecturer's file of that name keeps its own."""
    folder = "ko/week_01/day1/diagrams"
    names = {name.rpartition("/")[2] for name in edition.files if name.startswith(folder)}
    drawn = {"session_1-diagram-1", "session_1-diagram-2-2", "session_1-diagram-3", "세션 2-diagram-1"}
    assert names == {f"{name}.{kind}" for name in drawn for kind in ("svg", "mmd")} | {
        "Session_1-diagram-2.svg"
    }
    assert edition.text(f"{folder}/session_1-diagram-1.mmd") == DIAGRAM
    assert edition.text(f"{folder}/Session_1-diagram-2.svg") == "<svg/>"
    root = etree.fromstring(edition.files[f"{folder}/session_1-diagram-2-2.svg"])
    assert [root[0].text, root[1].text] == ["요청 [둘]", "앱이 묻는다"]


def test_only_what_students_get(edition: Edition) -> None:
    """No note, no solution, no file of a type that is not published, no corrections file."""
    assert [name for name, content in edition.files.items() if b"SECRET" in content] == []
    assert [name for name in edition.files if re.search(r"solutions|key\.pem|corrections", name)] == []
    assert edition.text("ko/week_01/day1/deploy.yaml") == "kind: Pod\n"


def test_every_link_and_image_leads_to_a_file(edition: Edition) -> None:
    """Read as GitHub reads it: also an image that stands beside the original alone; for a page that is not
    translated there is one that leads to the original.
    """
    count = 0
    for name, content in edition.files.items():
        if not name.endswith(".md"):
            continue
        page = html.fragment_fromstring(github_html(content.decode("utf-8-sig")), create_parent=True)
        for element in page.iter("a", "img"):
            address = unquote(element.get("href") or element.get("src") or "").partition("#")[0]
            if not address or address.startswith("https:"):
                continue
            found = (PurePosixPath(name).parent / address).as_posix()
            while "/../" in found:
                found = re.sub(r"[^/]+/\.\./", "", found, count=1)
            assert found in edition.files, (name, address)
            count += 1
    assert count == 11
    pointer = edition.text("en/week_01/day1/세션 2.md")
    assert pointer.startswith("# 둘\n\nThis page")
    assert "](../../../ko/week_01/day1/세션%202.md)" in pointer


def test_the_same_sources_give_the_same_bytes(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made again elsewhere, the zip is the same; without --no-strict nothing is made."""
    monkeypatch.chdir(edition.course.folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    before = edition.archive.read_bytes()
    assert export_command.main(["markdown", "--no-strict", "-o", "again"]) == 0
    assert (edition.course.folder / "again" / f"{TOP}.zip").read_bytes() == before
    assert export_command.main(["markdown"]) == 1
    assert edition.archive.read_bytes() == before


def test_another_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without languages is exported as it lies, one with languages with the image that one
    lends the other; an unknown word is told in one line.
    """
    monkeypatch.chdir(ROOT)
    (tmp_path / "강의").mkdir()
    (tmp_path / "강의" / "README.md").write_text("# 하나\n\n글.\n", encoding="utf-8")
    words = ["markdown", "--docs", str(tmp_path / "강의"), "-o", str(tmp_path / "out")]
    assert export_command.main(words) == 0
    with zipfile.ZipFile(tmp_path / "out" / f"{TOP}.zip") as archive:
        assert archive.namelist() == [f"{TOP}/README.md"]
    write_files(
        tmp_path / "둘",
        {"ko/a.md": "# 가\n\n글.\n", "ko/a.png": b"png", "en/a.md": "# A\n\n![Picture](a.png)\n"},
    )
    assert export_command.main(["markdown", "--docs", str(tmp_path / "둘"), "-o", str(tmp_path / "2")]) == 0
    with zipfile.ZipFile(tmp_path / "2" / f"{TOP}.zip") as archive:
        names = {name.removeprefix(f"{TOP}/") for name in archive.namelist()}
    assert names == {"ko/a.md", "ko/a.png", "en/a.md", "en/a.png"}
    ran = run_module("hooks", "export", *words, "--quiet")
    assert (ran.status, ran.lines) == (
        2,
        ["run.py export: export markdown knows no --quiet; see run.py export --help"],
    )


def test_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page of another encoding and a link to nowhere are told, and left out of what --no-strict makes, also
    where pages lead to them.
    """
    monkeypatch.chdir(ROOT)
    page = "# 가\n\n[둘](old.md) ![그림](gone.png) [영어](cp949.md)\n"
    write_files(
        tmp_path / "둘", {"ko/a.md": page, "ko/old.md": "# 옛 글".encode("cp949"), "en/b.md": "# B\n"}
    )
    write_files(tmp_path / "둘", {"en/cp949.md": "# 옛 글".encode("cp949")})
    (tmp_path / "둘/ko/gone.png").symlink_to("nowhere.png")
    words = ["markdown", "--docs", str(tmp_path / "둘"), "-o", str(tmp_path)]
    assert export_command.main(words) == 1
    assert list(tmp_path.glob("*.zip")) == []
    capsys.readouterr()
    assert export_command.main([*words, "--no-strict"]) == 0
    told = capsys.readouterr().err.splitlines()
    for name, code in (
        ("ko/old.md", "not-utf-8"),
        ("en/cp949.md", "not-utf-8"),
        ("ko/gone.png", "file-unreadable"),
    ):
        assert [line for line in told if f"{name}:1: " in line and f"[{code}]" in line], name
    with zipfile.ZipFile(tmp_path / f"{TOP}.zip") as archive:
        assert archive.namelist() == [f"{TOP}/en/b.md", f"{TOP}/ko/a.md"]


# ---------------------------------------------------------------- the proof


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("뒤의 글\n", "", 22, "heading open"),
        ("뒤의 글", "뒤의 말", 22, "has text “뒤의 말” where the source has text “뒤의 글”"),
        ("- 둘", "둘", 17, "text “![그림](diagrams/a-3.svg)둘”"),
        ("  ![", "![", 14, "has list item close where the source has paragraph open"),
        ("![", "[", 5, "has text “그림” where the source has text “![그림](diagrams/a-1.svg)”"),
        ("diagrams/a-1.svg", "diagrams/a-2.svg", 5, "text “![그림](diagrams/a-2.svg)”"),
        ("kubectl get", "kubectl  get", 26, "fence “kubectl  get”"),
        ("# 제목", "# 제목 <!-- instructor: SECRET -->", 1, "note for the lecturer"),
    ],
)
def test_the_proof_can_fail(old: str, new: str, line: int, told: str) -> None:
    """A block that is not there, a changed word, an image elsewhere, a note: each is told at its line."""
    text = f"""# 제목

글

```mermaid
{DIAGRAM}```

1. 첫째

- 하나

  ```mermaid
  graph TD
  ```
  ~~~mermaid
  graph TD
  ~~~
- 둘

뒤의 글

## 끝

```bash
kubectl get
```
"""
    source = Source("a.md", "docs/ko/a.md", text)
    lines = [int(fence.meta["line"]) for fence in diagrams_of(text)]
    images = {line: Image("그림", f"diagrams/a-{n}.svg") for n, line in enumerate(lines, 1)}
    exported = export_page(text.encode(), source, images)
    assert list(check_page(source, exported, images)) == []
    assert old in exported.decode()
    first, *_ = check_page(source, exported.decode().replace(old, new, 1).encode(), images)
    assert told in first.what
    assert (first.path, first.line, first.code) == ("docs/ko/a.md", line, "markdown-page")


def test_notes_only_where_they_are_read() -> None:
    """A page that leaves something open at its end has none: they would be part of it."""
    for text in (
        "글\n",
        "```\ncode\n```",
        "<details>\n\n글",
        "- 항목\n  - 항목",
        "| a |\n|---|\n| b |",
        "> 글",
    ):
        assert not ends_openly(text, NOTES.strip()), text
    for text in ("```\ncode", "<pre>\n글", "<!-- 글"):
        assert ends_openly(text, NOTES.strip()), text


def test_the_proof_of_files_can_fail() -> None:
    """A drawing that is not there, is broken, lacks a label or needs a page; a file that is left out."""
    drawing = start_drawer(ROOT)[0].draw(DIAGRAM).drawing
    assert drawing is not None
    good = render_svg_file(drawing, DiagramText("", "", ()), {}, None).encode()
    assert check_drawing(good, drawing) == ""
    assert check_drawing(None, drawing) == "is not there"
    assert check_drawing(b"<svg", drawing).startswith("is no SVG")
    assert check_drawing(good.replace(b"veth", b""), drawing) == "lacks labels: veth"
    assert "lines and shapes" in check_drawing(re.sub(rb"<path[^>]*/>", b"", good, count=1), drawing)
    assert "it holds script" in check_drawing(good.replace(b"<text", b"<script/><text", 1), drawing)
    assert "only a page knows" in check_drawing(good.replace(b"<text", b'<text fill="var(--a)"', 1), drawing)
    (problem,) = check_targets("docs/ko/a.md", {"a.md": 1, "b.png": 7}, {"a.md"})
    assert (problem.line, problem.code) == (7, "markdown-file")


def test_nothing_is_written_that_is_not_proved(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a page would lose a block, nothing is made, not even with --no-strict; the old edition stays."""
    monkeypatch.chdir(edition.course.folder)

    def careless(content: bytes, source: Source, images: dict[int, Image], ending: str) -> bytes:
        return export_page(content, source, images, ending).replace("뒤의 글".encode(), b"")

    monkeypatch.setattr(markdown_edition, "export_page", careless)
    before = edition.archive.read_bytes()
    assert export_command.main(["markdown", "--no-strict"]) == 1
    *_, problem, end = capsys.readouterr().err.splitlines()
    assert problem.startswith("docs/ko/week_01/day1/session_1.md:")
    assert problem.endswith("[markdown-page]")
    assert end == "Not exported."
    assert edition.archive.read_bytes() == before


# ---------------------------------------------------------------- GitHub's reading


def test_github_reads_the_same_page() -> None:
    """cmark-gfm sees an image where it saw a diagram, and all else as it was, however lists, quotes and
    blocks stand in and next to each other.
    """
    compared = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311 - no secret
        text = "\n".join(nested_blocks(chance, 0)) + chance.choice(("\n", "", "\n\n"))
        content = text.replace("\n", "\r\n").encode() if seed % 4 == 0 else text.encode()
        source = Source("a.md", "a.md", text)
        fences = diagrams_of(text)
        images = {
            int(fence.meta["line"]): Image(f"그림 {n} [x] *y* _z_ & <b>", f"diagrams/a (1)-{n}.svg")
            for n, fence in enumerate(fences)
        }
        exported = export_page(content, source, images)
        assert list(check_page(source, exported, images)) == [], text
        before, after = shown(text), shown(decode_source(exported, "a.md"))
        if before.count("diagram") == len(fences):  # else the parsers do not agree on the source itself
            assert after == before, f"{text}\n=>\n{exported.decode()}"
            compared += len(fences)
    assert compared > 400


def nested_blocks(chance: random.Random, depth: int) -> list[str]:
    """Lines of some blocks, diagrams often among them, in lists and quotes up to three deep."""
    lines: list[str] = []
    for _ in range(chance.randint(1, 4)):
        if depth < 3 and chance.random() < 0.45:
            marker = chance.choice(("- ", "* ", "1. ", "2) ", "> ", "10. ", "-   ", "-\t"))
            inner = nested_blocks(chance, depth + 1)
            rest = marker if marker == "> " else " " * len(marker.expandtabs(4))
            block = [marker + inner[0], *((rest + line if line else rest.rstrip()) for line in inner[1:])]
        else:
            block = chance.choice(BLOCKS + [diagram_block(chance)] * 6).split("\n")
        lines += [""] if lines and chance.random() < 0.5 else []
        lines += block
    return lines


BLOCKS = [
    "글 *하나*",
    "글 하나\n글 둘",
    "```py\nx = 1\n```",
    "## 제목",
    "제목\n---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "> 인용",
    "---",
    "<!-- c -->",
    "<details>\n<summary>s</summary>\n\n안\n\n</details>",
    "    code",
]


def diagram_block(chance: random.Random) -> str:
    """A diagram in a fence of some kind."""
    fence = chance.choice(("```", "~~~", "`````"))
    info = chance.choice(("mermaid", "Mermaid", "mermaid ", 'mermaid title="x"', "mermaid {a}"))
    return f"{fence if '`' not in info else '~~~'}{info}\n{DIAGRAM}{fence}"


def shown(text: str) -> list[str]:
    """What GitHub shows of `text`: its elements and words in order, whatever paragraphs lists have; diagrams,
    and images that stand alone, are ``diagram``.
    """
    root = html.fragment_fromstring(github_html(text), create_parent=True)
    found: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_diagram = element.tag == "img" or (element.get("lang") or "").lower().startswith("mermaid")
        if event == "start" and not any(each.tag == "pre" for each in element.iterancestors()):
            found += ["diagram"] if is_diagram else [element.tag] if element.tag != "p" else []
            found += (
                []
                if is_diagram
                else (element.text_content() if element.tag == "pre" else element.text or "").split()
            )
        if event == "end" and not any(each.tag == "pre" for each in element.iterancestors()):
            found += [f"/{element.tag}"] if element.tag not in ("p", "img", "pre") else []
            found += (element.tail or "").split()
    return found


def test_pages_without_diagrams_stay_as_they_are() -> None:
    """A byte order mark, mixed line ends, tabs, what only looks like a diagram: not a byte is another."""
    text = "\ufeff# 가\r\n\r글\t\n\n    ```mermaid\n    graph\n    ```\n\n`` ```mermaid `` 끝\n\n"
    content = (text + "<pre>\n```mermaid\n</pre>").encode()
    source = Source("a.md", "a.md", blank_notes(blank_front_matter(decode_source(content, "a.md"))))
    assert diagrams_of(source.text) == []
    assert export_page(content, source, {}) == content


def test_a_diagram_at_the_end_of_a_file() -> None:
    """A fence of full width, or one that the file's end closes, is replaced to its end."""
    for opening, closing in (("｀｀｀mermaid", "｀｀｀"), ("```mermaid", ""), ("```mermaid", "```")):
        text = f"# 가\n\n{opening}\n{DIAGRAM}{closing}"
        source = Source("a.md", "a.md", text)
        image = Image("그림", "d.svg")
        exported = export_page(text.encode(), source, {3: image})
        assert exported.decode().rstrip("\n") == "# 가\n\n![그림](d.svg)"
        assert list(check_page(source, exported, {3: image})) == []


def test_front_matter_with_a_note_goes() -> None:
    """Front matter is kept, but not where it would carry a note for the lecturer to the students."""
    text = "---\ntitle: 가\nx: '<!-- instructor: SECRET -->'\n---\n# 가\n"
    source = Source("a.md", "a.md", blank_notes(blank_front_matter(text)))
    assert export_page(text.encode(), source, {}) == b"\n\n\n\n# \xea\xb0\x80\n"


# ---------------------------------------------------------------- the drawings


@pytest.fixture(scope="module")
def drawings() -> dict[str, tuple[str, str]]:
    """Every sample as a file, with its labels' widths stated and without."""
    drawer, missing = start_drawer(ROOT)
    assert not missing
    words = WORDS.diagrams
    palette = file_palette(ROOT / "hooks/theme/assets/stylesheets")
    measure = partial(character_widths, ROOT / "node_modules")
    made = {}
    for name, source in samples().items():
        drawing = drawer.draw(source).drawing
        if drawing:
            text = describe_diagram(drawing, words)
            made[name] = tuple(render_svg_file(drawing, text, palette, each) for each in (measure, None))
    assert len(made) > 50
    return made  # type: ignore[return-value]


def test_drawings_stand_alone(drawings: dict[str, tuple[str, str]]) -> None:
    """Valid XML with a title, on a ground of its own; no style, variable, script or address elsewhere."""
    for name, (file, _) in drawings.items():
        root = etree.fromstring(file.encode())
        assert root[0].tag.endswith("}title"), name
        assert root[0].text, name
        assert root[2].get("fill") == "#ffffff", name
        assert (
            re.search(
                r"var\(|color-mix|--_|--drawing|<style|style=|class=|<script|foreignObject|<a\b|<image", file
            )
            is None
        )
        assert set(re.findall(r"https?://[^\"<]+", file)) <= {"http://www.w3.org/2000/svg"}, name
        assert file.endswith("</svg>\n"), name


def test_labels_keep_their_width_in_any_font(drawings: dict[str, tuple[str, str]], browser: Browser) -> None:
    """In a font much wider than the page's no label leaves its drawing; without the stated widths some do."""
    grown: list[list[str]] = [[], []]
    with browser.new_context() as context:
        page = context.new_page()
        for name, files in drawings.items():
            for number, file in enumerate(files):
                page.set_content(
                    re.sub(r'font-family="[^"]*"', 'font-family="DejaVu Sans Mono, monospace"', file)
                )
                grown[number] += [name] if page.evaluate(OUTSIDE) else []
    assert grown[0] == []
    assert len(grown[1]) > 5


#: Whether a label reaches out of the drawing; one with an emoji has the width of the reader's own.
OUTSIDE = """() => {
  const svg = document.querySelector("svg"), frame = svg.getBoundingClientRect()
  return [...svg.querySelectorAll("text")].some(text => {
    const box = text.getBoundingClientRect()
    const emoji = /\\p{Extended_Pictographic}/u.test(text.textContent)
    return !emoji && (box.left < frame.left - 2 || box.right > frame.right + 2)
  })
}"""


def test_drawings_are_images(edition: Edition, browser: Browser, tmp_path: Path) -> None:
    """A browser shows each as ``<img>``, at its own size, with nothing to complain of."""
    names = [name for name in edition.files if name.endswith(".svg") and "diagram-2.svg" not in name]
    for name in names:
        (tmp_path / name.replace("/", "_")).write_bytes(edition.files[name])
    shown = "".join(f'<img src="{path.name}">' for path in sorted(tmp_path.iterdir()))
    (tmp_path / "page.html").write_text(f'<meta charset="utf-8">{shown}', encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        sizes = page.evaluate("[...document.images].map(image => [image.complete, image.naturalWidth])")
    assert len(sizes) == 5
    assert all(complete and width > 100 for complete, width in sizes)
