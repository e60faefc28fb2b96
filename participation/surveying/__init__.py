"""설문: from the questions to what may be shown of the answers."""
