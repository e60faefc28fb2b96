"""A process that measures itself: it reads names of questions and answers with figures, one JSON a line."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Asked:
    """``module``: asked as ``python -m MODULE answer``, in ``env``."""

    def __init__(self, module, env):
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", module, "answer"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, name):
        print(name, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
