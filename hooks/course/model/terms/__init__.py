"""The terms of the glossary: the course's keywords with all their definitions, in dictionary order."""
