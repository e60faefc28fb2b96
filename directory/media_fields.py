"""The one door through which pictures and documents reach the disk, whoever brings them."""

import secrets

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from directory.media_names import file_name
from directory.media_pictures import CleanPicture, clean_picture


class PictureFile(WagtailImageFieldFile):
    def save(self, name, content, save=True):
        """Nothing is stored as it came: uploads, imports and samples are all written anew."""
        if not isinstance(content, CleanPicture):
            content.name = name
            content = clean_picture(content)
            name = content.name
        super().save(name, content, save=save)


class PictureField(WagtailImageField):
    """Holds pictures without the camera's notes."""

    attr_class = PictureFile


def picture_path(name):
    """A place nobody can guess: what a file was called says nothing of where it is."""
    extension = name.rsplit(".", 1)[-1].lower()
    return f"original_images/{secrets.token_hex(10)}.{extension}"


def document_path(document, name):
    """The name people know, in a folder nobody can guess."""
    return f"documents/{secrets.token_hex(8)}/{file_name(name)}"
