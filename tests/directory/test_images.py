"""Pictures at upload: nothing of the camera stays, nothing broken gets in, nothing half remains."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from directory.media_pictures import LONGEST_SIDE, clean_picture
from directory.models import AgencyImage
from tests.directory.uploads import (
    PLACE,
    Uploads,
    camera_photo,
    docx,
    file,
    noise,
    packed,
    picture,
    srgb_profile,
    stored_files,
)

KOREAN = r"[가-힣].*(니다|십시오)\."


def opened(upload):
    return Image.open(io.BytesIO(upload.read()))


def cleaned(content, name="사진.jpg"):
    return opened(clean_picture(file(name, content)))


def notes_in(data):
    """Traces of the camera anywhere in the bytes."""
    return [note for note in (PLACE, b"PHONEMAKER", b"Exif", b"xmpmeta", b"GPS") if note in data]


class TestCleaning:
    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_place_device_and_notes_are_gone(self, format):
        photo = camera_photo(format)
        assert notes_in(photo)

        data = clean_picture(file(f"사진.{format.lower()}", photo)).read()

        assert notes_in(data) == []
        assert not Image.open(io.BytesIO(data)).getexif()

    def test_a_comment_is_gone(self):
        data = clean_picture(file("a.jpg", picture(comment=PLACE))).read()

        assert PLACE not in data

    def test_text_in_a_png_is_gone(self):
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Location", PLACE.decode())
        assert PLACE not in clean_picture(file("a.png", picture("PNG", pnginfo=info))).read()

    def test_the_photo_stands_upright(self):
        assert cleaned(camera_photo(orientation=6, size=(64, 48))).size == (48, 64)

    def test_the_colour_profile_stays(self):
        assert cleaned(picture(icc_profile=srgb_profile())).info["icc_profile"] == srgb_profile()

    @pytest.mark.parametrize("profile", [b"no profile at all", srgb_profile() + b"\0" * 70_000])
    def test_what_is_no_sensible_profile_does_not(self, profile):
        assert "icc_profile" not in cleaned(picture(icc_profile=profile)).info

    @pytest.mark.parametrize(
        "tail", [packed({"evil.html": "<script>"}), b"<script>alert(1)</script>", noise(999)]
    )
    def test_what_hangs_behind_the_picture_is_cut_off(self, tail):
        data = clean_picture(file("a.jpg", picture() + tail)).read()

        assert tail not in data
        assert data.endswith(b"\xff\xd9")

    def test_a_very_large_picture_gets_smaller(self):
        assert max(cleaned(picture(size=(LONGEST_SIDE + 900, 60))).size) == LONGEST_SIDE

    def test_a_smaller_one_keeps_its_size(self):
        assert cleaned(picture(size=(LONGEST_SIDE, 60))).size == (LONGEST_SIDE, 60)

    @pytest.mark.parametrize("mode", ["CMYK", "L"])
    def test_printers_colours_and_grey_become_what_a_screen_shows(self, mode):
        image = cleaned(picture(mode=mode))

        assert image.mode == {"CMYK": "RGB", "L": "L"}[mode]

    def test_sixteen_bits_are_scaled_and_not_cut_off(self):
        deep = Image.new("I;16", (2, 1))
        deep.putpixel((0, 0), 0x8080)
        output = io.BytesIO()
        deep.save(output, "PNG")

        assert cleaned(output.getvalue(), "a.png").getpixel((0, 0)) == pytest.approx(128, abs=1)

    def test_transparency_stays(self):
        assert cleaned(picture("PNG", mode="RGBA"), "a.png").mode == "RGBA"

    def test_an_animation_becomes_its_first_picture(self):
        frames = [Image.new("P", (9, 9), colour) for colour in (1, 2, 3)]
        output = io.BytesIO()
        frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])

        image = cleaned(output.getvalue(), "움직임.gif")

        assert (image.format, getattr(image, "n_frames", 1)) == ("PNG", 1)

    def test_the_name_keeps_no_path_and_no_tricks(self):
        upload = file("a.jpg", picture())
        upload._name = "..\\..//행사\u202egpj.사진.JPG"

        assert clean_picture(upload).name == "행사gpj.사진.jpg"


def huge():
    output = io.BytesIO()
    Image.new("1", (9000, 9000)).save(output, "PNG")
    return output.getvalue()


BAD = {
    "nothing at all": ("a.jpg", b""),
    "cut off": ("a.jpg", picture(size=(300, 300))[:-4000]),
    "cut off early": ("a.png", picture("PNG")[:60]),
    "text": ("a.png", "그림이 아닌 글".encode()),
    "noise": ("a.webp", noise(500)),
    "noise with a beginning": ("a.jpg", picture()[:20] + noise(500)),
    "a document": ("a.jpg", docx()),
    "a drawing with a script": (
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ),
    "that drawing under another name": ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    "another extension": ("a.png", picture()),
    "no extension": ("a", picture()),
    "a format for printers": ("a.tiff", picture("TIFF")),
    "an iPhone's own format": ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + noise(300)),
    "too many pixels": ("a.png", huge()),
    "a bomb": ("a.png", b""),
}


def bomb():
    """A small PNG that says it is 30,000 by 30,000."""
    small = bytearray(picture("PNG", mode="L"))
    small[16:24] = (30_000).to_bytes(4, "big") * 2
    import zlib

    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


BAD["a bomb"] = ("a.png", bomb())


@pytest.mark.parametrize("case", BAD)
def test_a_bad_picture_is_refused_with_a_sentence(case):
    with pytest.raises(ValidationError, match=KOREAN):
        clean_picture(file(*BAD[case]))


@pytest.fixture
def uploads(client, editor_a, agency_a):
    client.force_login(editor_a)
    return Uploads(client, "images", agency_a.collection)


@pytest.fixture
def media(settings):
    return settings.MEDIA_ROOT


@pytest.mark.parametrize("door", Uploads.doors)
class TestUploading:
    def test_a_photo_is_stored_without_its_place(self, uploads, door, media):
        assert door(uploads, file("현장 사진.jpg", camera_photo())) == []

        image = AgencyImage.objects.get()
        data = image.file.read()
        assert notes_in(data) == []
        assert (image.width, image.height) == (48, 64)
        assert image.file_size == len(data)

    @pytest.mark.parametrize("case", BAD)
    def test_a_bad_picture_leaves_nothing_but_a_sentence(self, uploads, door, media, case):
        sentences = door(uploads, file(*BAD[case]))

        assert any("니다." in sentence or "십시오." in sentence for sentence in sentences)
        assert not AgencyImage.objects.exists()
        assert stored_files(media) == []

    def test_fifty_megabytes_are_too_many(self, uploads, door, media):
        sentences = door(uploads, file("큰.jpg", picture() + b"\0" * 50 * 1024 * 1024))

        assert sentences
        assert stored_files(media) == []

    def test_a_full_disk_leaves_nothing_but_a_sentence(self, uploads, door, media, full_disk):
        sentences = door(uploads, file("a.jpg", picture()))

        assert any("저장할 공간이 부족" in sentence for sentence in sentences)
        assert not AgencyImage.objects.exists()
        assert stored_files(media) == []


class TestStoring:
    @pytest.fixture
    def image(self, agency_a):
        return AgencyImage.objects.create(
            title="사진", collection=agency_a.collection, file=file("사진.jpg", camera_photo())
        )

    def test_a_picture_from_an_import_loses_its_notes_too(self, image):
        assert notes_in(image.file.read()) == []

    def test_its_address_cannot_be_guessed_from_its_name(self, image):
        assert "사진" not in image.file.name
        assert len(image.file.name.split("/")[-1].split(".")[0]) == 20

    @pytest.mark.parametrize(
        "spec", ["original", "max-20x20", "fill-10x10|format-webp", "width-9|format-jpeg"]
    )
    def test_no_size_of_it_has_notes(self, image, spec):
        data = image.get_rendition(spec).file.read()

        assert notes_in(data) == []

    def test_sizes_are_webp(self, image):
        assert image.get_rendition("max-20x20").file.name.endswith(".webp")

    def test_a_size_that_finds_no_space_is_a_missing_picture(self, image, full_disk, client, editor_a):
        client.force_login(editor_a)

        assert client.get(f"/admin/images/{image.pk}/").status_code == 200

    def test_a_new_file_takes_the_place_of_the_old(self, image, client, editor_a, settings):
        client.force_login(editor_a)
        before = image.file.name

        client.post(
            f"/admin/images/{image.pk}/",
            {
                "title": "새",
                "collection": image.collection_id,
                "file": file("b.jpg", camera_photo()),
                "tags": "",
            },
        )

        image = AgencyImage.objects.get()
        assert image.file.name != before
        assert notes_in(image.file.read()) == []
        assert stored_files(settings.MEDIA_ROOT) == [image.file.name]

    def test_a_title_that_was_too_long_at_first_changes_nothing_of_that(self, client, editor_a, agency_a):
        """Wagtail keeps the upload aside then, and makes the picture of it later, past the form."""
        client.force_login(editor_a)
        answer = client.post(
            "/admin/images/multiple/add/",
            {
                "files[]": file("a.jpg", camera_photo()),
                "collection": agency_a.collection.pk,
                "title": "긴" * 300,
            },
        ).json()
        number = answer["uploaded_file_id"]

        client.post(
            f"/admin/images/multiple/create_from_uploaded_image/{number}/",
            {
                f"uploaded-image-{number}-title": "짧은 제목",
                f"uploaded-image-{number}-collection": agency_a.collection.pk,
                f"uploaded-image-{number}-tags": "",
            },
        )

        assert notes_in(AgencyImage.objects.get().file.read()) == []
