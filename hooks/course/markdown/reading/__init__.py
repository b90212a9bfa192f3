"""Reads one source or one page: its blocks, notes, placeholders and keywords, each with its line."""
