"""Pictures from the local disk: pictures only, and never something a browser would run."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings):
    root = Path(settings.MEDIA_ROOT)
    for name in (
        "images/a.webp",
        "images/a.svg",
        "images/a.html",
        "documents/a.pdf",
        "original_images/a.PNG",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"<script>alert(1)</script>")
    (root.parent / "secret.png").write_bytes(b"secret")
    return root


@pytest.mark.parametrize(
    ("path", "content_type"), [("images/a.webp", "image/webp"), ("original_images/a.PNG", "image/png")]
)
def test_a_picture_comes_as_a_picture_whatever_is_in_it(client, media, path, content_type):
    response = client.get(f"/media/{path}")

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "images/a.svg",
        "images/a.html",
        "documents/a.pdf",
        "images/none.webp",
        "images/../../secret.png",
        "images/%2e%2e/%2e%2e/secret.png",
        "images//etc/passwd",
        "images/",
    ],
)
def test_nothing_else_is_there(client, media, path):
    assert client.get(f"/media/{path}").status_code in (301, 302, 400, 404)
