"""The words of the interface, as the real settings have them."""

from __future__ import annotations

from course.settings.words.read import words_of
from support.courses import ROOT

KOREAN, ENGLISH = (words_of(ROOT / "mkdocs.yml", code).words for code in ("ko", "en"))
WORDS = {"ko": KOREAN, "en": ENGLISH}
