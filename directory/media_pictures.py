"""Pictures are decoded and written anew at upload, so nothing but what one sees is kept."""

import io
import os
import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from directory.media_names import file_name

LONGEST_SIDE = 4096
LARGEST_PROFILE = 64 * 1024
PROFILE_SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY"}
# What is decoded, by Pillow's name: the extensions it may have, and what it is written as.
FORMATS = {
    "JPEG": (("jpg", "jpeg"), "JPEG"),
    "MPO": (("jpg", "jpeg"), "JPEG"),
    "PNG": (("png",), "PNG"),
    "GIF": (("gif",), "PNG"),
    "WEBP": (("webp",), "WEBP"),
    "AVIF": (("avif",), "WEBP"),
}
WRITTEN = {
    "JPEG": ("jpg", {"quality": 88, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
    "WEBP": ("webp", {"quality": 88, "method": 4}),
}

NOT_A_PICTURE = "그림 파일이 아니거나 파일이 손상되었습니다. 다른 파일을 올려 주십시오."
EMPTY = "파일이 비어 있습니다. 다른 파일을 올려 주십시오."
TOO_MANY_PIXELS = "그림이 너무 큽니다(가로×세로 {pixels:,}화소). {limit:,}화소 이하로 줄여서 올려 주십시오."
WRONG_EXTENSION = "파일 이름은 .{extension}인데 내용은 {format}입니다. 알맞은 형식의 파일을 올려 주십시오."


class CleanPicture(SimpleUploadedFile):
    """A picture that went through ``clean_picture``."""


def clean_picture(upload):
    """The same picture as a new file, upright, at most ``LONGEST_SIDE`` wide or high.

    Camera notes (place, time, device), comments, thumbnails, films behind a photo and anything
    appended to the file are gone. The colour profile stays where it fits the picture. Of an animation
    the first picture stays: moving pictures need a button to stop them, which a page has not.
    Raises ``ValidationError`` with the sentence the editor reads.
    """
    upload.seek(0)
    data = upload.read()
    if not data:
        raise ValidationError(EMPTY, code="empty")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _clean(data, upload.name or "")
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        raise ValidationError(TOO_MANY_PIXELS.format(pixels=2 * limit, limit=limit), code="pixels") from error
    except UnidentifiedImageError as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
    except Exception as error:  # decoders raise whatever they stumble over in a broken file
        raise ValidationError(NOT_A_PICTURE, code="broken") from error


def _clean(data, name):
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP", "AVIF")) as source:
        extensions, target = FORMATS[source.format]
        _check_extension(name, source.format, extensions)
        _check_pixels(source.size)
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        source.load()
        picture = _upright(source)
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK":
        picture, profile = _cmyk_as_rgb(picture, profile), None
    picture = _in_eight_bits(picture, alpha=target != "JPEG")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture.info = {}
    return _written(picture, name, target, _fitting(profile, picture.mode))


def _check_extension(name, found, extensions):
    extension = os.path.splitext(name)[1].lower().lstrip(".")
    if extension not in extensions:
        raise ValidationError(
            WRONG_EXTENSION.format(extension=extension, format="JPEG" if found == "MPO" else found),
            code="extension",
        )


def _check_pixels(size):
    pixels, limit = size[0] * size[1], settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels > limit:
        raise ValidationError(TOO_MANY_PIXELS.format(pixels=pixels, limit=limit), code="pixels")


def _upright(source):
    """As the camera was held. A broken note about it is no reason to refuse the picture."""
    try:
        return ImageOps.exif_transpose(source)
    except Exception:
        return source.copy()


def _cmyk_as_rgb(picture, profile):
    """Printers' colours as a screen shows them; by their profile if it can be read."""
    try:
        inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, inks, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture.convert("RGB")


def _in_eight_bits(picture, *, alpha):
    """Grey, colour, or colour with transparency; 16 bits are scaled, not cut off."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 257).convert("L")
    if picture.mode == "F":
        return picture.convert("L")
    if picture.has_transparency_data and alpha:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode in ("1", "L", "LA") else "RGB")


def _fitting(profile, mode):
    """The colour profile if it is one, of a sensible size, and for this kind of picture."""
    if not profile or len(profile) > LARGEST_PROFILE:
        return None
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space
    except (ImageCms.PyCMSError, OSError):
        return None
    return profile if space == PROFILE_SPACES.get(mode) else None


def _written(picture, name, target, profile):
    extension, options = WRITTEN[target]
    if target == "WEBP" and picture.mode == "L":
        picture = picture.convert("RGB")
        profile = None
    output = io.BytesIO()
    picture.save(output, target, icc_profile=profile, **options)
    stem = os.path.splitext(file_name(name))[0]
    return CleanPicture(f"{stem}.{extension}", output.getvalue(), Image.MIME[target])
