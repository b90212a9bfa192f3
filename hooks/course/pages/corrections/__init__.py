"""Corrections: what an editor notes on a session that stays as its lecturer wrote it."""
