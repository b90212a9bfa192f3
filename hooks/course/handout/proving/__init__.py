"""A finished PDF held against the sources it was made of."""
