"""The glossary: every keyword of every session on one page, and the same terms marked in the sessions."""
