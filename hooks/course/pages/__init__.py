"""A student's progress: what every page has to tick and to answer, for the scripts that remember it."""
