"""What the reader of Markdown looks at closely: addresses before particles, words for emoji."""

from __future__ import annotations

import pytest
from markdown import markdown

from course.markdown.github.github_markdown import GithubMarkdown


def page(text: str) -> str:
    return markdown(text, extensions=[GithubMarkdown()])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "https://a.example:8080에 가서",
            '<a href="https://a.example:8080">https://a.example:8080</a>에 가서',
        ),
        ("https://a.example에 가서", '<a href="https://a.example">https://a.example</a>에 가서'),
        ("가 :+1: :: 나", "가 👍 :: 나"),
    ],
)
def test_addresses_and_words_for_emoji(text: str, shown: str) -> None:
    """An address ends where a particle begins; two colons are no emoji."""
    assert shown in page(text)
