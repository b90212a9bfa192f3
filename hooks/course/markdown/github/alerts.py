"""GitHub's alerts: quotes whose first line is ``[!NOTE]`` or the like."""

from __future__ import annotations

import re

ALERTS = ("note", "tip", "important", "warning", "caution")
#: What names an alert, in any case.
ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\]", re.IGNORECASE)
