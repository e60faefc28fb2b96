"""Files as people send them, good and bad, and the admin's ways to send them."""

import io
import random
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

PLACE = b"37.574524-127.039650"


def picture(format="JPEG", size=(64, 48), mode="RGB", **options):
    """A picture with some structure in it."""
    image = Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40)
    output = io.BytesIO()
    image.convert(mode).save(output, format, **options)
    return output.getvalue()


def camera_photo(format="JPEG", orientation=6, **options):
    """What a telephone makes: lying on its side, with place, device, comment and editing notes."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PHONEMAKER"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 34.0, 28.0), 3: "E", 4: (127.0, 2.0, 22.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>' + PLACE + b"</note></x:xmpmeta>"
    return picture(format, exif=exif.tobytes(), xmp=xmp, **options)


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def noise(length):
    return random.Random(7).randbytes(length)


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return output.getvalue()


def docx(**more):
    kinds = b'<Types><Override ContentType="application/vnd.openxmlformats.word"/></Types>'
    return packed({"[Content_Types].xml": kinds, "word/document.xml": b"<document/>"} | more)


def file(name, content, type="application/octet-stream"):
    return SimpleUploadedFile(name, content, type)


class Uploads:
    """One person's uploads, by every door of the admin. Each gives the answer's sentences, if any."""

    def __init__(self, client, kind, collection):
        self.client, self.kind, self.collection = client, kind, collection
        self.prefix = {"images": "image", "documents": "document"}[kind]

    def singly(self, upload, **fields):
        data = {"title": "제목", "collection": self.collection.pk, "file": upload, "tags": "", **fields}
        response = self.client.post(f"/admin/{self.kind}/add/", data)
        assert response.status_code in (200, 302), response.status_code
        return [] if response.status_code == 302 else errors_of(response.context["form"])

    def among_many(self, upload, **fields):
        data = {"files[]": upload, "collection": self.collection.pk, **fields}
        response = self.client.post(f"/admin/{self.kind}/multiple/add/", data)
        assert response.status_code == 200
        answer = response.json()
        return [] if answer["success"] else answer["error_message"].splitlines()

    def in_a_chooser(self, upload, **fields):
        prefix = f"{self.prefix}-chooser-upload-"
        data = {"title": "제목", "collection": self.collection.pk, "file": upload, "tags": "", **fields}
        response = self.client.post(
            f"/admin/{self.kind}/chooser/create/", {prefix + name: value for name, value in data.items()}
        )
        assert response.status_code == 200
        answer = response.json()
        return [] if answer["step"].endswith("chosen") else [answer["htmlFragment"]]

    doors = (singly, among_many, in_a_chooser)


def errors_of(form):
    return [sentence for sentences in form.errors.values() for sentence in sentences]


def stored_files(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
