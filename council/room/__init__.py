"""위원방: what members of a body see and do, and nobody else knows of."""
