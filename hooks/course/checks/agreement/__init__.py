"""Compares what the site shows of a source with what GitHub shows of it."""
