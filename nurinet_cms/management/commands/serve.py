"""The web server and the worker together, for one machine.

A worker that dies is started again; a web server that dies ends the whole, so that whoever
supervises this process (systemd, a container, a person) sees it.
"""

import os
import signal
import socket
import subprocess
import sys
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from nurinet_cms.content_version import content_changed

WORKER_PAUSE_SECONDS = 2


def answers(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, int(port))) == 0


class Command(BaseCommand):
    help = "Run the web server (granian) and the worker until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=1, help="Web server processes.")
        parser.add_argument("--threads", type=int, default=4, help="Requests at once in each of them.")

        parser.add_argument(
            "--sample", action="store_true", help="First migrate and load the sample district (`make run`)."
        )

    def handle(self, *, host, port, workers, threads, sample, **options):
        if answers(host, port):
            raise CommandError(
                f"{port}번 포트를 다른 프로그램이 쓰고 있습니다. / Port {port} is in use: make run PORT=8001"
            )
        if sample:
            self.prepare_sample()
        self.stopping = False
        self.children = {}
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        self.start("web", *self.web_command(host, port, workers, threads))
        self.start("worker", sys.executable, sys.argv[0], "run_worker")
        self.say_where(host, port)
        sys.exit(self.watch())

    def prepare_sample(self):
        """In this process: each start of another costs seconds."""
        call_command("migrate", verbosity=0)
        call_command("load_sample", force=True, stdout=self.stdout, stderr=self.stderr)
        content_changed()
        connections.close_all()

    def say_where(self, host, port):
        while not answers(host, port) and self.children["web"][0].poll() is None and not self.stopping:
            time.sleep(0.2)
        address = f"http://{host}:{port}"
        self.stdout.write(
            f"\n누리넷이 열렸습니다. 멈추려면 Ctrl-C를 누르십시오. / Nurinet is up; Ctrl-C stops it.\n"
            f"  누리집 / public site  {address}/\n"
            f"  관리 화면 / admin     {address}/admin/\n"
            f"  API                   {address}/api/v2/pages/\n"
            f"  상태 / readiness      {address}/readyz\n"
        )
        self.stdout.flush()

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
