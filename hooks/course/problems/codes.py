"""The registered codes of Problems, each with its level (error, warning or hint) and a title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from course.problems.problem import Problem

#: Levels, the gravest first. An error and a warning fail a strict build; a hint never does.
LEVELS = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of Problem."""

    name: str
    """Its short stable name, such as ``link-dead``."""
    level: str
    """One of LEVELS."""
    title: str
    """The kind in a few words, for lists of Problems."""
    never: str = ""
    """Why no list of accepted Problems takes it; empty where one does."""


_NO_PAGE = "the page would be missing"
_UNSAFE = "it is not safe to publish"
_LOSS = "something would be lost"
_SETTINGS = "the course cannot be read as meant"

#: What can be seen in the sources alone.
SOURCE_CODES = (
    Code("not-utf-8", "error", "A file that is not UTF-8", _NO_PAGE),
    Code("page-too-large", "error", "More than one page can hold", _NO_PAGE),
    Code("nested-too-deep", "error", "Lists, quotes or marks nested too deep", _NO_PAGE),
    Code("file-unreadable", "error", "A file that cannot be opened", _NO_PAGE),
    Code("folder-unreadable", "error", "A folder that cannot be read", _NO_PAGE),
    Code("file-outside", "error", "A link that leads out of the repository", _UNSAFE),
    Code("file-special", "error", "A pipe or device in place of a file", _UNSAFE),
    Code("file-runs", "error", "A drawing or data file that a browser would run", _UNSAFE),
    Code("file-unpublished", "hint", "A page or script that is not published as it is"),
    Code("front-matter-large", "error", "Front matter that unfolds without end", _UNSAFE),
    Code("front-matter-broken", "warning", "Front matter that cannot be read"),
    Code("publish-unclear", "error", "A page that does not say when it comes out", _UNSAFE),
    Code("template-text", "hint", "Text of the template that nobody has replaced"),
    Code("secret", "error", "What looks like a private key or a token"),
    Code("page-empty", "error", "A file without text"),
    Code("same-address", "hint", "A file whose address something else has", _NO_PAGE),
    Code("address-moved", "hint", "A page whose usual address another has"),
    Code("fence-unclosed", "error", "A code block that is never closed"),
    Code("correction-invalid", "error", "A correction that is not complete, or of no session"),
    Code("correction-lost", "error", "A correction whose quote the session does not have once"),
    Code("correction-old", "hint", "A correction that was checked more than twelve months ago"),
    Code("fence-inside", "error", "A code block that another block begins in"),
    Code("link-dead", "error", "A link that leads nowhere"),
    Code("image-dead", "error", "An image, film or sound that is not there"),
    Code("link-waiting", "hint", "A link to a page that is not out yet"),
    Code("anchor-dead", "error", "A link to a heading that is not there"),
    Code("download-type", "hint", "A link to what is there but not published"),
    Code("timing-heading", "warning", "Sections that do not add up to their heading's minutes"),
    Code("timing-session", "warning", "Sections that do not add up to the session's minutes"),
    Code("timing-clock", "warning", "Minutes that are not those of the clock time"),
    Code("timing-overlap", "warning", "Two sessions of a day at one time"),
    Code("html-unsafe", "error", "HTML that a page must not have", _UNSAFE),
    Code("html-unclosed", "error", "A tag or comment that never ends", _LOSS),
    Code("html-dropped", "hint", "HTML that a page does not have"),
    Code("image-no-alt", "hint", "An image without alternative text"),
    Code("picture-large", "hint", "A picture larger than its place"),
    Code("anchor-twice", "warning", "Two anchors of one name"),
    Code("heading-skipped", "warning", "A heading that skips a level"),
    Code("heading-space", "warning", "A heading without its space"),
    Code("title-twice", "warning", "A page with two titles"),
    Code("keywords-none", "warning", "A keyword section without keywords"),
    Code("table-cells", "warning", "A table row that does not fit its heads"),
    Code("emphasis-open", "warning", "Emphasis that GitHub does not close"),
    Code("full-width-marks", "warning", "Asterisks or backticks of full width"),
    Code("code-markdown", "hint", "A code block that looks like Markdown"),
    Code("code-no-language", "hint", "A code block that names no language"),
    Code("code-long-line", "hint", "A very long line of code"),
    Code("character-unseen", "warning", "A character that nobody sees"),
    Code("address-runs-on", "hint", "An address that the text behind it is taken into"),
    Code("block-foreign", "hint", "A block that only another program knows"),
    Code("placeholder-unexplained", "hint", "A placeholder that nothing explains"),
    Code("diagram-syntax", "error", "A diagram that does not parse"),
    Code("diagram-kind", "error", "A diagram of no known kind"),
    Code("diagram-limit", "error", "A diagram too large to draw"),
    Code("diagram-node", "warning", "A node that only a style or class line names"),
    Code("diagram-formula", "hint", "A formula that a diagram's label cannot show"),
    Code("formula-syntax", "error", "A formula that does not parse"),
    Code("formula-limit", "error", "A formula too large to draw"),
    Code("formula-text", "hint", "TeX that GitHub shows as text"),
    Code("quiz-no-answer", "hint", "A question of a quiz without a right answer"),
    Code("quiz-answer-empty", "error", "An answer of a quiz without text"),
    Code("quiz-answer-twice", "error", "An answer of a quiz that is there twice"),
    Code("quiz-answer-stray", "error", "An answer that belongs to no question"),
    Code("note-unclosed", "error", "A note for the lecturer that is never closed"),
    Code("shell-syntax", "warning", "Commands that no shell can read"),
    Code("yaml-syntax", "warning", "YAML that does not parse"),
    Code("json-syntax", "warning", "JSON that does not parse"),
    Code("term-defined-twice", "hint", "A term with several definitions"),
    Code("github-differs", "hint", "A block that GitHub shows otherwise"),
    Code("session-headings", "hint", "A session with none of the usual headings"),
)
#: What is wrong around the course: its settings, the machine, the folders named.
SETUP_CODES = (
    Code("setting", "error", "A setting that does not exist or has a wrong value", _SETTINGS),
    Code("config-unreadable", "error", "A settings file that cannot be read", _SETTINGS),
    Code("accepted-mended", "warning", "An accepted Problem that is mended", "it is mended"),
    Code("docs-missing", "error", "No folder of sources", _SETTINGS),
    Code("front-matter", "hint", "Front matter that the site cannot use"),
    Code("npm-packages", "hint", "npm could not bring the fonts"),
    Code("mermaid-missing", "warning", "A diagram for Mermaid in the browser, and no Mermaid"),
    Code("site-place", "error", "A folder that holds something other than a site"),
    Code("site-in-use", "error", "A site that another program holds open"),
)
#: What is wrong with a translation, beside its original.
TRANSLATION_CODES = (
    Code("translation-structure", "error", "A translation with other blocks than its original"),
    Code("translation-code", "error", "Code that is not the original's"),
    Code("translation-diagram", "error", "A diagram that differs in more than its labels"),
    Code("translation-minutes", "error", "Other minutes than the original's"),
    Code("translation-task", "error", "A task box that is not the original's"),
    Code("translation-image", "error", "An image that is not the original's"),
    Code("translation-quiz", "error", "A quiz with other answers than the original's"),
    Code("translation-keywords", "error", "More or fewer keywords than the original has"),
    Code("translation-unknown", "error", "A file that is no translation"),
    Code("translation-orphan", "hint", "A translation whose original is gone"),
    Code("ledger-unreadable", "error", "A translations.json that cannot be read", _SETTINGS),
    Code("translation-unaccepted", "hint", "A translation that was never accepted"),
    Code("translation-stale", "hint", "A translation whose original has gone on"),
)
#: Kind of a block (`Block.kind`) → its name in messages.
KIND_NAMES = {
    "heading": "heading",
    "code": "code block",
    "formula": "formula",
    "diagram": "diagram",
    "keyword": "keyword",
    "item": "list item",
    "cell": "table cell",
    "footnote": "footnote",
    "text": "text",
    "task": "task box",
    "image": "image",
    "link": "link",
}
#: What can go wrong with a block on its page, in words, and the kinds of block that this is reported of.
_CHANGES = {
    "lost": ("missing from the page", tuple(KIND_NAMES)),
    "altered": ("changed on the page", tuple(KIND_NAMES)),
    "order": ("out of order on the page", tuple(kind for kind in KIND_NAMES if kind != "footnote")),
    "extra": ("on the page once too often", ("heading", "code", "formula", "diagram", "keyword", "task")),
}


def _page_codes() -> Iterator[Code]:
    """What only the finished page shows: one code for each kind of block and what became of it."""
    for how, (change, kinds) in _CHANGES.items():
        for kind in kinds:
            name = KIND_NAMES[kind]
            article = "An" if name[0] in "aeiou" else "A"
            yield Code(f"{kind}-{how}", "error", f"{article} {name} {change}", _LOSS)
    yield Code("heading-level", "error", "A heading of another level on the page", _LOSS)
    yield Code("item-depth", "error", "A list item of another depth on the page", _LOSS)
    yield Code("diagram-label-lost", "error", "A diagram drawn without some of its labels", _LOSS)
    yield Code("glossary-missing", "error", "No glossary in the site", _LOSS)
    yield Code("glossary-lost", "error", "A keyword missing from the glossary", _LOSS)
    yield Code("glossary-twice", "error", "A keyword more than once in the glossary", _LOSS)
    yield Code("glossary-extra", "error", "An entry of the glossary that no session has", _LOSS)
    yield Code("block-unseen", "error", "A block that no reader can see", _LOSS)
    yield Code("page-missing", "error", "A source without a page", _LOSS)
    yield Code("nothing-checked", "error", "A check that compared nothing", _LOSS)


#: What can be wrong with a handout.
HANDOUT_CODES = (
    Code("handout-code", "error", "A QR code that leads elsewhere"),
    Code("handout-diagram", "error", "A diagram that is not whole in the PDF"),
    Code("handout-failed", "hint", "A page that cannot be set on paper"),
    Code("handout-file", "error", "A file without tags, title or language"),
    Code("handout-font", "error", "A font that is not the course's, or not embedded"),
    Code("handout-glyph", "hint", "A character that no font has"),
    Code("handout-lines", "error", "A question without lines to write on"),
    Code("handout-link", "error", "A link that cannot be clicked"),
    Code("handout-lost", "error", "A block that is missing from the PDF"),
    Code("handout-missing", "hint", "A session without a handout where others have one"),
    Code("handout-order", "error", "A block that is out of order in the PDF"),
    Code("handout-outline", "error", "A heading that the outline lacks"),
    Code("handout-outside", "error", "Text beyond the edge of a page"),
    Code("handout-page", "error", "A page of another size, or without its number"),
    Code("handout-picture", "hint", "A picture that cannot be printed"),
    Code("handout-small", "hint", "A diagram whose text is too small on paper"),
    Code("handout-sparse", "hint", "A page that is nearly empty"),
    Code("handout-stranded", "hint", "A heading at the foot of a page"),
    Code("handout-unknown-tag", "error", "A tag that a handout does not know"),
)
#: What can be wrong with an edition to take away.
EXPORT_CODES = (
    Code("export-reference", "error", "An edition that needs what is not in it"),
    Code("markdown-diagram", "warning", "A diagram that nothing here can draw"),
    Code("markdown-file", "error", "A file that the Markdown edition lacks"),
    Code("markdown-notes", "warning", "An editor's notes that a page has no end for"),
    Code("markdown-page", "error", "A page that the Markdown edition has otherwise"),
)
#: What time does to links: those to other hosts, and those that others have to the site.
LINK_CODES = (
    Code("link-gone", "error", "A link to another host that leads nowhere"),
    Code("link-unreachable", "warning", "A link to a host that does not answer"),
    Code("link-moved", "hint", "A link to what has moved for good"),
    Code("link-refused", "hint", "A link that a program is not shown"),
    Code("address-gone", "hint", "An address of the site that is gone"),
    Code("address-unknown", "hint", "A site whose address is an example"),
)
#: What only a finished site shows.
PAGE_CODES = tuple(_page_codes())
_OF_COURSES = (*SOURCE_CODES, *SETUP_CODES, *TRANSLATION_CODES, *LINK_CODES)
_ALL = (*_OF_COURSES, *PAGE_CODES, *HANDOUT_CODES, *EXPORT_CODES)
CODES: Mapping[str, Code] = {code.name: code for code in _ALL}


def level_of(problem: Problem) -> str:
    """The level of `problem`, one of LEVELS; a warning where its code is not registered."""
    code = CODES.get(problem.code)
    return problem.level or (code.level if code else "warning")


def why_never(problem: Problem) -> str:
    """Why no list of accepted Problems takes `problem`; empty where one does."""
    code = CODES.get(problem.code)
    return code.never if code else ""


def raised(problems: Iterable[Problem], errors: Collection[str]) -> list[Problem]:
    """`problems`, those of the codes `errors` as errors."""
    return [replace(each, level="error") if each.code in errors else each for each in problems]


_PLACES = {name: place for place, name in enumerate(CODES)}


def gravity(problem: Problem) -> tuple[int, bool, int, Problem]:
    """A key that sorts Problems: the gravest level first, what is never accepted before the rest, then by
    code, file and line.
    """
    code = _PLACES.get(problem.code, len(_PLACES))
    return LEVELS.index(level_of(problem)), not why_never(problem), code, problem


def fails_strict(problem: Problem) -> bool:
    """Whether `problem` makes a strict build fail: all but hints do."""
    return level_of(problem) != "hint"
