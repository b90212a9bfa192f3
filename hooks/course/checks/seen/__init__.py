"""Looks at a built site in a browser: whether a reader can see each block that the check counts as shown."""
