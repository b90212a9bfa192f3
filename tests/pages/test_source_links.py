"""Links to where the sources are online: on hosts that we know, and on no other."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from course.pages.source_links import read_repository


@pytest.mark.parametrize(
    ("address", "edit"),
    [
        ("https://github.com/kim/course", "https://github.com/kim/course/edit/HEAD/docs/ko/%EA%B0%80%20b.md"),
        (
            "https://github.com/kim/course.git/",
            "https://github.com/kim/course/edit/HEAD/docs/ko/%EA%B0%80%20b.md",
        ),
        ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/edit/HEAD/docs/ko/%EA%B0%80%20b.md"),
        (
            "https://gitlab.school.ac.kr/a/b",
            "https://gitlab.school.ac.kr/a/b/-/edit/HEAD/docs/ko/%EA%B0%80%20b.md",
        ),
        ("https://me:secret@gitlab.com/a/b", "https://gitlab.com/a/b/-/edit/HEAD/docs/ko/%EA%B0%80%20b.md"),
    ],
)
def test_where_a_page_is_edited(address: str, edit: str) -> None:
    """On the branch that the host shows first, by the path in the repository."""
    repository = read_repository(address)
    assert repository is not None
    assert repository.edit("docs/ko/가 b.md") == edit
    assert repository.history("a.md") == edit.partition("edit/HEAD")[0] + "commits/HEAD/a.md"


@pytest.mark.parametrize(
    "address",
    [
        *(
            None,
            "",
            "course",
            "git@github.com:kim/course.git",
            "https://github.com/kim",
            "https://github.com/",
        ),
        *(
            "https://github.com/kim/course/tree/main",
            "https://codeberg.org/kim/course",
            "https://git.example/a/b",
        ),
        *("https://bitbucket.org/a/b", "https://notgithub.com/a/b", "https://github.com.evil.example/a/b"),
        *("https://a.gitlab.io/b", "https://gitlab.io/a/b", "javascript://github.com/a/b", "https://[/a/b"),
    ],
)
def test_other_hosts_get_no_links(address: str | None) -> None:
    """No link is better than a wrong one."""
    assert read_repository(address) is None


@pytest.mark.parametrize(
    ("address", "title", "text"),
    [
        ("https://github.com/kim/course", "title", "body"),
        ("https://gitlab.com/a/b", "issue[title]", "issue[description]"),
    ],
)
def test_a_report_is_filled_in(address: str, title: str, text: str) -> None:
    """Title and page stand in the form; the text is last, so that a quote can be put behind it."""
    repository = read_repository(address)
    assert repository is not None
    link = repository.report("‘A & B’의 잘못", "https://example.org/ko/a/\n\n") + "%3E%20%EA%B0%80"
    assert parse_qs(urlsplit(link).query) == {
        title: ["‘A & B’의 잘못"],
        text: ["https://example.org/ko/a/\n\n> 가"],
    }
