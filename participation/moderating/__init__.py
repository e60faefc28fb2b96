"""살핌: what waits for the secretariat, what it decides, and what everybody may read of that."""
