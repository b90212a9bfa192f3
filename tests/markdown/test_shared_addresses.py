"""Pages that want one address: who keeps it, where the others go, and what links to either lead to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from course.markdown.files.paths import fold_path
from course.markdown.files.shared_addresses import keeper_of, moved_pages, share_addresses, usual_site_path
from course.markdown.links.targets import CourseFiles


def test_who_keeps_an_address() -> None:
    """A page before a folder's own, index before README, ``.md`` before other endings."""
    assert moved_pages(["dlt.md", "dlt/README.md", "dlt/a.md"]) == {"dlt/README.md": "dlt/readme/index.html"}
    assert moved_pages(["README.md", "index.md"]) == {"README.md": "readme/index.html"}
    assert moved_pages(["a/README.md", "a/index.md", "a.md"]) == {
        "a/README.md": "a/readme/index.html",
        "a/index.md": "a/index/index.html",
    }
    assert moved_pages(["a.markdown", "a.md", "A.md"]) == {
        "a.md": "a-2/index.html",
        "a.markdown": "a-3/index.html",
    }
    assert moved_pages(["a/README.md", "a/readme.md", "a/index.html"]) == {
        "a/readme.md": "a/readme/index.html"
    }
    assert moved_pages(["a/README.md", "b.md", "a.png"]) == {}


def test_a_place_that_another_page_has_is_passed_over() -> None:
    """``…/readme/`` and ``…-2`` may be taken themselves."""
    assert moved_pages(["x/README.md", "x/index.md", "x/readme/a.md", "x/readme/index.md"]) == {
        "x/README.md": "x/readme-2/index.html"
    }
    assert moved_pages(["a.md", "A.md", "a-2.md"]) == {"a.md": "a-3/index.html"}


def test_without_a_slash_at_the_end() -> None:
    """Where pages are files, ``a.md`` and ``a/README.md`` do not meet."""
    wanted = {"a.md": "a.html", "a/README.md": "a/index.html", "a/index.md": "a/index.html"}
    assert share_addresses(wanted, directory_urls=False)["a/README.md"] == "a/readme.html"
    assert keeper_of("a/README.md", share_addresses(wanted, directory_urls=False)) == "a/index.md"


NAMES = st.sampled_from(
    ["a.md", "A.md", "a.markdown", "a/README.md", "a/readme.md", "a/index.md", "a/readme/index.md", "a-2.md"]
)


@given(st.sets(NAMES))
def test_no_two_pages_have_one_address(uris: set[str]) -> None:
    """Nor does one move that could stay; of each that moves its keeper is known, of no other."""
    shared = share_addresses({uri: usual_site_path(uri) for uri in uris})
    assert len({fold_path(path) for path in shared.values()}) == len(uris)
    moved = moved_pages(uris)
    assert {uri for uri in uris if keeper_of(uri, shared)} <= set(moved)
    assert {fold_path(usual_site_path(uri)) for uri in moved} <= {
        fold_path(shared[uri]) for uri in uris - set(moved)
    }


def test_links_lead_to_each() -> None:
    """To a file by its name, to a folder's page by the folder's: as GitHub has it."""
    uris = ["dlt.md", "dlt/README.md", "dlt/a.md", "w/README.md", "w/index.md"]
    files = CourseFiles(share_addresses({uri: usual_site_path(uri) for uri in uris}), ())
    for written, uri in {
        "dlt.md": "dlt.md",
        "dlt/": "dlt/README.md",
        "dlt": "dlt/README.md",
        "dlt/readme.md": "dlt/README.md",
        "/dlt/README.md#x": "dlt/README.md",
        "w/": "w/index.md",
        "w/README.md": "w/README.md",
    }.items():
        assert files.resolve("x.md", written).uri == uri, written
    assert files.resolve("dlt/a.md", "..").uri == "index.md"
    assert files.resolve("dlt/a.md", ".").uri == "dlt/README.md"
