"""What an agency's own system writes: by a key, through the editor's form, into the same review."""
