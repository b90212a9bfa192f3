"""Editions to take away: the course as files that need no web server."""
