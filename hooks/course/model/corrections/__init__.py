"""An editor's corrections: the files that hold them, and the places in sessions that they are about."""
