"""Rules for one source by itself: a module for each kind of thing that can be wrong in it."""
