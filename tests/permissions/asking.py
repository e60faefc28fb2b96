"""One question to the site, as one role, undone afterwards."""

from dataclasses import dataclass

from django.db import transaction

from tests.permissions.markers import secrets_in
from tests.permissions.snapshot import difference, snapshot, writes

REFUSALS = {401, 403, 404}
SIGN_IN_PATHS = (
    "/accounts/login",
    "/admin/login",
    "/_util/login",
    "/accounts/2fa",
    "/accounts/reauthenticate",
    "/me/sign-in",
)


@dataclass
class Answer:
    """What came of a question: status, whether it was a refusal, what it told of B, what it changed of B."""

    role: str
    method: str
    path: str
    status: int
    refused: bool
    secrets: list
    changed: list
    response: object

    def __str__(self):
        return f"{self.role} {self.method} {self.path} → {self.status}"


def _is_refusal(path, response):
    location = response.headers.get("Location", "").split("?")[0]
    sent_home = location in ("/admin/", "/me/") and not path.startswith(("/admin/login", "/me/"))
    return response.status_code in REFUSALS or location.startswith(SIGN_IN_PATHS) or sent_home


def ask(world, role, path, *, method="GET", data=None, before=None, **extra):
    """Ask, look at what the answer says and at what it did to agency B, and undo it."""
    client = world.clients[role]
    cookies = client.cookies.copy()
    with transaction.atomic(), writes() as written:
        send = client.get if method == "GET" else client.post
        response = send(path, *([data] if data is not None else []), **extra)
        told = secrets_in(response)
        changed = difference(before, snapshot(world.b, written)) if written and before is not None else []
        transaction.set_rollback(True)
    client.cookies = cookies
    refused = _is_refusal(path, response)
    return Answer(role, method, path, response.status_code, refused, told, changed, response)
