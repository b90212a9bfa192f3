# ruff: noqa: E501 - tables of cases
"""Characters that nobody sees: told where they matter, shown as marks, on the page and where it is copied."""

from __future__ import annotations

import pytest
from lxml import html

from course.checks.rules.code_blocks import check_unseen
from course.checks.surroundings import Surroundings
from course.markdown.files.source import Source, decode_source
from course.markdown.github.unseen import with_marks
from course.markdown.reading.parsed import parse_source
from course.problems.problem import CourseError
from course.settings.course_settings import Settings
from support.courses import BuiltDocs

#: What is told, by the code that it stands in.
TOLD = {
    "if a:\u202e }\u2066 x": "character 6 of the line is U+202E (RIGHT-TO-LEFT OVERRIDE), and 1 more",
    **{f"a{mark}b": f"character 2 of the line is U+{ord(mark):04X} " for mark in "\u202a\u202d\u2067\u2069\u200e"},
    **{f"a{mark}b": f"U+{ord(mark):04X}" for mark in "\u200b\u2060\ufeff\u00ad\u3164\uffa0\u115f\u200d\u200c\x08\x1b\ufe01"},
    "a\U000e0041\U000e0042b": "U+E0041 (TAG LATIN CAPITAL LETTER A)",
    "\U0001f600\ufe0f\ufe01": "character 3 of the line is U+FE01",
}  # fmt: skip
#: What is sound: emoji, keycaps, flags, writing that joins or parts letters, other spaces.
SOUND = [
    "echo 안녕", "👩\u200d💻 ❤\ufe0f 1\ufe0f\u20e3 #\ufe0f\u20e3", "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "نمی\u200cخواهم", "क्\u200dष", "a\tb", "a\u00a0b", "é e\u0301", "ㄱ ㆍ",
]  # fmt: skip


def told(text: str) -> list[str]:
    parsed = parse_source(Source("a.md", "a.md", text))
    return [f"{each.line}: {each.what}" for each in check_unseen(parsed, Surroundings(Settings()))]


@pytest.mark.parametrize("code", TOLD)
@pytest.mark.parametrize("form", ["```c\nint a;\n{}\n```\n", "글\n\n    x\n    {}\n", "글\n글과 `{}` 끝\n"])
def test_what_nobody_sees_in_code_is_told(code: str, form: str) -> None:
    """With its line and character, in each kind of code; nothing is left of it on the page."""
    text = form.format(code)
    (line,) = told(text)
    number = 1 + [code in each for each in text.split("\n")].index(True)
    assert line.startswith(f"{number}: character ")
    assert TOLD[code].removeprefix("character ").split(" of ")[-1].split(" ")[-1] in line
    assert with_marks(with_marks(code)) == with_marks(code) != code


@pytest.mark.parametrize(
    "form",
    [
        "<pre>\n{}\n</pre>",
        "<p>글 <code class='a'>{}</code></p>",
        "글 <kbd>{}</kbd>",
        "글 <code><b>{}</b></code>\n",
        "| a |\n|-|\n| <tt>{}</tt> |",
    ],
)
def test_code_in_html_is_looked_at_too(form: str) -> None:
    """As it is, or as the references of HTML write it; what is no code is left alone."""
    number = form[: form.index("{")].count("\n") + 1
    for code in ("a\u202eb", "a&#x202e;b", "a&#8238;b", "a&zwnj;b"):
        (line,) = told(form.format(code))
        assert line.startswith(f"{number}: character "), (line, code)
    assert told(form.format("안녕")) == []
    assert told("<p>a\u202eb</p>\n\n글 <b>a\u202eb</b>\n\n글 <code>a</code> b\u202ec\n") == []


@pytest.mark.parametrize("code", SOUND)
def test_what_writing_needs_is_left_alone(code: str) -> None:
    """Neither told nor shown otherwise."""
    assert told(f"```text\n{code}\n```\n\n`{code}`\n") == []
    assert with_marks(code) == code


def test_text_and_diagrams_may_order_letters() -> None:
    """Only code is looked at, but NUL is in no text."""
    assert told("글 \u2067عربي\u2069 끝\n\n```mermaid\ngraph TD\n  a[\u2067عربي\u2069]\n```\n") == []
    assert told("글\n\n본\0문\n") == [
        "3: character 2 of the line is U+0000 (a control character), which nobody sees"
    ]


def test_the_page_shows_marks(build_docs: object) -> None:
    """The copy button, which copies what the page has, copies them too; the check finds nothing missing."""
    source = "# 세션\n\n```python\nif a:  #\u202e } \u2066\n    b\u200b()\n```\n\n`rm\u200b -r` 와 ​글\n"
    built: BuiltDocs = build_docs({"index.md": source})  # type: ignore[operator]
    page = html.parse(str(built.site_dir / "index.html"))
    codes = [code.text_content() for code in page.iter("code")]
    assert codes == ["if a:  #<U+202E> } <U+2066>\n    b<U+200B>()\n", "rm<U+200B> -r"]
    assert not [each for each in built.messages if "code-" in each and "lost" in each]


HTML = """# 세션

<pre>
rm\u202e -r &lt;a&gt; <b>x&#x2066;y</b>
</pre>

글 <code>a\u200bb</code> 와 <kbd>Ctrl&#8203;</kbd> 와 b\u202ec 와 <code>نمی\u200cخواهم</code>

| a |
|-|
| <tt>a\u2060b</tt> |

<details><summary>더</summary>

```c
a\u202eb
```

</details>

```mermaid
graph TD
  a[\u2067عربي\u2069]
```
"""


def test_the_page_shows_marks_in_html(build_docs: object) -> None:
    """Code that an author wrote as HTML gets the same marks; other text and drawings keep what they have."""
    built: BuiltDocs = build_docs({"index.md": HTML})  # type: ignore[operator]
    (article,) = html.parse(str(built.site_dir / "index.html")).iter("article")
    codes = [each.text_content().strip() for each in article.iter("pre", "code", "kbd", "tt")]
    assert "rm<U+202E> -r <a> x<U+2066>y" in codes
    assert {"a<U+200B>b", "Ctrl<U+200B>", "نمی\u200cخواهم", "a<U+2060>b", "a<U+202E>b"} <= set(codes)
    assert "b\u202ec" in article.text_content()
    assert "U+2067" not in article.text_content()
    assert not [each for each in built.messages if "lost" in each or "block-" in each]


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        ("# session\n\ntext\n".encode("utf-16-le"), "UTF-16"),
        ("# session\n\ntext\n".encode("utf-16-be"), "UTF-16"),
        ("# 세션이다 ok\n\n정말로 글이다\n".encode("utf-16-le"), "UTF-16"),
        ("# 세션\n\nok\n".encode("utf-16"), "UTF-16"),
        ("# session\n".encode("utf-32-le"), "UTF-32"),
        ("# session\n".encode("utf-32-be"), "UTF-32"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a file that is no text"),
        (b"PK\3\4" + bytes(40), "a file that is no text"),
    ],
)
def test_utf_16_needs_no_mark(content: bytes, looks: str) -> None:
    """Nor UTF-32: NUL beside each Latin letter tells it."""
    with pytest.raises(CourseError, match=rf"a.md:1: the file is not UTF-8; it looks like {looks}; "):
        decode_source(content, "a.md")
    assert decode_source(b"", "a.md") == ""
    assert decode_source(b"# a page with one \0 pasted in\n", "a.md").count("\0") == 1
