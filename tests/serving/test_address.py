"""Where a course is shown: the address that is named, or one line that says what is wrong with it."""

from __future__ import annotations

import pytest

from course.problems.problem import NotThereError
from serving.following import read_address


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
