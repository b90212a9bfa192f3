"""The words of the interface, as the real settings have them."""

from __future__ import annotations

from course.settings.config import read_config
from support.courses import ROOT

WORDS = {code: read_config(ROOT / "mkdocs.yml", language=code)["extra"]["interface"] for code in ("ko", "en")}
