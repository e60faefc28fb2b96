"""The web server and the worker together, for one machine.

A worker that dies is started again; a web server that dies ends the whole, so that whoever
supervises this process (systemd, a container, a person) sees it.
"""

import os
import signal
import subprocess
import sys
import time

from django.core.management.base import BaseCommand

WORKER_PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = "Run the web server (granian) and the worker until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=1, help="Web server processes.")
        parser.add_argument("--threads", type=int, default=8, help="Requests at once in each of them.")

    def handle(self, *, host, port, workers, threads, **options):
        self.stopping = False
        self.children = {}
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        self.start("web", *self.web_command(host, port, workers, threads))
        self.start("worker", sys.executable, sys.argv[0], "run_worker")
        sys.exit(self.watch())

    def web_command(self, host, port, workers, threads):
        return (
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", str(threads), "--backpressure", str(threads * 4)),
            *("--log-level", "warning", "nurinet_cms.wsgi:application"),
        )

    def start(self, name, *command):
        # A session of its own: Ctrl-C reaches the children once, through us.
        self.children[name] = (subprocess.Popen(command, start_new_session=True), command)  # noqa: S603

    def watch(self):
        """Until told to stop, or until the web server ends; answers the exit code."""
        while not self.stopping:
            if (code := self.children["web"][0].poll()) is not None:
                self.stderr.write(f"The web server ended ({code}).")
                self.stop()
                return code or 1
            if (code := self.children["worker"][0].poll()) is not None:
                self.stderr.write(f"The worker ended ({code}); starting it again.")
                time.sleep(WORKER_PAUSE_SECONDS)
                if not self.stopping:
                    self.start("worker", *self.children["worker"][1])
            time.sleep(0.3)
        return 0

    def stop(self, *_signal):
        if self.stopping:
            return
        self.stopping = True
        for child, _command in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child, _command in self.children.values():
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
