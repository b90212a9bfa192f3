"""Which language a course is written in: as it says itself, else as its letters and small words show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.markdown.files.folder_pages import is_own_page, is_page
from course.markdown.files.walking import walk_docs
from course.problems.problem import CourseError
from course.settings.config import read_file

#: A language's tag; other values of ``lang`` say nothing.
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n.*?^lang(?:uage)?:[ \t]*[\"']?([\w-]+).*?^---", re.DOTALL | re.MULTILINE
)
#: Settings of other site generators, and where they name the language.
_SETTINGS = (("mkdocs.yml", "theme", "language"), ("_config.yml", "lang"), ("_quarto.yml", "lang"))
#: Code and addresses are in no language.
_NO_TEXT = re.compile(
    r"^ *(`{3,}|~{3,}).*?^ *\1|`[^`\n]*`|<[^<>]*>|\]\([^)\s]*\)|https?://\S+", re.DOTALL | re.MULTILINE
)
_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ja": re.compile("[\u3041-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0430-\u044f\u0451]"),
    "uk": re.compile("[\u0456\u0457\u0454\u0491]"),
    "ar": re.compile("[\u0621-\u064a]"),
    "fa": re.compile("[\u067e\u0686\u06a9\u06af]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "th": re.compile("[\u0e01-\u0e2e]"),
    "hi": re.compile("[\u0904-\u0939]"),
    "el": re.compile("[\u03b1-\u03c9]"),
}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_TRADITIONAL = re.compile("[這個們說國學會來時對為與過還進開關點無樣實發經應該]")
_SIMPLIFIED = re.compile("[这个们说国学会来时对为与过还进开关点无样实发经应该]")
#: Small words of languages in Latin letters, none of which is frequent in two of them.
_SMALL_WORDS = {
    "en": "the and of to is that with this from are for you it on as",
    "de": "der die das und ist nicht mit ein eine den von zu auf werden für",
    "fr": "le les des et est une dans pour que qui vous avec sur pas au",
    "es": "el los las que del una por con para se es como más su este",
    "pt": "os uma não com para você são mais como ao da do em isso pelo",
    "it": "il gli della che di per con una sono nel alla questo più come è",
    "nl": "het een van en dat niet met zijn voor op aan te worden deze ook",
    "pl": "nie się jest na że do jak dla od po lub przez który oraz są",
    "tr": "bir ve bu için ile olarak da de gibi daha çok olan ya değil kadar",
    "vi": "và của là không được cho các một có trong để này với người khi",
    "id": "yang dan untuk dengan ini dari adalah tidak pada dalam akan atau itu kita anda",
}
_MOST_PAGES = 200
_MOST_BYTES = 20_000
#: So many times its own length the front page counts: others may be translations of it.
_FRONT_WEIGHT = 5


def language_of_course(docs_dir: Path) -> tuple[str, str]:
    """The tag of the language that the course in `docs_dir` is written in, and how that is known.

    Both are empty where nothing shows it.
    """
    for where, code in _stated(docs_dir):
        if _TAG.fullmatch(code):
            return code, f"as {where} says"
    votes: Counter[str] = Counter()
    pages = [uri for uri in walk_docs(docs_dir).files if is_page(uri)]
    pages.sort(key=lambda uri: (uri.count("/"), not is_own_page(uri), uri))
    for uri in pages[:_MOST_PAGES]:
        text = _text(docs_dir / uri)
        weight = _FRONT_WEIGHT if is_own_page(uri) and "/" not in uri else 1
        votes[language_of_text(text)] += len(text) * weight
    del votes[""]
    return (votes.most_common(1)[0][0], "by its letters and words") if votes else ("", "")


def _stated(docs_dir: Path) -> Iterable[tuple[str, str]]:
    """The languages that files of the course name, with the file."""
    for folder in (docs_dir, docs_dir.parent):
        for name, *keys in _SETTINGS if folder == docs_dir or (folder / "mkdocs.yml").is_file() else ():
            yield name, _setting(folder / name, keys)
    for path in sorted(docs_dir.glob("*.md")):
        match = _FRONT_MATTER.match(_raw(path)) if is_own_page(path.name) else None
        if match:
            yield path.name, match[1]


def _setting(path: Path, keys: list[str]) -> str:
    """A value in a file of settings; empty where there is none."""
    if not path.is_file() or path.is_symlink():
        return ""
    try:
        value: Any = read_file(path)
    except CourseError:
        return ""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return str(value or "").replace("_", "-")


def _raw(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.is_file() and not path.is_symlink() else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _text(path: Path) -> str:
    """The beginning of a page, without code and addresses."""
    try:
        with path.open("rb") as file:
            return without_code(file.read(_MOST_BYTES).decode("utf-8", "ignore"))
    except OSError:
        return ""


def without_code(text: str) -> str:
    """`text` without code, tags and addresses, which are in no language."""
    return _NO_TEXT.sub(" ", text)


def language_of_text(text: str) -> str:
    """The tag of the language that `text` is in; empty where too few letters show it.

    A letter of another script weighs more than a Latin one, for names and commands are in Latin letters.
    """
    letters = text.lower()
    counts = {code: len(script.findall(letters)) for code, script in _SCRIPTS.items()}
    latin = len(_LATIN.findall(letters))
    counts["ja"] += counts["zh"] if counts["ja"] * 20 > counts["zh"] > 0 else 0
    counts["zh"] -= counts["zh"] if counts["ja"] > counts["zh"] else 0
    counts["ru"] -= counts["ru"] if counts["uk"] * 50 > counts["ru"] else 0
    counts["uk"] *= 20
    counts["ar"] -= counts["ar"] if counts["fa"] * 50 > counts["ar"] else 0
    counts["fa"] *= 20
    best = max(counts, key=lambda code: counts[code])
    if counts[best] > 5 and counts[best] * 6 > latin:
        return _written_how(letters) if best == "zh" else best
    return _by_small_words(letters) if latin > 20 else ""


def _written_how(text: str) -> str:
    is_traditional = len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text))
    return "zh-TW" if is_traditional else "zh"


def _by_small_words(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text))
    found = {code: sum(words[word] for word in small.split()) for code, small in _SMALL_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] else ""
