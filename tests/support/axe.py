"""What of a page in a browser shuts readers out, as axe-core finds it by all of its rules."""

from __future__ import annotations

from playwright.sync_api import Page

from course.npm import install_npm_packages
from support.courses import ROOT


def violations(page: Page) -> list[tuple[str, str]]:
    """Rule and element of each fault that axe finds on the page as it is now."""
    install_npm_packages(ROOT / "tests")
    page.evaluate((ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]
