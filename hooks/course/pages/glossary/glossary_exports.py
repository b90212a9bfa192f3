"""The glossary as files for students: a CSV table for spreadsheets, and flash cards for Anki."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from functools import partial

from course.kept import Store, code_key, key_of
from course.model.terms.terms import Definition, Term, term_key
from course.pages.glossary.definition_html import render_definition
from course.pages.known_page import terms_key
from course.settings.words.page_words import GlossaryWords

#: What a spreadsheet takes for a formula. Source: OWASP, "CSV Injection".
_FORMULA = re.compile(r"^[=+\-@\t\r]")
#: Anki's note type of a front and a back, as it is called in its languages: of these lines it heeds the one
#: that it knows. Without one, who last wrote a cloze would get clozes.
_BASIC = ("Basic", "기본", "基本", "基本型", "问答题", "Einfach", "Basique", "Básico")


def kept_student_files(
    terms: Sequence[Term], words: GlossaryWords, course_name: str, kept: Store
) -> list[tuple[str, str, str]]:
    """`student_files`, from `kept` where the same terms were written before."""
    days = [(each.session.week, each.session.day) for term in terms for each in term.definitions]
    key = key_of("students", code_key(), words, course_name, terms_key(terms), days)
    make = partial(student_files, terms, words, course_name)
    return kept.made(key, list[tuple[str, str, str]], make)


def student_files(
    terms: Sequence[Term], words: GlossaryWords, course_name: str
) -> list[tuple[str, str, str]]:
    """The files for students: text of the link, file name and content of each."""
    deck = f"{course_name}: {words.title}"
    return [
        (words.csv, "keywords.csv", render_csv(terms, words)),
        (words.anki, "keywords.tsv", render_anki(terms, deck)),
    ]


def render_csv(terms: Sequence[Term], words: GlossaryWords) -> str:
    """The glossary as CSV, a row for each definition, with a byte order mark: Excel then reads UTF-8.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([words.term, words.definition, words.group, words.sessions_column])
    for term in terms:
        for definition in term.definitions:
            titles = "; ".join(place.title for place in definition.places)
            row = (term.name, definition.text, ", ".join(definition.groups), titles)
            writer.writerow([_FORMULA.sub(lambda match: "'" + match.group(), cell) for cell in row])
    return "\ufeff" + out.getvalue()


def render_anki(terms: Sequence[Term], deck: str) -> str:
    """The glossary as a text file that Anki imports: a card for each term that has a definition.

    A card's guid does not depend on its definition, so a later import updates the student's cards and keeps
    his progress. The columns have no names: named ones go into fields of these names alone, which are called
    otherwise in every language of Anki. Source: docs.ankiweb.net, "Importing text files", file headers.
    """
    out = io.StringIO()
    head = ["#separator:Tab", "#html:true", *(f"#notetype:{name}" for name in _BASIC)]
    head += [f"#deck:{_line(deck)}", "#if matches:update current", "#guid column:1", "#tags column:4"]
    out.write("\n".join(head) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for term in terms:
        defined = [definition for definition in term.definitions if definition.text]
        if defined:
            guid = hashlib.sha256(f"{deck}\0{term_key(term.name)}".encode()).hexdigest()[:16]
            writer.writerow([guid, _front(term), _back(defined), _tags(defined)])
    return out.getvalue()


def _front(term: Term) -> str:
    return term.name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _back(definitions: Sequence[Definition]) -> str:
    return "<br>".join(_line(render_definition(each.markdown)) for each in definitions)


def _tags(definitions: Sequence[Definition]) -> str:
    """The groups of a term, then its sessions' places, such as ``week3::day3``: Anki's tags hold no space."""
    groups = ("_".join(group.split()) for each in definitions for group in each.groups)
    places = (
        "::".join(
            f"{word}{number}"
            for word, number in (("week", each.session.week), ("day", each.session.day))
            if number is not None
        )
        for each in definitions
    )
    return " ".join(dict.fromkeys(filter(None, (*groups, *places))))


def _line(text: str) -> str:
    return " ".join(text.split())
