"""Keys with which other systems come: what they may do, whose they are, how they are given and taken."""
