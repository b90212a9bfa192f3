"""The course for other programs: course.json, clean Markdown, llms.txt, and what pages say of themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from course.markdown.files.source import Source
from course.pages.programs.clean_markdown import clean_markdown
from course.pages.programs.course_json import VERSION
from support.courses import ROOT, SAMPLE, BuiltDocs

SESSION = "week_03/day3/session_1"
LANGUAGES = ("ko", "en")


def schema() -> dict[str, Any]:
    return dict(json.loads((ROOT / "hooks/theme/assets/course.schema.json").read_text(encoding="utf-8")))


def course_json(site_dir: Path) -> dict[str, Any]:
    return dict(json.loads((site_dir / "course.json").read_text(encoding="utf-8")))


def only_session(course: dict[str, Any]) -> dict[str, Any]:
    (session,) = (each for week in course["weeks"] for day in week["days"] for each in day["sessions"])
    return dict(session)


def test_course_json_is_written_as_python_does(built_site: Path) -> None:
    """Letters as they are, one space for each step in."""
    text = (built_site / "ko/course.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_course_json_is_as_its_schema_says(built_site: Path, language: str) -> None:
    """Each language's course.json is valid, names the schema beside it, and holds the session whole."""
    Draft202012Validator.check_schema(schema())
    course = course_json(built_site / language)
    Draft202012Validator(schema()).validate(course)
    assert (built_site / language / course["$schema"]).is_file()
    assert (course["version"], course["language"]) == (VERSION, language)
    assert schema()["properties"]["version"] == {"const": VERSION}
    session = only_session(course)
    assert (session["start"], session["end"], session["minutes"]) == ("09:00", "09:50", 50)
    counts = {key: len(value) for key, value in session.items() if isinstance(value, list)}
    assert counts == {
        "objectives": 3,
        "sections": 7,
        "keywords": 12,
        "questions": 3,
        "checks": 3,
        "tasks": 4,
        "promises": 4,
        "code_blocks": 1,
        "diagrams": 4,
        "corrections": 12,
    }
    page = html.fromstring((built_site / language / session["page"] / "index.html").read_bytes())
    ids = set(page.xpath("//@id"))
    assert {section["anchor"] for section in session["sections"]} <= ids
    assert (built_site / language / session["markdown"]).is_file()


def test_every_field_is_described() -> None:
    """Each object of the schema closes its list of fields and says what it is."""
    objects = [schema(), *schema()["$defs"].values()]
    for each in objects:
        assert each["description"]
        assert each["additionalProperties"] is False
        assert set(each["required"]) == set(each["properties"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt_leads_to_every_session(built_site: Path, language: str) -> None:
    """llms.txt has a title, a summary and links; each leads to a file of the site."""
    lines = (built_site / language / "llms.txt").read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    links = re.findall(r"^- \[[^]]+\]\(https://school\.example/([^)]+)\): \S", "\n".join(lines), re.MULTILINE)
    assert links == [f"{language}/{SESSION}.md", f"{language}/course.json"]
    assert all((built_site / link).is_file() for link in links)


HOSTILE = '# Session 1: </script><b>"굵게"</b> & [링크](x.md)\n\n**목표**: "인용" </script>\n'
CLEAN = """---
title: 앞
---
# 제목

<div align="center">

**굵게** <!-- 주석 -->

</div>

글 `<div>`와 <pod-name>, `<!-- 코드 -->` <br> 끝<!--
여러 줄 -->

<details><summary>힌트</summary>

답

</details>

```html
<div>


<!-- 코드 -->
</div>
```
"""


def test_clean_markdown() -> None:
    """Comments and layout go; text, code, folded parts and line breaks stay as they are written."""
    source = Source("a.md", "a.md", CLEAN.replace("---\ntitle: 앞\n---\n", "\n\n\n"))
    assert clean_markdown(source) == (
        "# 제목\n\n**굵게** \n\n글 `<div>`와 <pod-name>, `<!-- 코드 -->` <br> 끝\n\n"
        "<details><summary>힌트</summary>\n\n답\n\n</details>\n\n"
        "```html\n<div>\n\n\n<!-- 코드 -->\n</div>\n```\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_session_as_clean_markdown(built_site: Path, language: str) -> None:
    """The session's Markdown keeps every line of its source but its comments and layout."""
    source = (SAMPLE / f"docs/{language}/{SESSION}.md").read_text(encoding="utf-8").split("\n")
    clean = (built_site / language / f"{SESSION}.md").read_text(encoding="utf-8").split("\n")
    gone = [line for line in source if line.strip() and line not in clean]
    assert gone == ['<div align="center">', "</div>"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_session_page_says_what_it_is(built_site: Path, language: str) -> None:
    """A session is a LearningResource of its Course, with its time, what it teaches and its language."""
    page = html.fromstring((built_site / language / SESSION / "index.html").read_bytes())
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    said = json.loads(script)
    assert said["@context"] == "https://schema.org"
    assert (said["@type"], said["timeRequired"], said["inLanguage"]) == (
        "LearningResource",
        "PT50M",
        language,
    )
    assert said["url"] == f"https://school.example/{language}/{SESSION}/"
    assert len(said["teaches"]) == 11, "Network Namespace once"
    assert (said["isPartOf"]["@type"], said["isPartOf"]["inLanguage"]) == ("Course", language)
    assert said["name"].startswith("Week 3 Day 3 Session 1: ")
    tags = page.xpath("//meta[starts-with(@property, 'og:')]")
    preview = {tag.get("property"): tag.get("content") for tag in tags}
    assert set(preview) == {
        f"og:{key}" for key in ("type", "site_name", "title", "description", "url", "locale")
    }
    assert (preview["og:title"], preview["og:type"]) == (said["name"], "article")
    assert preview["og:url"] == said["url"]
    (markdown,) = page.xpath("//link[@rel='alternate'][@type='text/markdown']/@href")
    assert (built_site / language / SESSION / markdown).resolve().is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_front_page_says_what_the_course_is(built_site: Path, language: str) -> None:
    """The front page is a Course with its sessions."""
    page = html.fromstring((built_site / language / "index.html").read_bytes())
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    said = json.loads(script)
    assert said["@type"] == "Course"
    assert said["description"]
    assert said["provider"]["name"]
    assert [part["url"] for part in said["hasPart"]] == [f"https://school.example/{language}/{SESSION}/"]
    assert page.xpath("//meta[@property='og:type']/@content") == ["website"]


def test_text_of_sessions_is_never_markup(build_docs: Callable[..., BuiltDocs]) -> None:
    """A title that looks like HTML stays text in the head, and addresses are whole."""
    files = {
        "week_01/세션 (1).md": HOSTILE,
        "week_01/x.md": "# 다른 쪽\n",
    }
    built = build_docs(files, strict=True)
    assert built.failure is None, built.messages
    page = html.fromstring((built.site_dir / "week_01/세션 (1)/index.html").read_bytes())
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script)["description"] == '"인용"'
    (markdown,) = page.xpath("//link[@type='text/markdown']/@href")
    assert markdown.endswith("week_01/%EC%84%B8%EC%85%98%20%281%29.md")
    course = course_json(built.site_dir)
    Draft202012Validator(schema()).validate(course)
    assert "%20%281%29.md" in (built.site_dir / "llms.txt").read_text(encoding="utf-8")
