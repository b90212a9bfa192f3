"""Corrections by an editor: read from their files, and matched with the passages of sessions they quote."""
