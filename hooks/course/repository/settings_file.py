"""The mkdocs.yml of a new course, with comments; every value in it is written by a YAML library."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import yaml

from course.repository.answers import Answers

_TEMPLATE = """\
# What a lecturer sets. All else is inherited from hooks/product.yml, which an upgrade may replace. Lists that
# stand here (plugins, markdown_extensions, hooks, extra_css, extra_javascript, features of the theme) come to
# those of the product; an entry of the same name sets options of the product's.
INHERIT: hooks/product.yml

{name}
# site_description: one sentence on the course, for search engines
site_url: !ENV [SITE_URL, {address}]  # where the site is published; what publishes it may name another
{author}
{copyright}{docs}

# theme:
#   logo: assets/logo.svg  # a file in overrides/assets/
#   favicon: assets/logo.svg
# extra_css:
#   - assets/own.css  # a style sheet of your own, in overrides/assets/

extra:
  course:
    languages:  # the first is that of the front page; one may have a name of its own: - en: {{site_name: …}}
{languages}
    {dates}
    {zone}
    # colours: {{brand: "#0b6470", accent: "#b4470f"}}  # dark enough to be read on white
"""
#: Stands for an address that is not known yet.
UNKNOWN = "https://example.org/"
_DEEDS = "https://creativecommons.org"
_CREATIVE_COMMONS = re.compile(
    r"CC[ -](BY(?:-(?:NC|SA|ND|NC-SA|NC-ND))?)[ -](4\.0)|CC0[ -](1\.0)", re.IGNORECASE
)


def render_settings(answers: Answers, *, year: int, docs_dir: str = "") -> str:
    """The settings that say what `answers` do; `docs_dir` is the folder of sources where it is not docs/."""
    notice = copyright_notice(answers, year)
    dates = (
        _pair("start_date", _date(answers.start_date)) if answers.start_date else "# start_date: 2027-03-02"
    )
    return _TEMPLATE.format(
        name=_pair("site_name", answers.name),
        address=_quoted(answers.address or UNKNOWN),
        author=_pair("site_author", answers.author)
        if answers.author
        else "# site_author: who writes the course",
        copyright=_pair("copyright", notice)
        if notice
        else "# copyright: stands at the foot of pages, as HTML",
        docs=f"\n{_pair('docs_dir', docs_dir)}" if docs_dir else "",
        languages="\n".join(f"      - {_scalar(tag)}" for tag in answers.languages),
        dates=f"{dates}  # the first day of week 1: with it there is a calendar",
        zone=_pair("time_zone", answers.time_zone),
    )


def copyright_notice(answers: Answers, year: int) -> str:
    """The line at the foot of pages, as HTML: ``© 2027 Kim, CC BY 4.0``; empty where nothing is said."""
    if not (answers.author or answers.licence):
        return ""
    parts = [escape(answers.author, quote=False), _licence(answers.licence)]
    return f"© {year} " + ", ".join(filter(None, parts))


def _licence(licence: str) -> str:
    """`licence`, as a link where it is one of Creative Commons'."""
    match = _CREATIVE_COMMONS.fullmatch(licence)
    if not match:
        return escape(licence, quote=False)
    kind, version, zero = match.groups()
    deed = f"publicdomain/zero/{zero}" if zero else f"licenses/{kind.lower()}/{version}"
    return f'<a href="{_DEEDS}/{deed}/" rel="license">{escape(licence, quote=False)}</a>'


def _date(text: str) -> Any:
    return yaml.safe_load(text)


def _pair(key: str, value: object) -> str:
    """A line of YAML."""
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=float("inf"))).rstrip("\n")


def _scalar(value: str) -> str:
    """A value of YAML, as it stands in a list."""
    return str(yaml.safe_dump([value], allow_unicode=True, width=float("inf"))).strip().removeprefix("- ")


def _quoted(value: str) -> str:
    """A text of YAML in quotes, as it may stand between brackets."""
    dumped = yaml.safe_dump([value], default_style='"', allow_unicode=True, width=float("inf"))
    return str(dumped).strip().removeprefix("- ")
