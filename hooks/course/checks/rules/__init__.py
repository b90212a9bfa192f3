"""What can be seen to be wrong in a source by itself: one module for each kind of rule."""
