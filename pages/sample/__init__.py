"""The sample district: real facilities, and invented agencies that say so in their names."""
