"""Pictures that come with a record: sent along, or fetched from an address under guard; kept as an editor's upload is."""

import base64
import binascii
import hashlib
import io
import os
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from api.agency.problems import wrong_fields
from directory.media_pictures import clean_picture
from directory.models import AgencyImage
from pages.pulling.fetching import FetchError, fetch

MOST_BYTES = 5 * 2**20
LONGEST_TITLE = 200
TOO_LARGE = f"사진은 {MOST_BYTES // 2**20}MB까지 보낼 수 있습니다."
SHAPE = '사진은 {"url"}, {"data", "name"}이나 {"id"}로 보내 주십시오. data는 base64입니다.'


def upload_of(value):
    """The file that a value of ``image`` means, fetched if need be: before any row is locked. None for none."""
    if value is None:
        return None
    if isinstance(value, SimpleUploadedFile):
        return value
    if not isinstance(value, dict):
        raise wrong_fields({"image": [SHAPE]})
    if isinstance(value.get("id"), int):
        return None  # one that is here already; whether it may be used is asked by the form
    if isinstance(value.get("url"), str):
        return _fetched(value["url"])
    if isinstance(value.get("data"), str):
        return _sent(value["data"], value.get("name"))
    raise wrong_fields({"image": [SHAPE]})


def _fetched(url):
    try:
        content = fetch(url).content
    except FetchError as error:
        raise wrong_fields({"image": [str(error)]}) from error
    return _file(content or b"", os.path.basename(urlsplit(url).path))


def _sent(data, name):
    if len(data) > MOST_BYTES * 4 // 3 + 8:
        raise wrong_fields({"image": [TOO_LARGE]})
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise wrong_fields({"image": [SHAPE]}) from None
    return _file(content, name if isinstance(name, str) else "")


def _file(content, name):
    if len(content) > MOST_BYTES:
        raise wrong_fields({"image": [TOO_LARGE]})
    stem = os.path.splitext(os.path.basename(name))[0][:LONGEST_TITLE] or "picture"
    return SimpleUploadedFile(f"{stem}.{_extension(content, name)}", content)


def _extension(content, name):
    """As the content says, where nobody has named the file; a name that is given must be right."""
    given = os.path.splitext(name)[1].lstrip(".").lower()
    if given:
        return given
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "WEBP", "AVIF")) as picture:
            return (picture.format or "").lower()
    except Exception:  # what it is will be said by the form
        return ""


def kept(upload, agency, user):
    """The picture in the agency's collection; the same again is not kept twice. Returns it, and whether it is new."""
    try:
        clean = clean_picture(upload)
    except ValidationError as error:
        raise wrong_fields({"image": error.messages}) from error
    known = AgencyImage.objects.filter(
        collection=agency.collection_id,
        file_hash=hashlib.sha1(clean.read(), usedforsecurity=False).hexdigest(),
    ).first()
    if known:
        return known, False
    upload.seek(0)
    title = os.path.splitext(upload.name)[0]
    image = AgencyImage(uploaded_by_user=user)
    form = get_image_form(AgencyImage)(
        {"title": title, "collection": agency.collection_id}, {"file": upload}, instance=image, user=user
    )
    if not form.is_valid():
        raise wrong_fields({"image": [text for texts in form.errors.values() for text in texts]})
    return form.save(), True
