"""Ask one address as fast as a few connections can, and count the answers."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 4


def requests_per_second(url, seconds, headers=()):
    """With wrk where it is installed; else with threads of Python, which themselves cost CPU."""
    if shutil.which("wrk"):
        return _wrk(url, seconds, headers)
    return _python(url, seconds, dict(header.split(": ", 1) for header in headers))


def _wrk(url, seconds, headers):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def _python(url, seconds, headers):
    parts = urlsplit(url)
    counts = [0] * CONNECTIONS
    end = time.monotonic() + seconds

    def ask(number):
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
        while time.monotonic() < end:
            connection.request("GET", _target(parts), headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 400:
                raise RuntimeError(f"{url}: {answer.status}")
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _target(parts):
    """Path and query, as a request names them."""
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def ask_once(url, headers=None):
    """Status, headers and body over a new connection, so that any worker may answer."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", _target(parts), headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body
