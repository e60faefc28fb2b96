"""Our part of benefits: which topics they are found by, and whether residents see them. For headquarters."""
