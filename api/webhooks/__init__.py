"""Webhooks: who wishes is told of each change, signed, in order, at least once (docs/decisions/0041)."""
