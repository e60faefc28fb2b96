"""Pictures from the local disk, where no S3 and no web server in front serves them.

Documents are not served here: Wagtail's own view asks first whether one may have them.
"""

from django.conf import settings
from django.http import Http404
from django.views import static

PICTURE_FOLDERS = ("images/", "original_images/", "avatar_images/")
PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def picture(request, path):
    """A stored picture, by a type that no browser runs; anything else is not found."""
    suffix = path[path.rfind(".") :].lower()
    if not path.startswith(PICTURE_FOLDERS) or suffix not in PICTURE_TYPES:
        raise Http404
    response = static.serve(request, path, document_root=settings.MEDIA_ROOT)
    if response.status_code == 200:
        response.headers["Content-Type"] = PICTURE_TYPES[suffix]
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
