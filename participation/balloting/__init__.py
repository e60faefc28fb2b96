"""우선순위 투표: from the draft to the published papers."""
