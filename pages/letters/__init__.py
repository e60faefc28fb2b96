"""Letters to subscribers: putting them together, sending each exactly once, and the copies on the web."""
