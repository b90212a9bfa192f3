"""Reads the labels of a Mermaid source without the engine, so that a check can look for them in a drawing."""

from __future__ import annotations

import re

from course.markdown.reading.page_blocks import fold


def missing_labels(source: str, drawn: str) -> list[str]:
    """Words of labels in the Mermaid `source` that are missing from `drawn`.

    `drawn` is all text of the drawing, normalised by `fold`.
    """
    return [word for word in label_words(source) if fold(word) not in drawn]


_NOT_LABELS = re.compile(
    r"[ \t]*(?:style|classDef|class|linkStyle|click|direction|graph|flowchart|end|accTitle|accDescr)\b"
    r"|[ \t]*%%"
)
_CHART = re.compile(r"(?:\s|%%[^\n]*\n)*(?:xychart|quadrantChart)")
_LABEL = re.compile(
    r"""\|([^|]+)\||"([^"]*)"|\[+[(/\\]?([^\[\]"|]+?)[)/\\]?\]+|\(+([^()"|]+)\)+|\{+([^{}"|]+)\}+"""
    r"""|(?:->>?|-->>?|-x|--x|-\)|--\))[+-]?[^:\n]*:(.*)|\bas[ ]+(.+)|^[ \t]*Note[ ][^:\n]*:(.*)""",
    re.MULTILINE,
)


def label_words(source: str) -> list[str]:
    """The words of all labels in a Mermaid source, in order."""
    lines = [line for line in source.split("\n") if not _NOT_LABELS.match(line)]
    if _CHART.match(source):  # what stands in brackets is where something is, or a list
        return [word for quoted in re.findall(r'"([^"]*)"', "\n".join(lines)) for word in quoted.split()]
    labels = [next(filter(None, match.groups()), "") for match in _LABEL.finditer("\n".join(lines))]
    text = re.sub(r"<[^<>]*>|\\n|[`*_]|#\w+;|&\w+;", " ", " ".join(labels))
    return [word for word in text.split() if re.search(r"\w", word)]
