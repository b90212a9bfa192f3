"""Addresses that a course had in other languages than now: small pages lead on from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from course.model.editions import Language
from course.pages.policy import policies_of
from course.publish.hosting.addresses import ADDRESSES, addresses_of, check_addresses
from course.publish.hosting.moved import lead_on, render_moved
from support.courses import write_files

ALONE = [Language("en", "", "A & B")]
BOTH = [Language("ko", "ko", "과정"), Language("en", "en", "Course")]


def led(tmp_path: Path, known: list[str], site: list[str], languages: list[Language]) -> Path:
    """A site with the files `site`, once what is `known` has been led on."""
    write_files(tmp_path, {ADDRESSES: "# known\n" + "".join(f"{each}\n" for each in known)})
    write_files(tmp_path / "site", {name: f"page {name}" for name in site})
    lead_on(tmp_path, tmp_path / "site", languages)
    return tmp_path / "site"


def test_pages_of_a_language_that_is_alone_now(tmp_path: Path) -> None:
    """Each old address leads to the same page; none is told as gone but what has no page any more."""
    known = ["/", "/en/", "/en/week_01/a b/", "/en/flat.html", "/en/gone/", "/ko/week_01/a b/"]
    site = led(tmp_path, known, ["index.html", "week_01/a b/index.html", "flat.html"], ALONE)
    page = html.fromstring((site / "en/week_01/a b/index.html").read_text("utf-8"))
    (link,) = page.xpath("//a")
    assert (link.get("href"), link.text) == ("../../../week_01/a%20b/", "A & B")
    assert page.xpath("//noscript/meta/@content") == ["0; url=../../../week_01/a%20b/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    assert html.fromstring((site / "en/index.html").read_text("utf-8")).xpath("//a/@href") == ["../"]
    assert html.fromstring((site / "en/flat.html").read_text("utf-8")).xpath("//a/@href") == ["../flat.html"]
    assert (site / "index.html").read_text("utf-8") == "page index.html"
    gone = [problem.what for problem in check_addresses(tmp_path, site, strict=False)]
    assert gone == [
        "the address /en/gone/ is gone from the site",
        "the address /ko/week_01/a b/ is gone from the site",
    ]


def test_pages_of_a_language_that_has_company_now(tmp_path: Path) -> None:
    """They are in a folder: the first language's, if it has the page."""
    known = ["/week_01/", "/only/", "/ko/week_01/"]
    site = led(
        tmp_path, known, ["ko/week_01/index.html", "en/week_01/index.html", "en/only/index.html"], BOTH
    )
    for old, new in (("week_01", "../ko/week_01/"), ("only", "../en/only/")):
        assert html.fromstring((site / old / "index.html").read_text("utf-8")).xpath("//a/@href") == [new]
    assert (site / "ko/week_01/index.html").read_text("utf-8").startswith("page")


def test_who_follows_a_calendar_follows_it_on(tmp_path: Path) -> None:
    """Programs follow no page: the calendar is there as well."""
    site = led(tmp_path, ["/en/course.ics"], ["course.ics", "index.html"], ALONE)
    assert (site / "en/course.ics").read_bytes() == (site / "course.ics").read_bytes()


@pytest.mark.parametrize("address", ["/en/../../x/", "/en//", "/en/%2e%2e/", "/en/a\\b/"])
def test_what_is_no_address_of_the_site_is_left(tmp_path: Path, address: str) -> None:
    """Nothing is written beside the site, nor where nothing leads on."""
    site = led(tmp_path, [address], ["index.html"], ALONE)
    assert addresses_of(site) == {"/"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [ADDRESSES, "site"]


def test_one_policy_allows_the_script_of_them_all() -> None:
    """Hosts say it in one header, however many pages there are."""
    pages = [render_moved(f"/en/{name}/", f"/{name}/", ALONE[0]) for name in ("a", "b/c")]
    policies = {policy for page in pages for policy in policies_of(page)}
    assert len(policies) == 1
    assert "script-src 'self' 'sha256-" in policies.pop()
