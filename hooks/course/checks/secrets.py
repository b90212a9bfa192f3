"""What looks like a secret: a private key, or a token in a form that a host documents.

Only forms that nothing else has are looked for, so that an example such as ``ghp_xxxx`` is none. The secret
itself is never told. Sources: RFC 7468; the documentation of each host on the forms of its tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from course.checks.surroundings import Surroundings
from course.markdown.links.file_types import is_shown
from course.markdown.reading.parsed import Parsed
from course.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a host's secrets."""

    kind: str
    """What they are, in words."""
    begins: str
    """What is in all of them, to look for first."""
    pattern: re.Pattern[str]


def _token(kind: str, begins: str, rest: str) -> _Form:
    return _Form(kind, begins, re.compile(rf"(?<![\w-]){re.escape(begins)}{rest}(?![\w-])"))


_FORMS = (
    _Form(
        "a private key",
        "PRIVATE KEY",
        re.compile(
            r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
            r"(?:[ \t>|]*\\?[rn]?\n?(?:[A-Za-z-]+: [^\n]*)?){1,8}?[ \t>|]*(?P<body>[A-Za-z0-9+/]{40})"
        ),
    ),
    *(_token("an access key of AWS", begins, "[A-Z2-7]{16}") for begins in ("AKIA", "ASIA")),
    *(
        _token("a token of GitHub", f"gh{letter}_", "[A-Za-z0-9]{36,251}")
        for letter in ("p", "o", "u", "s", "r")
    ),
    _token("a token of GitHub", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _token("a token of GitLab", "glpat-", r"[\w-]{20,64}"),
    *(_token("a token of Slack", f"xox{letter}-", r"[\d-]{10,40}[A-Za-z0-9-]{20,80}") for letter in "abprs"),
    _token("a webhook of Slack", "hooks.slack.com/services/", r"T\w{8,12}/B\w{8,12}/\w{24}"),
    _token("an API key of Google", "AIza", r"[\w-]{35}"),
    _token("an API key of OpenAI", "sk-", r"(?:proj-|svcacct-)?[\w-]{20,120}T3BlbkFJ[\w-]{20,120}"),
    _token("an API key of Anthropic", "sk-ant-", r"(?:api|admin)\d\d-[\w-]{80,120}"),
    *(_token("a live key of Stripe", begins, "[A-Za-z0-9]{24,120}") for begins in ("sk_live_", "rk_live_")),
    _token("a token of npm", "npm_", "[A-Za-z0-9]{36}"),
    _token("a token of PyPI", "pypi-AgE", r"[\w-]{60,250}"),
    _token("a token of Docker Hub", "dckr_pat_", r"[\w-]{27,32}"),
    _token("a token of Hugging Face", "hf_", "[A-Za-z]{34}"),
    _token("an API key of SendGrid", "SG.", r"[\w-]{22}\.[\w-]{43}"),
    _token("a token of DigitalOcean", "dop_v1_", "[a-f0-9]{64}"),
    _token("a token of Shopify", "shpat_", "[a-f0-9]{32}"),
    _token("a token of HashiCorp Vault", "hvs.", r"[\w-]{24,200}"),
    _token("a key of an Azure storage account", "AccountKey=", "[A-Za-z0-9+/]{86}=="),
    _token("a private key of age", "AGE-SECRET-KEY-1", "[0-9A-Z]{58}"),
)  # fmt: skip
#: No secret: what manuals write in the place of one.
_SAMPLE = re.compile(r"example|sample|dummy|x{5}|(.)\1{5}|0?12345678|abcdefgh|your", re.IGNORECASE)
_FEWEST_LETTERS = 8


def find_secrets(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, from 1, kind and first letters of each secret in `text`, in no order."""
    for form in _FORMS:
        if form.begins not in text:
            continue
        for match in form.pattern.finditer(text):
            varies = match.groupdict().get("body") or match[0].removeprefix(form.begins)
            if not _SAMPLE.search(varies) and len(set(varies)) >= _FEWEST_LETTERS:
                yield text.count("\n", 0, match.start()) + 1, form.kind, form.begins


def check_secrets(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for everything in a source that looks like a secret."""
    return problems_of(parsed.source.text, parsed.source.path)


#: Larger files are data.
_LARGEST = 1_000_000


def check_downloads(docs_dir: Path, uris: Iterable[str], docs_path: str) -> Iterator[Problem]:
    """A Problem for every secret in the files `uris` of `docs_dir`, which Problems call `docs_path`.

    Pictures and the like are not looked into, nor archives.
    """
    for uri in uris:
        path = docs_dir / uri
        with suppress(OSError):  # told as a file that cannot be read
            if not is_shown(uri) and path.stat().st_size <= _LARGEST:
                content = path.read_bytes()
                if b"\0" not in content:
                    yield from problems_of(content.decode("utf-8", "replace"), f"{docs_path}/{uri}")


def problems_of(text: str, path: str) -> Iterator[Problem]:
    """A Problem for every secret in the `text` of the file at `path`."""
    for line, kind, begins in sorted(set(find_secrets(text))):
        what = f"this looks like {kind} ({begins}…)"
        why = "whoever reads the site, or its repository, can use it"
        mend = "make it invalid where it was issued, then take it out; accept it where it is a sample"
        yield Problem(path, line, what, why, mend, "secret")
