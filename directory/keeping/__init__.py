"""Keeping the register right: what is reported, confirmed, checked, claimed and joined."""
