"""The site as something to install: its manifest, its icons, and the worker that answers offline."""
