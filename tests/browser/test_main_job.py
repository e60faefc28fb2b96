"""The main job, once, by hand and eye: from the invitation to the emergency stop, on real parts."""

import json
import urllib.request
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from PIL import Image

from tests.browser.conftest import link_in

TITLE, MENDED = "봄맞이 나눔 잔치", "봄맞이 나눔 잔치와 음악회"
EDITOR, SECRETARIAT, OFFICE = (
    "kim@saebom.example",
    "secretariat@nurinet.example",
    "office@nurinet.example",
)
REASON = "문의 전화를 적어 주십시오."


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "spring.jpg"
    Image.new("RGB", (900, 600), "teal").save(path, exif=Image.Exif())
    return path


def fetch(url):
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        return answer.read().decode()


def events_in_api(url):
    found = json.loads(fetch(f"{url}/api/v2/pages/?type=pages.EventPage&limit=100"))
    return {item["title"]: item for item in found["items"]}


def invite(visitor):
    """The secretariat makes the agency and invites its first person."""
    desk = visitor().sign_in(SECRETARIAT)
    desk.go("/admin/agencies/new/")
    desk.page.fill("[name=title]", "새봄복지관")
    desk.page.fill("[name=code]", "saebom")
    desk.page.fill("[name=emails]", EDITOR)
    desk.page.click("text=기관 등록 >> visible=true")
    desk.page.wait_for_selector("text=기관을 등록했습니다")
    return desk


def accept(visitor, letter):
    """The invited person sets a password and is in."""
    desk = visitor()
    desk.go(link_in(letter))
    desk.page.fill("[name=last_name]", "김")
    desk.page.fill("[name=first_name]", "봄")
    desk.page.fill("[name=password1]", "spring-comes-early")
    desk.page.fill("[name=password2]", "spring-comes-early")
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_url("**/admin/")
    return desk


def upload_in_chooser(page, picture):
    page.click("#id_image-chooser button:visible")
    page.click(".modal-dialog [role=tab]:has-text('올리기')")
    page.set_input_files("#id_image-chooser-upload-file", str(picture))
    page.fill("#id_image-chooser-upload-title", "봄꽃 사진")
    page.click("#tab-upload button[type=submit]")
    page.wait_for_selector(".modal-dialog", state="hidden")


def write(desk, picture):
    """An event with its picture; answers the page's id."""
    page = desk.page
    desk.go("/admin/pages/")
    section = page.url.rstrip("/").rsplit("/", 1)[1]
    desk.go(f"/admin/pages/add/pages/eventpage/{section}/")
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.fill("#id_title", TITLE)
    page.fill("#id_starts_at", tomorrow.strftime("%Y-%m-%d 14:00"))
    page.fill("#id_ends_at", tomorrow.strftime("%Y-%m-%d 16:00"))
    page.keyboard.press("Escape")
    page.fill("#id_summary", "누구나 오시는 잔치입니다. 떡과 차를 나누고 함께 노래합니다.")
    upload_in_chooser(page, picture)
    page.fill("#id_image_alt", "활짝 핀 벚꽃")
    page.click("button:has-text('초안 저장')")
    page.wait_for_url("**/admin/pages/*/edit/")
    return page.url.split("/pages/")[1].split("/")[0]


def press(page, name):
    """A choice of the save menu, which may be folded behind its arrow."""
    button = page.locator(f"footer [name='{name}'], footer [data-action-name='{name}']").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()


def send(desk, pk):
    desk.go(f"/admin/pages/{pk}/edit/")
    press(desk.page, "action-submit")
    desk.page.wait_for_selector(".messages .success")


def review(desk, pk):
    desk.go(f"/admin/pages/{pk}/review/")
    return desk.page


def test_from_the_invitation_to_the_emergency_stop(nurinet, visitor, picture):
    secretariat = invite(visitor)
    editor = accept(visitor, nurinet.letter_to(EDITOR, "invitation"))
    pk = write(editor, picture)
    send(editor, pk)
    nurinet.letter_to(SECRETARIAT, TITLE)

    # Returned with a reason, which the editor reads in a mail; mended; sent again; approved.
    page = review(secretariat, pk)
    page.fill("textarea[name=comment]", REASON)
    page.click("main button:has-text('반려')")
    page.wait_for_selector("text=반려했습니다")
    assert REASON in nurinet.letter_to(EDITOR, REASON)
    editor.go(f"/admin/pages/{pk}/edit/")
    editor.page.fill("#id_title", MENDED)
    editor.page.fill("#id_phone", "02-123-4567")
    press(editor.page, "action-submit")
    editor.page.wait_for_selector(".messages .success")
    review(secretariat, pk).click("main button:has-text('승인')")
    secretariat.page.wait_for_selector("text=승인했습니다")

    # A resident finds it by filter, with its picture; the API has it.
    resident = visitor()
    resident.go("/events/?agency=saebom")
    resident.follow(f"main a:has-text('{MENDED}')")
    resident.page.wait_for_selector(f"h1:has-text('{MENDED}')")
    address = resident.page.url
    assert resident.page.locator("main img[alt='활짝 핀 벚꽃']").evaluate("image => image.naturalWidth") > 0
    assert resident.page.context.cookies() == []
    assert events_in_api(nurinet.url)[MENDED]["id"] == int(pk)
    assert address in fetch(f"{nurinet.url}/sitemap.xml")

    # The office stops it: the very next answers, everywhere, are already without it.
    office = visitor().sign_in(OFFICE)
    office.go(f"/admin/emergency/?url={quote(address, safe='')}")
    office.page.fill("textarea[name=reason]", "개인정보가 들어 있습니다.")
    office.page.click("button:has-text('게시 중단하기')")
    office.page.wait_for_selector("text=게시를 중단했습니다")
    assert resident.page.goto(address).status == 404
    assert MENDED not in fetch(f"{nurinet.url}/events/?agency=saebom")
    assert MENDED not in fetch(f"{nurinet.url}/search/?q={quote('나눔 잔치')}")
    assert MENDED not in events_in_api(nurinet.url)
    assert address not in fetch(f"{nurinet.url}/sitemap.xml")
    for desk in (secretariat, editor, office, resident):
        assert desk.outside == []
