"""What the copy button copies of a console session: its commands alone; of any other block, all of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page

from support.courses import BuiltDocs
from support.pages import opened, served, show

#: Of each block: its language, what is written, and what is copied; None where that is all.
BLOCKS: list[tuple[str, str, str | None]] = [
    (
        "bash",
        "$ kubectl get pods\nNAME  READY\nweb   1/1\n$ kubectl logs web\nok",
        "kubectl get pods\nkubectl logs web",
    ),
    ("console", "$ docker run \\\n    --rm \\\n    nginx\nstarted", "docker run \\\n    --rm \\\n    nginx"),
    ("bash", "# 준비\n$ ls\na.txt", "ls"),
    ("powershell", "PS C:\\> Get-Process\nId Name\n1 a", "Get-Process"),
    ("console", "PS C:\\Users\\kim> cd work\nPS C:\\Users\\kim\\work> dir\na.txt", "cd work\ndir"),
    ("cmd", "C:\\work>dir\n a.txt", "dir"),
    ("console", "kim@web:~/a$ pwd\n/home/kim/a\n[root@db ~]# whoami\nroot", "pwd\nwhoami"),
    ("python", ">>> def f():\n...     return 1\n...\n>>> f()\n1", "def f():\n    return 1\nf()"),
    ("console", "$ cat <<EOF\n> hello\n> EOF\nhello", "cat <<EOF\nhello\nEOF"),
    ("sql", "mysql> SELECT 1\n    -> FROM t;\n+---+\n| 1 |", "SELECT 1\nFROM t;"),
    ("bash", "$ npm start\n> app@1.0.0 start\n> node index.js", "npm start"),
    ("console", "$ for i in 1 2; do\n> echo $i\n> done\n1\n2", "for i in 1 2; do\necho $i\ndone"),
    ("console", "$ npm test\n> jest\nok", "npm test"),
    ("console", "> dir\na.txt", "dir"),
    ("Console", "$ ls\na.txt", "ls"),
    ("PowerShell", "PS C:\\> dir\na.txt", "dir"),
    ("text", "$ uname\nLinux", "uname"),
    ("bash", "kubectl get pods\n$ echo 둘째", None),
    ("bash", "PRICE=5\necho $PRICE", None),
    ("bash", "cat > a.txt <<EOF\n> 인용\nEOF", None),
    ("text", "> 인용한 글\n\n대답", None),
    ("markdown", "$ 5\n> 인용", None),
    ("yaml", "a: >\n  $ x", None),
    ("python", "x = 1\nprint(x)  # >>> 1", None),
    ("diff", "> a\n< b", None),
]

#: From this block on the button is pressed with Shift too: sessions and other blocks.
_ALL_COPIED = 11


def test_commands_are_copied_without_prompts_and_output(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """Whatever the prompt; with Shift, and where no session is, all that is written."""
    text = "\n\n".join(f"```{language}\n{code}\n```" for language, code, _ in BLOCKS)
    built = build_docs({"index.md": f"# 복사\n\n{text}\n"})
    with served(built.site_dir) as site, opened(browser) as (page, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        show(page, site)
        for number, (_, code, commands) in enumerate(BLOCKS):
            button = page.locator(".highlight").nth(number).locator("[data-clipboard-target]")
            assert copied(page, button) == (code if commands is None else commands), code
            assert number < _ALL_COPIED or copied(page, button, "Shift") == code
        assert button.get_attribute("title") != page.locator("[data-clipboard-target]").first.get_attribute(
            "title"
        )


def copied(page: Page, button: Locator, *keys: str) -> str:
    """What is on the clipboard after a click."""
    button.click(modifiers=list(keys), force=True)  # type: ignore[arg-type]
    return str(page.evaluate("navigator.clipboard.readText()"))
