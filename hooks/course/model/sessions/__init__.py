"""Reads sessions out of pages: times, week and day, sections, keywords, and the course they make together."""
