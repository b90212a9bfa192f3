"""The Content-Security-Policy: templates are trusted by name, what an author wrote is not."""

from __future__ import annotations

import base64
import hashlib

import pytest

from course.pages.policy import PLACE, joined_policy, policies_of, with_policy


def named(text: str) -> str:
    """A script or style sheet as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(
    head: str = "", article: str = "", frames: tuple[str, ...] = (), *, draws: bool = False
) -> dict[str, str]:
    """By directive, what the policy of a page with this head and article allows."""
    page = f"<html><head>{PLACE}{head}</head><body><article>{article}</article></body></html>"
    (stated,) = policies_of(with_policy(page, article, frames, draws=draws))
    return dict(each.split(" ", 1) for each in stated.split("; "))


@pytest.mark.parametrize(
    "head",
    [
        "<script>go(1<2)</script>",
        "<SCRIPT type=module>go(1<2)</SCRIPT >",
        "<script async type='text/javascript'>go(1<2)</script>",
        '<script data-note="a > b">go(1<2)</script>',
    ],
)
def test_scripts_of_templates_are_named(head: str) -> None:
    """By the hash of their text, however their tags are written."""
    assert policy(head)["script-src"] == f"'self' {named('go(1<2)')}"


@pytest.mark.parametrize(
    "article",
    [
        "<script>steal()</script>",
        "<svg><script>steal()</script></svg>",
        '<script src="https://evil.example/x.js"></script>',
        '<iframe src="https://evil.example/"></iframe>',
        "<style>body { display: none }</style>",
        '<link rel="stylesheet" href="https://evil.example/x.css">',
    ],
)
def test_nothing_is_allowed_for_an_article(article: str) -> None:
    """What an author wrote is no reason to allow anything."""
    assert policy(article=article) == policy()


@pytest.mark.parametrize(
    "head", ['<script type="application/json">{}</script>', "<!-- <script>no</script> -->"]
)
def test_what_does_not_run_needs_no_name(head: str) -> None:
    """Data and comments."""
    assert policy(head) == policy()


def test_hosts_that_templates_name() -> None:
    """Scripts, style sheets, frames and what is said to be connected to; not where links lead."""
    head = (
        '<script src="https://one.example/a.js"></script><link rel="stylesheet" href="//two.example/b.css">'
        '<link rel="preconnect" href="https://three.example" crossorigin>'
        '<link rel="canonical" href="https://course.example/"><script src="own.js"></script>'
    )
    assert (
        policy(head)["default-src"] == "'self' https://one.example https://three.example https://two.example"
    )


def test_frames_of_the_settings() -> None:
    """The hosts that the settings allow, and no others."""
    assert (
        policy(frames=("www.youtube-nocookie.com",))["frame-src"] == "'self' https://www.youtube-nocookie.com"
    )
    assert policy()["frame-src"] == "'self'"


def test_styles() -> None:
    """By hash; where the browser draws diagrams, all: beside a hash that would mean nothing."""
    sheet = "@media print { p { color: red } }"
    assert policy(f"<style>{sheet}</style>")["style-src"] == f"'self' {named(sheet)}"
    assert policy(f"<style>{sheet}</style>", draws=True)["style-src"] == "'self' 'unsafe-inline'"


STYLED = '<p style="color:red">x</p>'


def test_styles_of_elements() -> None:
    """None: what they say are classes. But where the browser draws, and where a template names a file."""
    address = STYLED.replace("color:red", "background:url(a.png)")
    assert policy()["style-src-attr"] == "'none'"
    assert policy(STYLED, STYLED)["style-src-attr"] == "'none'"
    assert policy(article=address)["style-src-attr"] == "'none'", "of an author's no more than of a script"
    assert policy(address)["style-src-attr"] == "'unsafe-inline'"
    assert policy(article=STYLED, draws=True)["style-src-attr"] == "'unsafe-inline'"


def test_styles_stay_without_a_sheet_for_them() -> None:
    """Settings that list none of ours."""
    page = with_policy(f"{PLACE}{STYLED}", STYLED, (), draws=False, sheet=False)
    assert STYLED in page
    assert "style-src-attr 'unsafe-inline'" in page
    assert STYLED not in with_policy(f"{PLACE}{STYLED}", STYLED, (), draws=False)


def test_nothing_is_evaluated() -> None:
    """Neither strings as scripts nor WebAssembly, nor plugins, nor another base of all addresses."""
    stated = policy("<script>a</script>", draws=True)
    assert "unsafe" not in stated["script-src"]
    assert stated["object-src"] == stated["base-uri"] == "'none'"


def test_a_page_without_a_place_stays_as_it_is() -> None:
    """A template of one's own that leaves the place out."""
    assert with_policy("<html></html>", "", (), draws=False) == "<html></html>"


def test_one_policy_for_all_pages() -> None:
    """What any page may do; a hash would take away what one page needs."""
    assert joined_policy(["script-src 'self' 'sha256-a'", "script-src 'self' 'sha256-b'"]) == (
        "script-src 'self' 'sha256-a' 'sha256-b'"
    )
    assert joined_policy(["style-src 'self' 'unsafe-inline'", "style-src 'self' 'sha256-b'"]) == (
        "style-src 'self' 'unsafe-inline'"
    )
    assert joined_policy(["style-src-attr 'none'", "style-src-attr 'unsafe-inline'"]) == (
        "style-src-attr 'unsafe-inline'"
    )
    assert joined_policy(["style-src-attr 'none'"] * 2) == "style-src-attr 'none'"
