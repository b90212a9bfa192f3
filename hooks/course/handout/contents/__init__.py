"""What a handout holds: pages, and what is added to them, as one tree of `handout.tree`."""
