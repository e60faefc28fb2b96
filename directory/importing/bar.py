"""A progress bar for a person at a terminal; a file or a log sees nothing of it."""

WIDTH = 30


class Bar:
    def __init__(self, stream, title):
        self.stream, self.title, self.is_shown = stream, title, False

    def __enter__(self):
        return self

    def show(self, done, total):
        if not self.stream.isatty():
            return
        filled = WIDTH * done // total if total else WIDTH
        line = f"\r{self.title} {'━' * filled}{'╌' * (WIDTH - filled)} {100 * done // max(total, 1):3}% {done:,}/{total:,}"
        self.stream.write(line, style_func=str, ending="")
        self.stream.flush()
        self.is_shown = True

    def __exit__(self, *_):
        if self.is_shown:
            self.stream.write("\r\033[K", style_func=str, ending="")
