"""`run.py site --docs FOLDER` builds somebody's course where it lies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from course.model.editions import read_other_course
from course.model.site_folders import language_folders
from course.model.text_language import language_of_course, language_of_text, without_code
from course.problems.problem import CourseError
from course.settings.words.read import product_words
from course.settings.words.words import Words
from support.courses import PAGE, ROOT, Course, tree, write_files

#: A clone, as it lies on somebody's disk.
CLONE: dict[str, str | bytes] = {
    "README.md": "# 🚀 남의 `과정`\n\n[첫 주](week_01/)\n",
    "week_01/day1/session_1.md": PAGE,
    ".git/config": "[core]\n",
    ".github/PULL_REQUEST_TEMPLATE.md": "# PR\n",
}


def test_another_course_is_built_and_not_touched(course: Course, tmp_path: Path) -> None:
    """Its front page names the site, its hidden folders stay out of it, and no file of it changes."""
    clone = tmp_path / "남의 과정"
    write_files(clone, CLONE)
    before = tree(clone)
    ran = course.publish("--docs", str(clone), "-d", str(tmp_path / "out"))
    assert ran.status == 0, ran.output
    assert tree(clone) == before
    front = (tmp_path / "out/ko/index.html").read_text(encoding="utf-8")
    assert "<title>🚀 남의 과정</title>" in front
    assert 'title="이 제목의 링크"' in front
    assert "Permanent link" not in front
    assert (tmp_path / "out/ko/week_01/day1/session_1/index.html").is_file()
    assert not any((tmp_path / "out").rglob("*PULL_REQUEST*"))
    assert (course.folder / "site/index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.long
def test_another_course_is_checked_too(course: Course, tmp_path: Path) -> None:
    """What is wrong in it keeps its site from being published, and --no-strict publishes it."""
    write_files(tmp_path / "clone", {"README.md": "# 과정\n\n```bash\necho\n"})
    words = ("--docs", str(tmp_path / "clone"), "-d", str(tmp_path / "out"))
    ran = course.publish(*words)
    assert ran.status == 1
    clone = (tmp_path / "clone").as_posix()
    told = [line for line in ran.lines if ":3: the code block" in line]
    assert [line.partition(":")[0] for line in told] == ["README.md"], "told once, by the path in that folder"
    assert ran.lines[-2] == "Not published: there is no site yet."
    assert f"`run.py check --docs {clone} --accept`" in ran.lines[-1]
    assert f"`run.py site --docs {clone} --no-strict`" in ran.lines[-1]
    assert not (tmp_path / "out").exists()
    assert course.publish(*words, "--no-strict").status == 0
    assert (tmp_path / "out/ko/index.html").is_file()


def test_languages_of_another_course(course: Course, tmp_path: Path) -> None:
    """A course with folders for languages is built in each; one without, in the first language."""
    tmp_path = tmp_path / "clone"
    tmp_path.mkdir()
    both = read_other_course(course.folder, tmp_path)
    assert [(each.language.folder, each.docs_dir) for each in both] == [("ko", tmp_path)]
    write_files(tmp_path, {"ko/index.md": "글\n\n# 우리 과정\n", "README.md": "# 저장소\n"})
    both = read_other_course(course.folder, tmp_path)
    assert [(each.language.title, each.docs_dir) for each in both] == [("우리 과정", tmp_path / "ko")]


def test_folder_that_is_not_there(course: Course, tmp_path: Path) -> None:
    """A folder that does not exist is told in one line."""
    with pytest.raises(CourseError) as told:
        read_other_course(course.folder, tmp_path / "nothing")
    assert [problem.code for problem in told.value.problems] == ["docs-missing"]
    ran = course.publish("--docs", str(tmp_path / "nothing"))
    assert ran.status == 1
    assert "Traceback" not in ran.output
    assert "nothing:1: the folder is not there; there is nothing to build;" in ran.output


def test_a_course_without_a_front_page_is_one_course(tmp_path: Path) -> None:
    """Folders such as week_01 at its top are no languages; those of a site of several languages are."""
    docs, one, two = tmp_path / "docs", tmp_path / "one", tmp_path / "two"
    write_files(docs, {"week_01/a.md": "글\n", "week_02/b.md": "글\n"})
    write_files(one, {"assets/a.css": "", "week_01/index.html": "", "week_02/index.html": ""})
    assert language_folders(one, docs) == [(docs, one, "/")]
    write_files(two, {"index.html": "", "week_01/index.html": "", "week_01/assets/a.css": ""})
    assert language_folders(two, docs) == [(docs / "week_01", two / "week_01", "/week_01/")]


TEXTS = {
    "ko": "# 컨테이너\n\n`docker run`으로 띄웁니다. Pod와 Service를 Kubernetes가 관리합니다.\n",
    "ja": "# コンテナ\n\n`docker run` で起動します。漢字と Kubernetes の説明です。\n",
    "zh": "# 容器\n\n使用 docker run 启动。我们这个课程说明 Kubernetes 的网络。\n",
    "zh-TW": "# 容器\n\n使用 docker run 啟動。我們這個課程說明 Kubernetes 的網路與實驗。\n",
    "de": "# Behälter\n\nDie Container sind nicht mit der Maschine verbunden, und das ist gut so.\n",
    "fr": "# Conteneurs\n\nLes conteneurs sont isolés dans la machine pour que vous ne changiez pas tout.\n",
    "es": "# Contenedores\n\nLos contenedores se usan para que el curso no cambie por la máquina.\n",
    "en": "# Containers\n\nThe containers of this course are run with the engine that is on your machine.\n",
    "ru": "# Контейнеры\n\nКонтейнеры запускаются командой docker run и работают отдельно.\n",
    "uk": "# Контейнери\n\nЇх запускають командою docker run, і вони працюють окремо, є мережа.\n",
    "": "```bash\ndocker run\n```\n",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_text(code: str) -> None:
    """By its letters, though names and commands are in Latin ones; by small words where all letters are."""
    assert language_of_text(without_code(TEXTS[code])) == code


def test_the_language_of_a_course(tmp_path: Path) -> None:
    """What it says itself goes first; its front page outweighs translations of it; code shows nothing."""
    files = {"README.md": TEXTS["en"], "t/README-ko.md": TEXTS["ko"], "t/README-de.md": TEXTS["de"]}
    write_files(tmp_path / "a", files)
    assert language_of_course(tmp_path / "a")[0] == "en"
    write_files(tmp_path / "b", {"README.md": f"---\nlang: de\n---\n{TEXTS['en']}"})
    assert language_of_course(tmp_path / "b") == ("de", "as README.md says")
    write_files(tmp_path / "c", {"README.md": TEXTS["en"], "_config.yml": "lang: fr\n"})
    assert language_of_course(tmp_path / "c") == ("fr", "as _config.yml says")
    write_files(tmp_path / "d", {"README.md": TEXTS[""], "a.md": TEXTS["ja"]})
    assert language_of_course(tmp_path / "d")[0] == "ja"
    write_files(tmp_path / "e", {"docs/index.md": TEXTS["en"], "mkdocs.yml": "theme: {language: pl}\n"})
    assert language_of_course(tmp_path / "e/docs")[0] == "pl"
    assert language_of_course(tmp_path / "f") == ("", "")


#: A session to which everything is added that pages get.
ALL_ADDED = """# コンテナ入門

## 학습 목표

- 説明

## 핵심 개념 (35분)

> [!NOTE]
> 説明です。

- [ ] 課題

```console
$ docker run <이름>
出力
```

```mermaid
graph LR
  A[箱] --> B[缶]
```

<details><summary>問い</summary>

答えです。

</details>

## 이해도 체크 (5분)

- [ ] 説明できますか

## 핵심 키워드

- **コンテナ**: 説明です。
"""
_SHOWN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-show", "data-hide", "data-failed")


def said_on(path: Path) -> set[str]:
    """Every text of a page and of its attributes that are shown or read out, and its scripts' words."""
    page = html.fromstring(path.read_text("utf-8"))
    (words,) = page.xpath("//script[@id='__course']/text()")
    said = set(strings_of({**json.loads(words)["words"], "name_spellings": {}}))
    said |= {each.strip() for each in page.xpath("//text()[not(ancestor::script or ancestor::style)]")}
    return said | {each.get(name) for name in _SHOWN_ATTRIBUTES for each in page.xpath(f"//*[@{name}]")}


def strings_of(data: object) -> Iterator[str]:
    """All texts in JSON's data."""
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings_of(each)


def english_among(said: set[str]) -> list[str]:
    """Of `said` what an English page of ours says and a Japanese does not."""
    data, own = ({**words_of(code).as_data(), "name_spellings": {}} for code in ("en", "ja"))
    english = set(strings_of(data)) - set(strings_of(own)) - {"LATIN", "HANGUL"}
    patterns = [
        re.sub(r"\\{[^{}]*\\}", ".*", re.escape(each)) for each in english if re.search("[a-z]{3}", each)
    ]
    return sorted(each for each in said if any(re.fullmatch(pattern, each) for pattern in patterns))


def words_of(code: str) -> Words:
    """The product's words."""
    return product_words(code, ROOT).words


@pytest.mark.long
def test_a_course_is_built_in_the_language_of_its_text(course: Course, tmp_path: Path) -> None:
    """Its pages say so, the command tells, and ``--language`` decides; the README's heading is its name."""
    files: dict[str, str | bytes] = {
        "README.md": TEXTS["ja"],
        "b.md": "## 二\n\n説明です。[^a]\n\n[^a]: 注\n",
        "week_01/day1/session_1.md": ALL_ADDED,
    }
    write_files(tmp_path / "clone", files)
    words = ("--docs", str(tmp_path / "clone"), "-d", str(tmp_path / "out"))
    ran = course.publish(*words)
    assert ran.status == 0, ran.output
    assert (
        "The course is in 日本語 (ja), by its letters and words; --language TAG names another." in ran.output
    )
    page = (tmp_path / "out/ja/index.html").read_text("utf-8")
    assert '<html lang="ja"' in page
    assert "<title>コンテナ</title>" in page
    assert re.search(r'md-footer__direction">\s*次\s', page), "the theme's own words"
    pages = {str(path): said_on(path) for path in sorted((tmp_path / "out/ja").rglob("*.html"))}
    assert {name: english_among(said) for name, said in pages.items() if english_among(said)} == {}
    everywhere = set().union(*pages.values())
    for word in (
        "この見出しへのリンク",
        "本文の脚注1の位置に戻る",
        "注記",
        "用語集",
        "授業の流れ",
        "図を文章で読む",
    ):
        assert word in everywhere
    assert course.publish(*words, "--language", "en").status == 0
    english = (tmp_path / "out/en/b/index.html").read_text("utf-8")
    assert 'title="Jump back to footnote 1 in the text"' in english
    assert course.publish(*words, "--language", "xx").status == 1


@pytest.mark.parametrize(
    ("readme", "title"),
    [
        ("글\n\n# 이름\n", "이름"),
        ("## 이름만\n\n### 둘\n", "이름만"),
        ("# ![](a.png)\n\n# 이름\n", "이름"),
        ("이름\n===\n", "이름"),
        ("글뿐\n", "clone"),
        ('<h1 align="center">이름</h1>\n\n## 둘\n', "이름"),
        ("# ![로고](a.png)\n\n## 둘\n", "로고"),
    ],
)
def test_the_name_of_another_course(course: Course, tmp_path: Path, readme: str, title: str) -> None:
    """Its front page's first heading, though it be of a lower level; its folder's name without any."""
    write_files(tmp_path / "clone", {"README.md": readme})
    assert read_other_course(course.folder, tmp_path / "clone")[0].language.title == title
