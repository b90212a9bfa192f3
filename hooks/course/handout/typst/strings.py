"""Texts as Typst's strings."""

from __future__ import annotations


def quoted(text: str) -> str:
    """`text` as a Typst string literal: whatever it holds, it is these characters and no markup."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
