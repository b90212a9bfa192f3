"""Commands with placeholders: what is one, how the page shows it, and which blocks do not parse."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser

from course.checks.syntax.data_syntax import check_json, check_yaml
from course.checks.syntax.shell_syntax import _is_plain, check_shell, find_bash
from course.markdown.html.article import Article
from course.markdown.reading.placeholders import LANGUAGES, find_placeholders
from course.pages.commands import mark_code, mark_placeholders
from support.courses import ROOT, BuiltDocs
from support.pages import opened, served

CASES = ROOT / "tests/cases/checks"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kubectl exec -it <pod-name> -- ip addr", ["pod-name"]),
        ("ssh <user>@<node ip>", ["user", "node ip"]),
        ("curl http://<서비스 이름>.<namespace>.svc:<port>/", ["서비스 이름", "namespace", "port"]),
        ("app-<name>-v1 <POD_NAME>", ["name", "POD_NAME"]),
        ("echo '<your-token>' > \"<file>\"", ["your-token", "file"]),
        ("image: nginx:<tag>\nname: <your_name>", ["tag", "your_name"]),
        ("kubectl get <pod|svc>", ["pod|svc"]),
        ("# <파드-이름>을 바꾸세요", ["파드-이름"]),
        ("${NAME} $NAME $<x>", []),
        ("cat <<EOF > x\nEOF\ncat <<<word", []),
        ("diff <(a) <(b) >(c)", []),
        ("sort <in >out 2>&1; cat <in>out; wc <in 2>err", []),
        ("grep -P '(?<name>x)(?P<other>y)'", []),
        ("<note>text</note> <b> <br> <div>", []),
        ("List<String> Map<Key> vector<int>", []),
        ("<none> <unset> <pending> <missing> <Enter> <Ctrl-C> <no value>", []),
        ("#include <stdio.h>", []),
        ("a < b > c, 1<2>1, <1>", []),
        ("x <name>&1 <<name>> ", []),
    ],
)
def test_what_is_a_placeholder(text: str, names: list[str]) -> None:
    """Names in angle brackets are; redirections, markup, types, output and keys to press are not."""
    assert [placeholder.name for placeholder in find_placeholders(text)] == names


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("a &lt;x&gt;\n", 'a <var class="placeholder" data-name="x">&lt;x&gt;</var>\n'),
        (
            '<span class="o">&lt;</span>pod<span class="o">-</span>a<span class="o">&gt;</span>!',
            '<span class="o"><var class="placeholder" data-name="pod-a">&lt;pod-a&gt;</var></span>!',
        ),
        (
            '<span class="s">&#39;a &lt;x&gt; b&#39;</span>',
            '<span class="s">\'a <var class="placeholder" data-name="x">&lt;x&gt;</var> b\'</span>',
        ),
        (
            '<i class="s">a&lt;x</i><i class="p">&gt;b</i>',
            '<i class="s">a<var class="placeholder" data-name="x">&lt;x&gt;</var></i><i class="p">b</i>',
        ),
        ("<i>&lt;x</i>&gt;", '<i><var class="placeholder" data-name="x">&lt;x&gt;</var></i>'),
        ("<span></span>a &amp;lt;x&amp;gt;", "<span></span>a &amp;lt;x&amp;gt;"),
    ],
)
def test_marks_in_highlighted_code(code: str, marked: str) -> None:
    """The mark holds the whole placeholder; tokens that cross its edges are cut there."""
    assert mark_code(code) == marked


@given(
    st.lists(
        st.sampled_from(
            [
                "<span class='a'>",
                "</span>",
                "&lt;x&gt;",
                "&lt;",
                "x",
                "&gt;",
                " ",
                "\n",
                "&amp;",
                "<span></span>",
            ]
        )
    )
)
def test_marking_changes_no_text(parts: list[str]) -> None:
    """Whatever the tokens, the code says the same, and every tag is closed."""
    opens, balanced = 0, []
    for part in parts:
        if part == "</span>" and not opens:
            continue
        opens += {"<span class='a'>": 1, "</span>": -1}.get(part, 0)
        balanced.append(part)
    code = "".join(balanced) + "</span>" * opens
    marked = mark_code(code)
    assert (
        html.fromstring(f"<pre>{marked}</pre>").text_content()
        == html.fromstring(f"<pre>{code}</pre>").text_content()
    )
    assert marked.count("<span") == marked.count("</span>")
    assert marked.count("<var") == len(
        list(find_placeholders(unescape("".join(p for p in balanced if "span" not in p))))
    )


BASH = find_bash()
needs_bash = pytest.mark.skipif(BASH is None, reason="no bash here: shell blocks are not looked at")


def blocks(name: str) -> list[str]:
    """The blocks of a file of cases, between lines of ``=====``."""
    return (CASES / name).read_text(encoding="utf-8").split("\n=====\n")


@needs_bash
@pytest.mark.parametrize("code", blocks("shell.txt"))
def test_no_false_alarm_for_shell(code: str) -> None:
    """Commands as lecturers write them: with prompts, output, ellipses, placeholders, synopses."""
    assert check_shell(code, BASH or "") is None


@needs_bash
@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('echo "hello\nls\n', 1),
        ("ls\nfor i in 1 2; do\n  echo $i\n", 4),
        ("if [ -f x ]; then\n  cat x\n", 3),
        ("kubectl get pods | | grep x\n", 1),
        ("echo $(date\n", 2),
        ("kubectl get pods -o jsonpath='{.items[0]}\nkubectl exec <pod-name> -- ls\n", 1),
        ("$ kubectl get pods\nNAME READY\nweb 1/1\n$ echo 'open\n", 4),
        ("ls )\n", 1),
        ("case $x in\n a) echo ;;\n", 3),
        ("ls && && pwd\n", 1),
    ],
)
def test_shell_that_does_not_parse(code: str, line: int) -> None:
    """What no reading makes good is told with its line."""
    told = check_shell(code, BASH or "")
    assert told
    assert told[0] == line


@pytest.mark.parametrize("code", blocks("yaml.txt"))
def test_no_false_alarm_for_yaml(code: str) -> None:
    """Manifests as lecturers write them: pieces, several documents, templates, tags, dots, placeholders."""
    assert check_yaml(code) is None


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("a: b: c\n", 1),
        ("a:\n  b: 1\n c: 2\n", 3),
        ("a:\n\tb: 1\n", 2),
        ('a: "b\nc: d\n', 3),
        ("a: [1, 2\nb: 3\n", 2),
        ("kind: Pod\nmetadata:\n  name: x\n   labels: y\n", 4),
    ],
)
def test_yaml_that_does_not_parse(code: str, line: int) -> None:
    """A fault is told with its line."""
    told = check_yaml(code)
    assert told
    assert told[0] == line


@pytest.mark.parametrize("code", blocks("json.txt"))
def test_no_false_alarm_for_json(code: str) -> None:
    """Pieces, several values, comments, elisions and placeholders are JSON to a reader."""
    assert check_json(code) is None


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('{"a": 1,}\n', 1),
        ('{\n  "a": 1\n  "b": 2\n}\n', 3),
        ("{'a': 1}\n", 1),
        ('{"a": [1, 2}\n', 1),
        ('{"a": tru}\n', 1),
    ],
)
def test_json_that_does_not_parse(code: str, line: int) -> None:
    """A fault is told with its line."""
    told = check_json(code)
    assert told
    assert told[0] == line


@given(st.text(alphabet="ab'\"$(){}[]<>|&;#\\ \n:-,.…0가x/", max_size=60))
def test_no_data_block_is_too_strange(code: str) -> None:
    """No text makes the checks fail."""
    check_yaml(code)
    check_json(code)


@pytest.mark.parametrize(
    "code",
    [
        "ls 'a\n",
        'echo "a\n',
        "ls |\n",
        "echo `date`",
        "f() {\n",
        "{ ls\n",
        "[[ a\n",
        "ls; done\n",
        "a 'b' \"c $d\"\n",
        "a & b",
    ],
)
def test_what_bash_must_look_at(code: str) -> None:
    """Only what cannot be misread is taken for plain: all else bash reads."""
    assert not _is_plain(code)


@needs_bash
def test_plain_commands_need_no_bash() -> None:
    """Thousands of simple blocks are read in no time: bash is asked only about what is not plain words."""
    started = time.perf_counter()
    for number in range(5000):
        assert (
            check_shell(
                f"# 파드 '{number}'\nkubectl get pods \\\n  -n ns-{number} | grep 'a (b)' > <file> 2>&1\n",
                "/no/bash",
            )
            is None
        )
    assert time.perf_counter() - started < 2


PAGE = """# 명령

```bash
kubectl exec -it <pod-name> -- ip addr   # 안에서
echo '<pod-name>' "${NAME}"
```

```yaml
name: <pod-name>
image: nginx:<tag>
```

```text
<none-of-this>
```
"""
ORIGINAL = "kubectl exec -it <pod-name> -- ip addr   # 안에서\necho '<pod-name>' \"${NAME}\""


def test_problems_are_told_with_their_lines(build_docs: Callable[..., BuiltDocs]) -> None:
    """A block that does not parse is a warning with the line of the file; placeholders are no errors."""
    text = PAGE + "\n```yaml\na: 1\nb: c: d\n```\n\n```json\n{'a': 1}\n```\n\n```bash\nls\nls )\n```\n"
    built = build_docs({"a.md": text})
    told = [message for message in built.messages if "-syntax]" in message]
    expected = ["docs/a.md:20:", "docs/a.md:24:", "docs/a.md:29:"]
    assert [where in message for where, message in zip(expected[: 3 if BASH else 2], told, strict=True)]
    assert "a YAML parser cannot read this block: mapping values are not allowed" in told[0]


@pytest.mark.parametrize("language", ["bash", "Bash", "SHELL", "YAML", "Text", "python"])
def test_the_language_of_commands_is_known_in_any_letters(language: str) -> None:
    """A fence may name it in upper case; other languages have no placeholders."""
    box = f'<div class="language-{language} highlight"><pre><code>get &lt;pod-name&gt;</code></pre></div>'
    article = Article(f"<article>{box}</article>")
    mark_placeholders(article)
    assert ('class="placeholder"' in str(article)) == (language.lower() in LANGUAGES)


def test_placeholders_are_fields(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Filled once, all blocks and the copy have it, also after a reload; emptied, the original is back."""
    built = build_docs({"a.md": PAGE}, strict=True)
    assert built.failure is None, built.messages
    with served(built.site_dir) as address, opened(browser, width=390, scheme="dark") as (page, watch):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(address + "a/")

        def copied() -> str:
            page.locator(".language-bash").hover()
            page.locator(".language-bash .md-clipboard, .language-bash .md-code__button").first.click()
            return str(page.evaluate("navigator.clipboard.readText()"))

        fields = page.get_by_role("textbox", name="pod-name")
        assert fields.count() == 3
        assert copied() == ORIGINAL
        fields.first.click()
        page.keyboard.type("web-0")
        page.keyboard.press("Enter")
        assert fields.all_inner_texts() == ["web-0"] * 3
        assert copied() == ORIGINAL.replace("<pod-name>", "web-0")
        page.reload()
        assert fields.all_inner_texts() == ["web-0"] * 3
        assert page.get_by_role("textbox", name="tag").inner_text() == "<tag>"
        page.emulate_media(media="print")
        assert page.locator(".language-bash code").inner_text().strip() == ORIGINAL
        page.emulate_media(media="screen")
        fields.nth(1).click()
        page.keyboard.press("Backspace")
        page.keyboard.press("Tab")
        assert fields.all_inner_texts() == ["<pod-name>"] * 3
        assert copied() == ORIGINAL
        assert (
            page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('course.placeholders'))")
            == []
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert watch.complaints == []
