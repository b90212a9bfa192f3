"""What the site shows of a source beside what GitHub shows of it."""
