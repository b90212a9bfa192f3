"""The words of the interface, as the real settings have them."""

from __future__ import annotations

from course.settings.config import read_config
from support.courses import ROOT

WORDS = {name: read_config(ROOT / name)["extra"]["interface"] for name in ("mkdocs.yml", "mkdocs.en.yml")}
