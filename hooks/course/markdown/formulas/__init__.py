"""Formulas in texts: where they stand, what stands for them until they are drawn, what a page shows."""
