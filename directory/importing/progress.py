"""How far a run is, for whoever looks at it from another process while its transaction is still open."""

from django.core.cache import caches

HOURS = 60 * 60
ALIAS = "progress"


def _key(run_pk):
    return f"import-progress:{run_pk}"


def tell(run_pk, done, total):
    caches[ALIAS].set(_key(run_pk), (done, total), 6 * HOURS)


def progress_of(run):
    """(rows done, rows to do) of a run that is going; of others what they ended with."""
    if run.state in {"queued", "running"}:
        return caches[ALIAS].get(_key(run.pk)) or (0, run.rows_read)
    return run.rows_done, run.rows_read


class Progress:
    """Rows gone through, told at most a hundred times. Reading is a quarter of the work, writing the rest."""

    READING = 0.25

    def __init__(self, run, listener=None):
        self.run, self.listener = run, listener
        self.total, self.to_write, self.told = run.rows_read, 0, -1

    def read(self, rows):
        self._tell(rows * self.READING)

    def written(self, rows):
        share = rows / self.to_write if self.to_write else 1
        self._tell(self.total * (self.READING + (1 - self.READING) * share))

    def _tell(self, done):
        done = min(int(done), self.total)
        percent = 100 * done // self.total if self.total else 100
        if percent > self.told:
            self.told = percent
            tell(self.run.pk, done, self.total)
            if self.listener:
                self.listener(done, self.total)
