"""An editor's notes on a session as Markdown, for the end of its page."""

from __future__ import annotations

import re
from urllib.parse import quote

from course.markdown.files.source import github_tokens
from course.model.model import Correction, Session
from course.pages.corrections.notes_html import shown_quote, shown_source
from course.publish.markdown.page import escaped
from course.settings.words.page_words import CorrectionWords

#: What would begin a block at the start of a line.
_BEGINS_BLOCK = re.compile(r"^(\d{0,9})([-+#=.)])")


def render_notes(session: Session, words: CorrectionWords, language: str) -> str:
    """A section with the editor's notes on `session`, in the order of its text; empty where there are none.

    The notes are in `language` if they have been written in it.
    """
    notes = [_note(correction, session, words, language) for correction in session.corrections]
    return "\n\n".join(["---", f"## {escaped(words.title)}", *notes]) + "\n" if notes else ""


def _note(correction: Correction, session: Session, words: CorrectionWords, language: str) -> str:
    marker = f"{correction.number}. "
    quoted = escaped(" ".join(shown_quote(correction, session).split()))
    note = escaped(" ".join(correction.note(language).split()))
    address = re.sub(r"[ ()<>\\]", lambda match: quote(match[0]), correction.source)
    proof = f"[{escaped(shown_source(correction, words))}]({address})"
    parts = (
        f"**{escaped(words.verdicts[correction.verdict])}**: “{quoted}”",
        _BEGINS_BLOCK.sub(r"\1\\\2", note),
        f"{proof} · {words.checked.format(correction.checked)}",
    )
    return marker + f"\n\n{' ' * len(marker)}".join(parts)


def ends_openly(text: str, ending: str) -> bool:
    """Whether the Markdown `text` ends inside an open block, which would swallow the `ending`."""
    both = github_tokens(f"{text}\n\n{ending}")
    return len(both) != len(github_tokens(text)) + len(github_tokens(ending))
