"""What of a page in a browser shuts readers out, as axe-core finds it."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

from course.npm import install_npm_packages
from support.courses import ROOT

#: JavaScript: colours that fade are at their end, once the page has followed a change of the reader's.
_STILL = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  for (const each of document.getAnimations()) try { each.finish() } catch { each.cancel() }
}"""


def violations(page: Page, tags: Sequence[str] = (), where: str = "html") -> list[tuple[str, str]]:
    """Rule and element of each fault that axe finds on the page as it is now.

    By all of its rules, or by those of `tags`; on the whole page, or in the element that `where` selects.
    """
    install_npm_packages(ROOT / "tests")
    page.evaluate((ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(_STILL)
    asked = {"runOnly": {"type": "tag", "values": [*tags]}} if tags else {}
    found = page.evaluate(
        "([where, asked]) => axe.run(where, asked)", [where, {"resultTypes": ["violations"], **asked}]
    )
    return [(each["id"], node["html"][:200]) for each in found["violations"] for node in each["nodes"]]
