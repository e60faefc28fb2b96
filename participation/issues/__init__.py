"""과제: the pages on which residents raise issues, read them, say 공감 and talk about them."""
