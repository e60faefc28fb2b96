"""구독: asking, proving, changing, ending, and the digests that come of it."""
