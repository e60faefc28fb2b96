"""The signature of the Standard Webhooks specification 1.0.0, symmetric ("v1").

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def new_secret():
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret, message_id, timestamp, body):
    """One signature of ``body`` (bytes) at ``timestamp`` (whole seconds)."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(found, message_id, timestamp, body):
    """What goes with the body, signed with each of the secrets that are valid now."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, message_id, timestamp, body) for secret in found),
    }
