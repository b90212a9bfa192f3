# ruff: noqa: E501 - tables of cases
"""What looks like a secret is told before it is published, wherever it stands; samples of manuals are not.

The secrets are put together here, so that no host takes them for leaked ones.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from course.checks.secrets import check_downloads, find_secrets
from course.verbs.start import start
from support.check_command import folder as folder
from support.check_command import run
from support.courses import write_files


def letters(count: int, alphabet: str = "abcdefghijkmnpqrstuvwyzABCDEFGHJKLMNPQRSTUVWYZ23456789") -> str:
    """So many letters that look like chance, always the same."""
    digest = hashlib.sha512(str(count).encode()).digest() * (count // 64 + 1)
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:count])


BODY = base64.b64encode(hashlib.sha512(b"key").digest()).decode()[:64]
KEYS = [
    f"-----BEGIN {kind}PRIVATE KEY-----\n{BODY}\n-----END {kind}PRIVATE KEY-----"
    for kind in ("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")
]
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWYZ234567"
SECRETS = [
    *KEYS,
    KEYS[0].replace("\n", "\n    "), KEYS[0].replace("\n", "\\n"), KEYS[0].replace("\n", "\n> "),
    f"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB\n\n{BODY}",
    f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{BODY}",
    "AK" + "IA" + letters(16, UPPER), "AS" + "IA" + letters(16, UPPER),
    *("gh" + letter + "_" + letters(36) for letter in "pousr"), "github" + "_pat_" + letters(22) + "_" + letters(59),
    "glpat" + "-" + letters(20), "xox" + "b-" + "240198765-" + "918273645091-" + letters(24),
    "https://hooks.slack.com/" + "services/T" + letters(8, UPPER) + "/B" + letters(9, UPPER) + "/" + letters(24),
    "AI" + "za" + letters(35), "sk" + "-proj-" + letters(40) + "T3Blbk" + "FJ" + letters(40), "sk-" + "ant-api03-" + letters(93) + "AA",
    "sk" + "_live_" + letters(24), "npm" + "_" + letters(36), "pypi" + "-AgE" + letters(80), "dckr" + "_pat_" + letters(27),
    "hf" + "_" + letters(34, "abcdefghijkmnopqrstuvw"), "SG" + "." + letters(22) + "." + letters(43), "dop" + "_v1_" + letters(64, "abcdef0123456789"),
    "shp" + "at_" + letters(32, "abcdef0123456789"), "Account" + "Key=" + letters(86) + "==", "AGE-SECRET" + "-KEY-1" + letters(58, UPPER),
]  # fmt: skip
SAMPLES = [
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\n(생략)",
    f"-----BEGIN CERTIFICATE-----\n{BODY}\n-----END CERTIFICATE-----", f"-----BEGIN PUBLIC KEY-----\n{BODY}",
    "AKIA" + "IOSFODNN7EXAMPLE", "ghp_" + "x" * 36, "ghp_" + "a1" * 18, "glpat-your-token-here-123", "xoxb-not-a-real-token",
    "AIza" + "x" * 35, "sk-" + "12345678" * 6, "npm_install_something", "hf_hub_download", "SG.group.name",
    "grep -r AKIA .", "risk-assessment-of-the-token", "pypi-AgEIcHlwaS5vcmcCJ", "sha256:" + letters(64, "abcdef0123456789"),
]  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS, ids=range(len(SECRETS)))
@pytest.mark.parametrize(
    "form", ["글\n\n{}\n", "글\n\n```yaml\ntoken: {}\n```\n", "`{}`\n", 'export T="{}"\n']
)
def test_a_secret_is_told_once_with_its_line(secret: str, form: str) -> None:
    """In text and code, on lines of a quote or an indented block as well."""
    text = form.format(secret)
    line = 1 + text[: text.index(secret)].count("\n")
    assert [found[0] for found in find_secrets(text)] == [line]


@pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
def test_samples_are_not_told(text: str) -> None:
    """What manuals write in the place of a secret, what is public, and words that begin alike."""
    assert [*find_secrets(f"글\n\n```\n{text}\n```\n")] == []


def test_files_that_are_published_are_looked_into(tmp_path: Path) -> None:
    """But no pictures, no archives, nothing large, nothing that is not there."""
    secret = SECRETS[12]
    files = {
        "w/a.env": f"A=1\nB={secret}\n",
        "b.png": secret,
        "c.txt": f"\0{secret}",
        "d.log": secret + " " * 10**6,
    }
    write_files(tmp_path, files)
    problems = [*check_downloads(tmp_path, [*files, "gone.txt"], "docs")]
    assert [(each.path, each.line, each.code) for each in problems] == [("docs/w/a.env", 2, "secret")]
    assert secret[:8] not in str(problems[0])


def test_the_check_tells_secrets_and_lists_files(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An error, which a list of accepted Problems takes: a lecturer may show a key that was never used."""
    write_files(
        folder,
        {
            "docs/ko/b.md": f"# 글\n\n`{SECRETS[12]}`\n",
            "docs/ko/w/a.sh": SECRETS[0],
            "docs/ko/x.js": "1",
            "docs/ko/c.db": "1",
        },
    )
    status, out, _ = run(capsys, "--only", "secret")
    assert (status, "docs/ko/b.md:3: this looks like" in out, "docs/ko/w/a.sh:1: this looks" in out) == (
        1,
        True,
        True,
    )
    assert start(["check", "--files"]) == 0
    assert (
        capsys.readouterr().out
        == "        1 KB  docs/ko/w/a.sh\n1 file would be published besides the pages\n"
    )
    assert start(["check", "--accept"]) == 0
    capsys.readouterr()
    assert run(capsys)[0] == 0
