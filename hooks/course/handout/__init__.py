"""Handouts: the built pages set as PDF by Typst, and the proof that nothing was lost on the way."""
