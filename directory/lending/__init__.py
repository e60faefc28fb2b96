"""공유자원을 빌리는 일: asking, deciding, lending, taking back, and who had it forgotten again."""
