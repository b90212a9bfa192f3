"""The terms of the course: every keyword with all its definitions, in the order of a dictionary."""
