"""Where a course is shown: the address that is named, or one line that says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.model.editions import read_editions
from course.problems.problem import NotThereError
from serving.following import _mount, read_address
from support.courses import INHERIT, copy_settings, write_files


@pytest.mark.parametrize(
    ("stated", "host", "port"),
    [
        ("127.0.0.1:9000", "127.0.0.1", 9000),
        ("9000", "127.0.0.1", 9000),
        (":9000", "127.0.0.1", 9000),
        ("0.0.0.0:8000", "0.0.0.0", 8000),  # noqa: S104 - a phone's way in
        ("[::1]:8000", "::1", 8000),
        ("localhost:0", "localhost", 0),
    ],
)
def test_addresses_are_read(stated: str, host: str, port: int) -> None:
    """With or without a host, of either kind of address."""
    assert read_address(stated) == (host, port)


@pytest.mark.parametrize(
    "stated", ["", "localhost", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "a:-1", "a:²"]
)
def test_what_is_no_address_is_told(stated: str) -> None:
    """In one line, with one that would do."""
    with pytest.raises(NotThereError, match=r"write one such as 127\.0\.0\.1:9000"):
        read_address(stated)


@pytest.mark.parametrize(
    ("languages", "address", "mounts"),
    [
        ("en", "https://a.org/", ["/"]),
        ("en", "https://a.org/c/", ["/c/"]),
        ("en", "", ["/"]),
        ("en, ko", "https://a.org/c/", ["/c/en/", "/c/ko/"]),
        ("en, ko", "", ["/en/", "/ko/"]),
    ],
)
def test_a_language_is_shown_where_it_is_published(
    tmp_path: Path, languages: str, address: str, mounts: list[str]
) -> None:
    """One alone is at the top; of several, each in its folder."""
    copy_settings(tmp_path)
    settings = f"site_url: {address}\nextra: {{course: {{languages: [{languages}]}}}}\n"
    write_files(tmp_path, {"mkdocs.yml": INHERIT + (settings if address else settings.partition("\n")[2])})
    write_files(tmp_path, {"docs/en/a.md": "# A\n", "docs/ko/a.md": "# A\n"})
    assert [_mount(edition) for edition in read_editions(tmp_path)] == mounts
