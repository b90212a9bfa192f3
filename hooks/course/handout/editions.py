"""What each edition of a handout is: the one table of them."""

from __future__ import annotations

from dataclasses import dataclass

from course.settings.words.file_words import HandoutWords

#: Lines to write on below a question in the text.
_ANSWER_LINES = 2
#: The same below a question of a quiz whose answer is typed on the page.
SHORT_ANSWER_LINES = 1


@dataclass(frozen=True, slots=True)
class HandoutEdition:
    """What one edition shows, and how."""

    name: str
    """As it is asked for, and the end of its files' names."""
    word: str = ""
    """The field of `HandoutWords` that says on its sheets which edition it is; empty where nothing does."""
    layout: str = "upright"
    """How its sheet lies: a name of `paper.LAYOUTS`."""
    folded: str = ""
    """Where folded text (hints, answers) goes: to the ``end``, ``turned`` upside down, ``out``, or it stays
    ``open``; empty: where the course's settings say."""
    answer_lines: int = _ANSWER_LINES
    """Lines to write on below a question in the text."""
    is_exercises: bool = False
    """Whether it holds questions, checks and tasks alone, each with lines to write on."""
    has_booklet_glossary: bool = True
    """Whether a booklet ends with the glossary of all its sessions."""
    has_notes: bool = True
    """Whether a page's handout ends with room for notes."""
    is_lecturers: bool = False
    """Whether it is made of the lecturer's pages: with notes for him, and solutions behind each session."""
    is_beside: bool = False
    """Whether each page stands beside its translation; its files are named for the two languages."""

    def printed_name(self, words: HandoutWords) -> str:
        """What its sheets say of it; empty for most editions."""
        return str(getattr(words, self.word)) if self.word else ""


#: The editions by name; files of the first are named for their pages alone.
EDITIONS = {
    edition.name: edition
    for edition in (
        HandoutEdition("student"),
        HandoutEdition("instructor", "edition_instructor", folded="open", is_lecturers=True),
        HandoutEdition("compact", layout="columns", has_notes=False),
        HandoutEdition(
            "exercises",
            "edition_exercises",
            folded="out",
            answer_lines=0,
            is_exercises=True,
            has_booklet_glossary=False,
        ),
        HandoutEdition("side-by-side", layout="two languages", is_beside=True),
    )
}
STUDENT = EDITIONS["student"]
#: The edition of the lecturer's site.
LECTURERS = next(edition for edition in EDITIONS.values() if edition.is_lecturers)
#: The edition in two languages.
BESIDE = next(edition for edition in EDITIONS.values() if edition.is_beside)
