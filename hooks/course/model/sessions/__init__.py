"""Reading what sessions say of themselves: times, places, sections, entries."""
