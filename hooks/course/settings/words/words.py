"""All words of the interface in one language."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from course.settings.words.device_words import TakeAlongWords
from course.settings.words.file_words import BookWords, HandoutWords, LmsWords
from course.settings.words.note_words import NoteWords
from course.settings.words.page_words import (
    AgendaWords,
    BrightnessWords,
    ChangeWords,
    CorrectionWords,
    DiagramWords,
    GlossaryWords,
    InstructorWords,
    OneValue,
    PlaceholderWords,
    ProgressWords,
    ServingWords,
    SideBySideWords,
    TimetableWords,
    TranslationWords,
)
from course.settings.words.quiz_words import QuizWords
from course.settings.words.shape import Keys
from course.settings.words.slide_words import SlideWords

#: What folders and files are made for; each has a name in every language. A course may have others.
NUMBERED = (
    "week day session lab challenge hint exercise quiz project assignment solution example demo guide "
    "lecture step part chapter module unit appendix"
)
#: What scripts put on pages, and of what only a part.
_SHOWN_BY_SCRIPTS = (
    *("copy_commands", "diagram", "diagram_faulty", "diagram_unavailable"),
    "placeholder",
)
_SHOWN_IN_PART = {
    "agenda": ("now",),
    "diagrams": ("enlarge", "download", "close", "larger", "smaller", "fit"),
    "progress": ("answers", "count", "title", "title_all", "kept", "save", "load", "all"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What site, handouts and editions say in one language, in the order of its file."""

    language_name: str
    """What its readers call the language: in the language switch, in stand-ins, on the root page."""
    read_in_language: str
    """Title of the link to a page in this language, in this language."""
    untranslated: str
    """On the stand-in for a page that is not translated yet."""
    read_original: OneValue
    """Link there to the page that is; the name of its language."""
    side_by_side: SideBySideWords
    translation: TranslationWords
    heading_link: str
    """Title of the link to a heading, beside it."""
    load_from: OneValue
    """On what stands for a film of another host until it is tapped; the host."""
    you_are_here: str
    """Name of the way to a page through its folders, for who does not see it."""
    brightness: BrightnessWords
    footnote_back: OneValue
    """Title of the link from a footnote to its place in the text; its number."""
    copy_commands: str
    """Title of the copy button of a console session."""
    all_sessions: str
    """Head of the list of sessions on the front page."""
    diagram: str
    """Name of a diagram that the browser draws, for screen readers."""
    diagram_faulty: str
    """Below the source of a diagram that cannot be drawn."""
    diagram_unavailable: str
    """Below the source of a diagram, where Mermaid does not load."""
    diagrams: DiagramWords
    not_found: str
    """Title of the page for an address that is not there."""
    not_found_help: str
    """On that page: what to do."""
    to_front_page: str
    """Link on that page."""
    alerts: Annotated[Mapping[str, str], Keys(("note", "tip", "important", "warning", "caution"))]
    """Titles of GitHub's alerts."""
    inside_folder: str
    """Name of the list of what a folder holds, for screen readers."""
    progress: ProgressWords
    notes: NoteWords
    quiz: QuizWords
    placeholder: PlaceholderWords
    glossary: GlossaryWords
    agenda: AgendaWords
    slides: SlideWords
    handout: HandoutWords
    lms: LmsWords
    book: BookWords
    timetable: TimetableWords
    course_data: str
    """In llms.txt, beside the link to course.json: what that file is."""
    instructor: InstructorWords
    serving: ServingWords
    corrections: CorrectionWords
    changes: ChangeWords
    take_along: TakeAlongWords
    numbered_names: Annotated[Mapping[str, OneValue], Keys(tuple(NUMBERED.split()), more=True)]
    """What folders and files such as ``week_03`` are called, in the menu and in places; the number."""
    name_spellings: Annotated[Mapping[str, tuple[str, ...]], Keys(more=True)]
    """Other ways to write these words in names of folders and files. Those of all languages hold together."""
    theme: Annotated[Mapping[str, str], Keys(more=True)]
    """What the theme says, by its own names for it, where it does not speak the language."""

    def as_data(self) -> dict[str, Any]:
        """The words as plain mappings, lists and texts, for JSON and for templates."""
        data: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self)))
        return data

    def shown_by_scripts(self) -> dict[str, Any]:
        """Those of `as_data` that scripts put on pages: every page carries them."""
        shown = {name: _as_data(getattr(self, name)) for name in _SHOWN_BY_SCRIPTS}
        for name, parts in _SHOWN_IN_PART.items():
            shown[name] = {part: _as_data(getattr(getattr(self, name), part)) for part in parts}
        return shown


def _as_data(words: Any) -> Any:
    """What `Words.as_data` makes of one of its values."""
    is_parted = dataclasses.is_dataclass(words) and not isinstance(words, type)
    return json.loads(json.dumps(dataclasses.asdict(words) if is_parted else words))
