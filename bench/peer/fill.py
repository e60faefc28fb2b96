"""Fill the peer's database with pages that Nurinet told us (JSON on standard input)."""

import io
import json
import sys

import django

django.setup()

from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image as Picture  # noqa: E402
from wagtail.images.models import Image  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from bench.peer.models import PeerIndexPage, PeerOrganisation, PeerPage  # noqa: E402


def picture():
    file = io.BytesIO()
    Picture.new("RGB", (1600, 1200), "#88aacc").save(file, "JPEG")
    return Image.objects.create(title="picture", file=ImageFile(file, name="picture.jpg"))


def fill(rows):
    root = Page.get_first_root_node()
    home = root.add_child(instance=PeerIndexPage(title="home", slug="bench"))
    site = Site.objects.get()
    site.root_page = home
    site.save()
    for number in range(5):
        home.add_child(instance=PeerIndexPage(title=f"menu {number}", slug=f"m{number}", show_in_menus=True))
    index = home.add_child(instance=PeerIndexPage(title="news", slug="news", show_in_menus=True))
    image, organisation = picture(), PeerOrganisation.objects.create(name="가나다복지관")
    for row in rows:
        body = [("paragraph", html) for html in row.pop("paragraphs")]
        has_image = row.pop("has_image")
        page = PeerPage(**row, body=body, image=image if has_image else None, organisation=organisation)
        page.tags.add("돌봄", "건강", "문화")
        index.add_child(instance=page)
        page.save_revision().publish()


call_command("migrate", verbosity=0)
if not PeerPage.objects.exists():
    fill(json.load(sys.stdin))
print(json.dumps([page.url for page in PeerPage.objects.order_by("pk")[:20]]))
