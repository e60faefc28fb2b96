"""누리넷의 웹훅을 받습니다. / Receives Nurinet's webhooks: verifies each, then prints what has changed.

    WEBHOOK_SECRET=whsec_... python webhook_receiver.py 8080

Put it behind a server that speaks https. What changed is read from ``detail_url`` with the API.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
OLDEST, LARGEST = 5 * 60, 1_000_000
SEEN = set()  # a real receiver keeps these where they survive it


def is_genuine(headers, body):
    number, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs(time.time() - int(moment)) > OLDEST:
        return False
    mac = hmac.new(KEY, f"{number}.{moment}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(mac)
    given = headers.get("webhook-signature", "").encode("latin-1").split()
    return any(hmac.compare_digest(expected, each) for each in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LARGEST))
        genuine, number = is_genuine(self.headers, body), self.headers.get("webhook-id")
        if genuine and number not in SEEN:
            for item in json.loads(body)["data"]["items"]:
                print(item["action"], item["uuid"], item["detail_url"], flush=True)
            SEEN.add(number)
        self.send_response(204 if genuine else 401)
        self.end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
